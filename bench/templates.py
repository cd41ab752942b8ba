#!/usr/bin/python3
"""Jinja2's part of bench/templates.sh: renders the templates with a warm cache, or writes the values that all render.

    bench/templates.py values > values.json
    bench/templates.py run values.json
"""
import hashlib
import json
import pathlib
import statistics
import sys
import time

FOLDER = pathlib.Path(__file__).resolve().parent / "templates"
KINDS = ["web", "api", "static", "admin"]


def values():
    upstreams = [
        {
            "name": f"app{n}",
            "kind": KINDS[n % 4],
            "balance": ["round_robin", "least_conn", "ip_hash"][n % 3],
            "servers": [{"host": f"10.0.{n}.{m}", "port": 8000 + m, "weight": 1 + m % 2, "backup": m == 3} for m in range(4)],
            "domains": [f"app{n}.example.com", f"www.app{n}.example.com"],
            "body_size": 1 + n % 10,
            "auth": n % 5 == 0,
            "headers": {"X-Frame-Options": "DENY", "X-App": f"app{n}"},
            "timeout": 30 + n,
            "paths": ["/static/", "/media/", "/robots.txt"][: 1 + n % 3],
            **({"keepalive": n} if n % 2 else {}),
        }
        for n in range(100)
    ]
    nginx = {
        "user": "www-data", "workers": 8, "connections": 1024, "log_dir": "/var/log/nginx", "gzip": True,
        "gzip_types": ["text/css", "application/json"], "upstreams": upstreams,
    }
    small = {"name": "app", "after": ["network.target", "postgresql.service"], "port": 8080, "environment": {"A": "1", "B": "two", "C": "x y"}}
    return {"nginx": nginx, "small": small}


def run(path):
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    given = json.loads(pathlib.Path(path).read_text())
    environment = Environment(
        undefined=StrictUndefined, loader=FileSystemLoader(FOLDER), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    big = environment.get_template("nginx.conf.j2")
    small = environment.get_template("small.j2")
    rounds = []
    for _ in range(60):
        begin = time.perf_counter()
        text = big.render(given["nginx"])
        rounds.append(time.perf_counter() - begin)
    many = []
    for _ in range(7):
        begin = time.perf_counter()
        for _ in range(10_000):
            unit = small.render(given["small"])
        many.append(time.perf_counter() - begin)
    print(json.dumps({
        "mode": "jinja2",
        "nginx": statistics.median(rounds[10:]) * 1e3,
        "small": statistics.median(many[2:]) * 1e3,
        "hash": hashlib.sha256((text + unit).encode()).hexdigest(),
    }))


def table(lines):
    """Prints what the modes said, and their ratios."""
    results = [json.loads(line) for line in lines]
    reference = next(one for one in results if one["mode"] == "jinja2")
    if any(one["hash"] != reference["hash"] for one in results):
        sys.exit("The modes do not render the same: " + json.dumps(results))
    least = next(one for one in results if one["mode"] == "stringbuilder")
    print(f"{'':16}{'nginx, ms':>12}{'to Jinja2':>12}{'to hand':>10}{'10,000 small, ms':>19}{'to Jinja2':>12}{'to hand':>10}")
    for one in results:
        print(
            f"{one['mode']:16}{one['nginx']:12.3f}{reference['nginx'] / one['nginx']:11.1f}x{one['nginx'] / least['nginx']:9.1f}x"
            f"{one['small']:19.2f}{reference['small'] / one['small']:11.1f}x{one['small'] / least['small']:9.1f}x"
        )


if __name__ == "__main__":
    if sys.argv[1] == "values":
        json.dump(values(), sys.stdout)
    elif sys.argv[1] == "run":
        run(sys.argv[2])
    else:
        table(sys.stdin.read().splitlines())
