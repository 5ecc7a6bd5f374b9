"""Messages survive the pipe, and lines that are none are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.messages import Complete, Failed, ProtocolError, Text, Weighed, from_line, to_line


@given(st.text())
def test_any_text_survives_the_pipe_as_one_line_of_ascii(text: str) -> None:
    line = to_line(Text(3, text))
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert from_line(line) == Text(3, text)


def test_a_request_keeps_all_its_fields() -> None:
    request = Complete(1, [{"role": "user", "text": "a\nb"}], "{", 5, 0.5, {"type": "object"}, ["\n"])
    assert from_line(to_line(request)) == request


def test_failures_keep_their_parameters() -> None:
    assert from_line(to_line(Failed(2, "text-too-long", {"limit": 4096}))) == Failed(
        2, "text-too-long", {"limit": 4096}
    )


def test_minus_infinity_survives_as_a_number() -> None:
    assert from_line(to_line(Weighed(1, [float("-inf")]))) == Weighed(1, [float("-inf")])


@given(st.binary(max_size=60))
def test_anything_else_is_a_protocol_error(line: bytes) -> None:
    with pytest.raises(ProtocolError):
        from_line(line)
