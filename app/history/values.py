"""Values as the records hold them: texts without broken characters, JSON, moments as numbers."""

import json
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_json(value: object) -> str:
    """Return *value* as compact JSON that a file can hold."""
    return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def storable(text: str) -> str:
    """Return *text* without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def moment_of(when: datetime) -> int:
    """Return *when* in microseconds since 1970."""
    return (when.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1)


def time_of(moment: int) -> datetime:
    """Return the time that is *moment* microseconds after 1970, in UTC."""
    return _EPOCH + timedelta(microseconds=moment)
