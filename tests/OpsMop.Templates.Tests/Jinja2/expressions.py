"""Renders expressions with Jinja2: a JSON list of expressions in, a JSON list of [text, error] out, one of them null."""
import json
import sys

from jinja2 import Environment, StrictUndefined

environment = Environment(undefined=StrictUndefined, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], keep_trailing_newline=True)
results = []
for expression in json.load(sys.stdin):
    try:
        results.append([environment.from_string("{{ " + expression + " }}").render(), None])
    except Exception as error:
        results.append([None, f"{type(error).__name__}: {error}"])

sys.stdout.write(json.dumps(results))
