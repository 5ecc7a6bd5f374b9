"""A JSON schema as the grammar that llama.cpp follows while it writes."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from llama_cpp.llama_grammar import json_schema_to_gbnf

from app.errors import EngineError


def grammar_of(schema: Mapping[str, Any]) -> str:
    """Return the GBNF grammar of *schema*, with its properties in their written order.

    Raises:
        EngineError: The schema is not one.
    """
    return _grammar_of_text(json.dumps(schema))


def quoted(text: str) -> str:
    """Return *text* as GBNF writes text that stands for itself."""
    return json.dumps(text, ensure_ascii=False)


@lru_cache(maxsize=32)
def _grammar_of_text(schema: str) -> str:
    order = list(json.loads(schema).get("properties", {}))
    try:
        grammar: str = json_schema_to_gbnf(schema, order)
    except Exception as error:  # the converter raises whatever it meets
        raise EngineError("schema-not-usable") from error
    return grammar
