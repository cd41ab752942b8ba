namespace OpsMop.Types.Tests.Talk;

public sealed class HttpTests(LabFixture fixture) : TypeTests(fixture)
{
    // A server that keeps what it is sent.
    private const string Server = """
        import http.server
        items = []
        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, status, body):
                self.send_response(status); self.send_header('Content-Length', str(len(body))); self.end_headers(); self.wfile.write(body)
            def do_GET(self):
                if self.path == '/state': self.answer(200, b'{"state":"up"}')
                elif self.path == '/items': self.answer(200, b''.join(items))
                else: self.answer(200 if items else 404, b'')
            def do_POST(self):
                items.append(self.rfile.read(int(self.headers['Content-Length'])) + self.headers['X-Requested-By'].encode()); self.answer(201, b'made')
        http.server.HTTPServer(('127.0.0.1', 4998), Handler).serve_forever()
        """;

    [LabFact]
    public async Task A_request_is_sent_once_and_never_by_a_plan()
    {
        await InstallAsync("python3-minimal", "libpython3-stdlib", "curl");
        await AskAsync($"cat >/run/opsmop-server.py <<'END'\n{Server}\nEND\nsystemd-run --quiet --unit opsmop-server python3 /run/opsmop-server.py; for i in 1 2 3 4 5 6 7 8 9; do curl -s 127.0.0.1:4998/state >/dev/null && break; sleep 0.3; done");
        await ProveAsync("http", there: [("curl -s 127.0.0.1:4998/items", "{\"name\":\"opsmop\"}opsmop")]);
        await AskAsync("systemctl stop opsmop-server; rm /run/opsmop-server.py");
    }
}
