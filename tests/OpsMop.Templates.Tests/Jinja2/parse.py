"""Says of templates what Jinja2 makes of them: reads a JSON list of {template, options}, writes a list of
{accepted, error, tree}. Accepted is what parses and compiles; names of filters and tests are not looked at."""
import json
import struct
import sys
import warnings

import jinja2
from jinja2 import nodes

warnings.simplefilter("ignore")


class AnyName(dict):
    """Filters or tests of which each name is one."""

    def get(self, key, default=None):
        return super().get(key, lambda *args, **kwargs: None)

    def __contains__(self, key):
        return True


def impossible(self, eval_ctx=None):
    raise nodes.Impossible()


# What is computed while it is compiled may take for ever: 9**9**9.
for kind in (nodes.BinExpr, nodes.Concat, nodes.UnaryExpr, nodes.Compare, nodes.CondExpr, nodes._FilterTestCommon, nodes.Getitem, nodes.Getattr):
    kind.as_const = impossible


def text(value):
    return json.dumps(value)


def constant(value):
    if value is None or isinstance(value, (bool, str)):
        return text(value)
    if isinstance(value, float):
        return "float:" + struct.pack(">d", value).hex()
    return "int:" + format(value, "x")


def arguments(node):
    parts = [dump(a) for a in node.args]
    parts += ["%s=%s" % (k.key, dump(k.value)) for k in node.kwargs]
    if node.dyn_args is not None:
        parts.append("*" + dump(node.dyn_args))
    if node.dyn_kwargs is not None:
        parts.append("**" + dump(node.dyn_kwargs))
    return "[" + " ".join(parts) + "]"


def optional(node):
    return "-" if node is None else dump(node)


def form(name, *parts):
    return "(" + " ".join((name,) + parts) + ")"


def parameters(node):
    rest = len(node.args) - len(node.defaults)
    return "[" + " ".join(
        a.name if i < rest else a.name + "=" + dump(node.defaults[i - rest]) for i, a in enumerate(node.args)) + "]"


def body(statements):
    """Output nodes are flat, and text that was apart is together."""
    parts = []
    data = ""
    for statement in statements:
        items = statement.nodes if isinstance(statement, nodes.Output) else [statement]
        for item in items:
            if isinstance(item, nodes.TemplateData):
                data += item.data
                continue
            if data:
                parts.append(form("data", text(data)))
                data = ""
            parts.append(form("print", dump(item)) if isinstance(item, nodes.Expr) else dump(item))
    if data:
        parts.append(form("data", text(data)))
    return "{" + " ".join(parts) + "}"


def branches(node, elifs):
    if elifs:
        rest = "{" + form("if", dump(elifs[0].test), body(elifs[0].body), branches(node, elifs[1:])) + "}"
        return rest
    return body(node.else_)


def dump(node):
    kind = type(node).__name__
    if kind == "Const":
        return constant(node.value)
    if kind == "Name":
        return form("name", node.name)
    if kind == "NSRef":
        return form("nsref", node.name, node.attr)
    if kind in ("Tuple", "List"):
        return form(kind.lower(), *[dump(i) for i in node.items])
    if kind == "Dict":
        return form("dict", *[dump(p.key) + ":" + dump(p.value) for p in node.items])
    if kind == "CondExpr":
        return form("cond", dump(node.test), dump(node.expr1), optional(node.expr2))
    if isinstance(node, nodes.BinExpr):
        return form(kind.lower(), dump(node.left), dump(node.right))
    if isinstance(node, nodes.UnaryExpr):
        return form(kind.lower(), dump(node.node))
    if kind == "Compare":
        return form("compare", dump(node.expr), *[o.op + " " + dump(o.expr) for o in node.ops])
    if kind == "Concat":
        return form("concat", *[dump(i) for i in node.nodes])
    if kind in ("Filter", "Test"):
        return form(kind.lower(), optional(node.node), node.name, arguments(node))
    if kind == "Call":
        return form("call", dump(node.node), arguments(node))
    if kind == "Getattr":
        return form("attr", dump(node.node), node.attr)
    if kind == "Getitem":
        return form("item", dump(node.node), dump(node.arg))
    if kind == "Slice":
        return form("slice", optional(node.start), optional(node.stop), optional(node.step))
    if kind == "For":
        return form("for", dump(node.target), dump(node.iter), optional(node.test), str(bool(node.recursive)).lower(), body(node.body), body(node.else_))
    if kind == "If":
        return form("if", dump(node.test), body(node.body), branches(node, node.elif_))
    if kind == "Macro":
        return form("macro", node.name, parameters(node), body(node.body))
    if kind == "CallBlock":
        return form("callblock", dump(node.call), parameters(node), body(node.body))
    if kind == "FilterBlock":
        return form("filterblock", dump(node.filter), body(node.body))
    if kind == "With":
        return form("with", *["%s=%s" % (dump(t), dump(v)) for t, v in zip(node.targets, node.values)], body(node.body))
    if kind == "Block":
        return form("block", node.name, str(bool(node.scoped)).lower(), str(bool(node.required)).lower(), body(node.body))
    if kind == "Extends":
        return form("extends", dump(node.template))
    if kind == "Include":
        return form("include", dump(node.template), str(bool(node.ignore_missing)).lower(), str(bool(node.with_context)).lower())
    if kind == "Import":
        return form("import", dump(node.template), node.target, str(bool(node.with_context)).lower())
    if kind == "FromImport":
        names = ["%s:%s" % (n if isinstance(n, tuple) else (n, n)) for n in node.names]
        return form("from", dump(node.template), *names, str(bool(node.with_context)).lower())
    if kind == "Assign":
        return form("set", dump(node.target), dump(node.node))
    if kind == "AssignBlock":
        return form("setblock", dump(node.target), optional(node.filter), body(node.body))
    if kind == "ExprStmt":
        return form("do", dump(node.node))
    if kind in ("Break", "Continue"):
        return form(kind.lower())
    raise NotImplementedError(kind)


def uses(tree, kind):
    return tree.find(kind) is not None


environments = {}


def environment(options):
    key = json.dumps(options, sort_keys=True)
    if key not in environments:
        env = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], optimized=False, **options)
        env.filters = AnyName(env.filters)
        env.tests = AnyName(env.tests)
        environments[key] = env
    return environments[key]


def answer(item):
    try:
        env = environment(item["options"])
        template = item["template"]
        tree = env.parse(template)
        tokens = list(env.lex(template))
        # A comment or raw text that opens in the last tag is closed by the end, without a word.
        unclosed = bool(tokens) and tokens[-1][1] in ("comment_begin", "raw_begin")
        escaped = uses(tree, nodes.ScopedEvalContextModifier)
        dumped = None if escaped else body(tree.body)
        # Compiling changes the tree: assignments in it are marked.
        compile(env._generate(tree, "t", "t"), "t", "exec")
        return {"accepted": True, "unclosed": unclosed, "autoescape": escaped, "tree": dumped}
    except Exception as e:
        return {"accepted": False, "error": "%s: %s" % (type(e).__name__, e)}


json.dump([answer(item) for item in json.load(sys.stdin)], sys.stdout)
