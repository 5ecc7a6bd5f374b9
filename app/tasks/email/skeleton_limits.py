"""What a skeleton may do and how much of it: anyone may write one, so none may hang or fill the memory."""

import time
from collections.abc import Iterable, Iterator
from typing import cast

import jinja2
from jinja2 import nodes
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

LONGEST_SKELETON = 20_000
"""Characters of a subject or a body in Jinja2's notation."""
LONGEST_VALUE = 20_000
"""Characters of one value that a skeleton puts together."""
LONGEST_MAIL = 100_000
"""Characters of what comes out."""
MOST_ROUNDS = 2_000
"""Of all loops of a skeleton together."""
MOST_SECONDS = 2.0
"""Processor time of one filling; a usual one takes less than a thousandth."""

BUDGET = "what is left of the limits"
"""Name of the `Budget` among the values; no skeleton can name it."""
OUR_FILTERS = frozenset(
    ["ended", "sentence", "day", "weekday", "bullets", "lines", "honoured", "honoured_colleague"]
)
USUAL_FILTERS = frozenset(
    ["trim", "upper", "lower", "capitalize", "title", "default", "length", "first", "last", "join", "replace"]
)
"""Those of Jinja2 that can be used; others can make large texts out of small ones."""

_DEEPEST = 60
_MOST_LOOPS = 5
"""Of loops in each other."""
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.List, nodes.Tuple,
    nodes.If, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Compare, nodes.Operand, nodes.Test,
    nodes.For, nodes.Assign, nodes.Concat, nodes.Filter, nodes.Keyword, nodes.Getitem, nodes.Slice,
)  # fmt: skip


class LimitExceeded(jinja2.TemplateRuntimeError):
    """A skeleton that takes too long or writes too much.

    Attributes:
        code: template-loop-too-long, template-output-too-long or template-too-slow.
        limit: How much would have been allowed.
        line: Line of the skeleton, or 0 where the traceback tells it.
    """

    def __init__(self, code: str, limit: float) -> None:
        super().__init__(f"> {limit:g}")
        self.code = code
        self.limit = limit
        self.line = 0


class NotAllowed(jinja2.TemplateSyntaxError):
    """A skeleton that uses what a mail has no need of."""


class UnknownFilter(jinja2.TemplateSyntaxError):
    """A skeleton that asks for a way of writing that there is not.

    Attributes:
        word: What it is called there.
    """

    def __init__(self, word: str, line: int) -> None:
        super().__init__(word, line)
        self.word = word


class Budget:
    """What one filling may still use."""

    def __init__(self) -> None:
        """Begin to count."""
        self._rounds = MOST_ROUNDS
        self._characters = LONGEST_MAIL
        self._deadline = time.thread_time() + MOST_SECONDS

    def take_round(self) -> None:
        """Count one round of a loop.

        Raises:
            LimitExceeded: It is one too many.
        """
        self._rounds -= 1
        if self._rounds < 0:
            raise LimitExceeded("template-loop-too-long", MOST_ROUNDS)
        self._look_at_the_clock()

    def take_text(self, text: str) -> None:
        """Count *text* that is written.

        Raises:
            LimitExceeded: The mail is too long.
        """
        self._characters -= len(text)
        if self._characters < 0:
            raise LimitExceeded("template-output-too-long", LONGEST_MAIL)
        self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        if time.thread_time() > self._deadline:
            raise LimitExceeded("template-too-slow", MOST_SECONDS)


def limited(environment: jinja2.Environment, text: str) -> nodes.Template:
    """Return the skeleton *text* parsed, with counters in its loops.

    Raises:
        NotAllowed: It does more than placing texts, is too long or too deeply nested.
        UnknownFilter: It asks for a filter or a test that there is not.
        jinja2.TemplateSyntaxError: It does not parse.
    """
    if len(text) > LONGEST_SKELETON:
        raise NotAllowed(f"> {LONGEST_SKELETON}", 1)
    try:
        tree = environment.parse(text)
    except RecursionError as error:
        raise NotAllowed("(((", 1) from error
    _look_through(tree, environment)
    return cast("nodes.Template", _Counting().visit(tree))


def limiting_filters(environment: jinja2.Environment) -> None:
    """Leave *environment* only filters that keep within the limits."""
    usual = {name: environment.filters[name] for name in USUAL_FILTERS}
    environment.filters.clear()
    environment.filters |= usual | {
        "join": _join,
        "replace": _replace,
        "lines": lambda text: str(text).splitlines(),
        "counted": _counted,
        "put_together": _put_together,
    }


def _look_through(tree: nodes.Node, environment: jinja2.Environment) -> None:
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, depth, loops = waiting.pop()
        loops += isinstance(node, nodes.For)
        if not _is_allowed(node) or depth > _DEEPEST or loops > _MOST_LOOPS:
            raise NotAllowed(type(node).__name__.lower(), node.lineno)
        known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if isinstance(node, nodes.Filter | nodes.Test) and node.name not in known:
            raise UnknownFilter(node.name, node.lineno)
        inner = (child for child in node.iter_child_nodes() if not _is_rounds(node, child))
        waiting += [(child, depth + 1, loops) for child in inner]


def _is_rounds(node: nodes.Node, child: nodes.Node) -> bool:
    """Return whether *child* is a list of single values that a loop walks or a value is looked for in."""
    walked = isinstance(node, nodes.For) and child is node.iter
    if not (walked or isinstance(node, nodes.Operand)) or not isinstance(child, nodes.List | nodes.Tuple):
        return False
    return all(isinstance(each, nodes.Name | nodes.Const) for each in child.items)


def _is_allowed(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Getattr):  # loop.first and the like
        return (
            isinstance(node.node, nodes.Name) and node.node.name == "loop" and not node.attr.startswith("_")
        )
    if isinstance(node, nodes.For):
        return not node.recursive
    if isinstance(node, nodes.List | nodes.Tuple):
        return False
    if isinstance(node, nodes.Filter):
        return node.node is not None and node.name not in {"counted", "put_together"}
    return isinstance(node, _ALLOWED)


class _Counting(NodeTransformer):
    """Puts counters where a skeleton can run long or grow."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - the visitor's way of naming
        self.generic_visit(node)
        node.iter = _filter(cast("nodes.Expr", node.iter), "counted")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - likewise
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "put_together")


def _filter(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


@jinja2.pass_context
def _counted(context: Context, values: Iterable[object]) -> Iterator[object]:
    budget = context.get(BUDGET)
    for value in values:
        if isinstance(budget, Budget):
            budget.take_round()
        yield value


def _put_together(values: Iterable[object]) -> str:
    return _join(values)


def _join(values: Iterable[object], d: str = "") -> str:
    parts = [str(value) for value in values]
    _look_at_length(sum(map(len, parts)) + len(parts) * len(d))
    return d.join(parts)


def _replace(text: object, old: str, new: str) -> str:
    whole = str(text)
    _look_at_length(len(whole) + whole.count(old) * len(new))
    return whole.replace(old, new)


def _look_at_length(length: int) -> None:
    if length > LONGEST_VALUE:
        raise LimitExceeded("template-output-too-long", LONGEST_VALUE)
