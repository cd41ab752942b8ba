"""Renders templates with Jinja2: a list of cases as JSON from standard input, a list of results as JSON to standard output."""
import json
import sys

from jinja2 import DictLoader, Environment, StrictUndefined

sys.setrecursionlimit(3000)


def render(case):
    options = case.get("options") or {}
    try:
        environment = Environment(
            undefined=StrictUndefined,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
            loader=DictLoader(case["templates"]),
            **options,
        )
        return {"text": environment.get_template("main").render(**json.loads(case["values"]))}
    except Exception as exception:  # What goes wrong with a template is a result.
        return {"error": f"{type(exception).__name__}: {exception}"}


json.dump([render(case) for case in json.load(sys.stdin)], sys.stdout)
