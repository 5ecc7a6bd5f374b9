"""What of an answer by a schema is certain beforehand, and what is left to choose."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.json_pieces import Fixed, Open, pieces_of
from app.errors import EngineError

_ORDER = {
    "type": "object",
    "properties": {
        "kind": {"enum": ["order", "offer", "question"]},
        "count": {"type": "integer"},
        "buyer": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
        "version": {"const": 1},
    },
    "required": ["kind", "count", "buyer", "version"],
}


def test_keys_braces_and_constants_are_fixed() -> None:
    texts = [piece.text for piece in pieces_of(_ORDER) if isinstance(piece, Fixed)]
    assert texts == ['{"kind": "', ' "count": ', ' "buyer": {"name": "', ', "version": 1}']


def test_the_rest_of_a_choice_is_known_once_it_is_the_only_one() -> None:
    choice = next(piece for piece in pieces_of(_ORDER) if isinstance(piece, Open))
    assert choice.rest("o") is None
    assert choice.rest("of") == 'fer",'
    assert choice.is_complete('offer",')
    assert not choice.is_complete('offer"')


def test_a_comma_within_a_string_does_not_end_it() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},
        "required": ["a", "b"],
    }
    text, number = (piece for piece in pieces_of(schema) if isinstance(piece, Open))
    assert not text.is_complete("tea,")
    assert not text.is_complete('tea\\",')
    assert text.is_complete('tea, green",')
    assert number.is_complete("12}")
    assert not number.is_complete("12")


def test_an_object_whose_properties_may_be_left_out_is_all_open() -> None:
    (piece,) = pieces_of({"type": "object", "properties": {"a": {"type": "string"}}})
    assert isinstance(piece, Open)
    assert piece.end == ""


def test_what_is_no_schema_is_told() -> None:
    with pytest.raises(EngineError) as caught:
        pieces_of({"type": "no such type"})
    assert caught.value.code == "schema-not-usable"


_LEAVES: st.SearchStrategy[tuple[Mapping[str, Any], Any]] = st.one_of(
    st.text().map(lambda text: ({"type": "string"}, text)),
    st.integers(-(10**9), 10**9).map(lambda number: ({"type": "integer"}, number)),
    st.booleans().map(lambda truth: ({"type": "boolean"}, truth)),
    st.lists(st.text(), min_size=1, max_size=4, unique=True).map(lambda all_: ({"enum": all_}, all_[-1])),
    st.integers(0, 9).map(lambda number: ({"const": number}, number)),
)


def _object(
    members: dict[str, tuple[Mapping[str, Any], Any]],
) -> tuple[Mapping[str, Any], Any]:
    schema = {
        "type": "object",
        "properties": {name: inner for name, (inner, _) in members.items()},
        "required": list(members),
    }
    return schema, {name: value for name, (_, value) in members.items()}


_TEXT = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=8)
_PAIRS = st.recursive(
    _LEAVES, lambda inner: st.dictionaries(_TEXT, inner, min_size=1, max_size=3).map(_object), max_leaves=6
)


def _leaves(schema: Mapping[str, Any], value: Any) -> list[Any]:
    """Return the values that the model chooses, in their order."""
    if "properties" in schema:
        found = [_leaves(inner, value[name]) for name, inner in schema["properties"].items()]
        return [leaf for leaves in found for leaf in leaves]
    return [] if "const" in schema else [value]


@given(_PAIRS)
def test_the_pieces_with_values_between_them_are_the_answer(pair: tuple[Mapping[str, Any], Any]) -> None:
    schema, value = pair
    values = iter(_leaves(schema, value))
    text = ""
    for piece in pieces_of(schema):
        if isinstance(piece, Fixed):
            text += piece.text
        else:
            rest = json.dumps(next(values)).removeprefix(piece.begin) + piece.end
            assert not piece.end or piece.is_complete(rest)
            text += rest
    assert next(values, None) is None
    assert json.loads(text) == value
