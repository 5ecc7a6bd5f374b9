"""A JSON schema as pieces: text that every answer has there, and values for the model to choose.

Braces, keys and the rest of a choice that is decided already need no step of the model: they are read like a prompt.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.engine.grammar import grammar_of, quoted


@dataclass(frozen=True, slots=True)
class Fixed:
    """Text that is the same in every answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """A value that the model chooses."""

    grammar: str
    """GBNF of the rest of the value, with the letter that follows it."""
    begin: str
    """What of the value stands in the text before."""
    end: str
    """The letter that follows it: a comma or a brace, empty at the end of all."""
    choices: tuple[str, ...] = ()
    """All that may be written here, if that is a list."""

    def is_complete(self, text: str) -> bool:
        """Return whether *text*, which follows the grammar so far, is the value and the letter after it."""
        if not text.endswith(self.end):
            return False
        try:
            json.loads(self.begin + text.removesuffix(self.end))
        except ValueError:
            return False
        return True

    def rest(self, text: str) -> str | None:
        """Return what must follow *text*, or None where there is a choice left."""
        fitting = [choice for choice in self.choices if choice.startswith(text)]
        return fitting[0][len(text) :] if len(fitting) == 1 else None


def pieces_of(schema: Mapping[str, Any]) -> tuple[Fixed | Open, ...]:
    """Return the pieces of an answer by *schema*, the properties in their written order.

    Raises:
        EngineError: It is no schema.
    """
    grammar_of(schema)  # tells what is wrong with it
    pieces: list[Fixed | Open] = []
    for piece in _pieces(schema, ""):
        if isinstance(piece, Fixed) and pieces and isinstance(pieces[-1], Fixed):
            pieces[-1] = Fixed(pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return tuple(piece for piece in pieces if piece != Fixed(""))


def _pieces(schema: Mapping[str, Any], end: str) -> Iterator[Fixed | Open]:
    """Yield the pieces of a value and of the *end* after it."""
    properties: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    if properties and set(schema.get("required", ())) >= set(properties):
        begin = "{"
        for number, (name, inner) in enumerate(properties.items(), start=1):
            yield Fixed(f"{begin}{json.dumps(name, ensure_ascii=False)}: ")
            yield from _pieces(inner, "," if number < len(properties) else "}")
            begin = " "
        yield Fixed(end)
    elif "const" in schema:
        yield Fixed(json.dumps(schema["const"], ensure_ascii=False) + end)
    elif "enum" in schema:
        yield from _choice([json.dumps(option, ensure_ascii=False) for option in schema["enum"]], end)
    else:
        yield from _value(schema, end)


def _choice(options: list[str], end: str) -> Iterator[Fixed | Open]:
    begin = '"' if all(option.startswith('"') for option in options) else ""
    rests = tuple(option.removeprefix(begin) + end for option in options)
    yield Fixed(begin)
    yield Open("root ::= " + " | ".join(map(quoted, rests)), begin, end, rests)


def _value(schema: Mapping[str, Any], end: str) -> Iterator[Fixed | Open]:
    rules = grammar_of(schema).splitlines()
    place = next(i for i, rule in enumerate(rules) if rule.startswith("root ::= "))
    rule = rules[place].removeprefix("root ::= ")
    quote = quoted('"') + " "
    begin = '"' if rule.startswith(quote) and "|" not in rule else ""
    rules[place] = "value ::= " + (rule.removeprefix(quote) if begin else rule)
    yield Fixed(begin)
    yield Open("\n".join([*rules, "root ::= value" + (f" {quoted(end)}" if end else "")]), begin, end)
