#!/usr/bin/python3
"""The shop's application server: app.py PORT. It listens on this host only; nginx is in front of it."""
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        answer = {
            "greeting": os.environ.get("GREETING", ""),
            "server": self.server.server_port,
            "path": self.path,
            "host": self.headers.get("Host"),
            "client": self.headers.get("X-Forwarded-For"),
            "scheme": self.headers.get("X-Forwarded-Proto"),
        }
        body = (json.dumps(answer) + "\n").encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass  # nginx keeps the log.


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Shop).serve_forever()
