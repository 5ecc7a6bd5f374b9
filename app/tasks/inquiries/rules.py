"""The rules of a category: words, or /regular expressions/, found in an inquiry with their places."""

import math
import re
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.tasks.inquiries.long_texts import MOST_READ

_LETTER = "0-9A-Za-zÀ-ɏ"
"""Letters of scripts that put spaces between words; Japanese words may stand beside them."""
_LONGEST_RULE = 300
_LONGEST_PIECE = 2000
_SHORTEST_PIECE = 100
_MOST_STEPS = 2e7
"""Steps of one search that take about a third of a second."""
_BUDGET_SECONDS = 0.5
"""Time that all expressions together may take for one inquiry."""
_LONG_REPEAT = 20
_ENDLESS = 1_000_000

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(?=\d|,\d)(\d*)(?:(,)(\d*))?\})[?+]?")
_PART = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P=|P<\w+>|<[=!]|[:=!>]|[a-zA-Z-]+:))?|.", re.DOTALL
)
"""An escape, a set of characters, the start of a group, or one character."""
_REFERENCE = re.compile(r"\\[1-9]")
_APART = re.compile(r"\(\?(?:#|[a-wyz]*x)")
"""What lets a repetition stand apart from its group: a remark, or white space that means nothing."""


class RuleError(ValueError):
    """A rule that cannot be used.

    Attributes:
        code: `rule-empty`, `rule-not-readable` or `rule-too-slow`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A place where a rule applies."""

    category: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RuleMatches:
    """Where the rules of all categories apply to one text."""

    found: tuple[RuleMatch, ...]
    """In the order of the text."""
    complete: bool
    """False where it took too long to try all."""


def fold(text: str) -> str:
    """Return *text* with small, half-width letters, each at its old place."""
    half = text.translate(_HALF_WIDTH)
    small = half.lower()
    if len(small) == len(half):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in half)


def is_expression(rule: str) -> bool:
    """Tell whether *rule* is a /regular expression/ rather than words."""
    return len(rule) >= 2 and rule.startswith("/") and rule.endswith("/")


def compile_rule(rule: str) -> re.Pattern[str]:
    """Return the pattern of *rule*, to be applied to folded text.

    Words match whole words, also in the plural; between them any white space may stand.

    Raises:
        RuleError: The rule is empty, cannot be read, or could take very long on some text.
    """
    rule = rule.strip()
    if is_expression(rule):
        return _compile_expression(rule[1:-1].translate(_HALF_WIDTH))
    words = fold(rule).split()
    if not words:
        raise RuleError("rule-empty")
    pattern = r"\s+".join(map(re.escape, words))
    if re.match(f"[{_LETTER}]", words[0]):
        pattern = f"(?<![{_LETTER}])" + pattern
    if re.search(f"[{_LETTER}]$", words[-1]):
        pattern += f"(?:e?s)?(?![{_LETTER}])"
    return re.compile(pattern)


def _compile_expression(expression: str) -> re.Pattern[str]:
    if not expression.strip():
        raise RuleError("rule-empty")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # "[[" may once mean something else
            pattern = re.compile(expression, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise RuleError("rule-not-readable") from error
    if len(expression) > _LONGEST_RULE or _APART.search(expression):
        raise RuleError("rule-too-slow")
    _piece_length(expression)
    if pattern.match(""):
        # It would apply to every inquiry.
        raise RuleError("rule-empty")
    return pattern


def _piece_length(expression: str) -> int:
    """Return how many characters a search may see at a time, so that it ends soon on any text.

    Raises:
        RuleError: Something of varying length stands inside a repeated group, the expression refers
            back, or so much of it varies that even short texts could take long.
    """
    varying = [False]  # for each open group
    open_repeats = choices = 0
    for part, least, most in _tokens(expression):
        if part == "(":
            varying.append(False)
            continue
        inner = varying.pop() if part == ")" and len(varying) > 1 else False
        if part == "reference" or (inner and most > 1):
            raise RuleError("rule-too-slow")
        if most > _LONG_REPEAT:
            open_repeats += 1
        elif least != most or inner:
            choices += 1
        varying[-1] = varying[-1] or inner or least != most or part == "|"
    # Each open repetition and the start may lie anywhere; each choice may go two ways.
    freedom = open_repeats + 1
    length = (_MOST_STEPS / 2**choices * math.factorial(freedom)) ** (1 / freedom)
    if length < _SHORTEST_PIECE:
        raise RuleError("rule-too-slow")
    return min(int(length), _LONGEST_PIECE)


def _tokens(expression: str) -> Iterator[tuple[str, int, int]]:
    """Yield each part of *expression* and how often it stands there at least and at most."""
    position = 0
    while position < len(expression):
        found = _PART.match(expression, position)
        assert found is not None  # noqa: S101 - the last alternative takes any character
        position = found.end()
        part = found.group()
        if part.startswith("("):
            yield "reference" if part == "(?P=" else "(", 1, 1
            continue
        quantifier = _QUANTIFIER.match(expression, position)
        if quantifier is None:
            yield _REFERENCE.sub("reference", part), 1, 1
            continue
        position = quantifier.end()
        yield _REFERENCE.sub("reference", part), *_bounds(quantifier)


def _bounds(quantifier: re.Match[str]) -> tuple[int, int]:
    sign, low, comma, high = quantifier.group(1), *quantifier.group(2, 3, 4)
    if sign:
        return {"*": (0, _ENDLESS), "+": (1, _ENDLESS), "?": (0, 1)}[sign]
    least = int(low or 0)
    if not comma:
        return least, least
    return least, int(high) if high else _ENDLESS


class RuleBook:
    """The rules of all categories, ready to be applied."""

    def __init__(self, rules: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Take the rules of each category, by its name.

        Raises:
            RuleError: A rule cannot be used.
        """
        self._words: list[tuple[str, re.Pattern[str]]] = []
        self._expressions: list[tuple[str, re.Pattern[str], int]] = []
        for category, texts in rules:
            for rule in texts:
                pattern = compile_rule(rule)
                if is_expression(rule.strip()):
                    self._expressions.append((category, pattern, _piece_length(pattern.pattern)))
                else:
                    self._words.append((category, pattern))

    def matches(self, text: str) -> "RuleMatches":
        """Return where rules apply to *text*, the first place of each."""
        folded = fold(text[:MOST_READ])
        found = [
            RuleMatch(category, *match.span())
            for category, pattern in self._words
            if (match := pattern.search(folded))
        ]
        complete = True
        deadline = time.monotonic() + _BUDGET_SECONDS
        for category, pattern, length in self._expressions:
            try:
                span = _search_in_pieces(pattern, folded, length, deadline)
            except TimeoutError:
                complete = False
                break
            if span:
                found.append(RuleMatch(category, *span))
        return RuleMatches(tuple(sorted(found, key=lambda match: (match.start, match.end))), complete)


def _search_in_pieces(
    pattern: re.Pattern[str], text: str, length: int, deadline: float
) -> tuple[int, int] | None:
    step = length // 2
    for start in range(0, max(len(text) - step, 1), step):
        if time.monotonic() > deadline:
            raise TimeoutError
        end = min(start + length, len(text))
        match = pattern.search(text, start, end)
        # At the end of a piece, "$" and the like would hold by accident; the next piece overlaps.
        if match and match.end() > match.start() and (match.end() < end or end == len(text)):
            return match.span()
    return None
