"""Headers are read as they really arrive."""

import time
from email import message_from_bytes, policy
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.mail_headers import addresses, date_of, decoded_words, header_text


def _message(headers: bytes) -> Message:
    return message_from_bytes(headers + b"\n\nbody", policy=policy.default)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("plain words", "plain words"),
        ("=?utf-8?B?5rOo5paH?=", "注文"),
        ("=?UTF-8?Q?Gr=C3=B6=C3=9Fe_5?=", "Größe 5"),
        ("Re: =?iso-2022-jp?B?GyRCQ21KOBsoQg==?= ok", "Re: 注文 ok"),
        ("=?utf-8?B?5rOo?= =?utf-8?B?5paH?=", "注文"),
        # A sign split between two words, as some programs do.
        ("=?utf-8?B?5rM=?= =?utf-8?B?qOaWhw==?=", "注文"),
        ("=?shift_jis?B?h0A=?=", "①"),
        ("=?iso-2022-jp?B?GyRCLSEbKEI=?=", "①"),
        ("=?utf-8*ja?B?5rOo5paH?=", "注文"),
        ("=?nonsense?Q?abc?=", "abc"),
        ("=?utf-8?B?5rOo5paH", "=?utf-8?B?5rOo5paH"),
        ("=?utf-8?B?5?=", "5"),
        ("two\t  spaces", "two spaces"),
    ],
)
def test_encoded_words_are_read(raw: str, words: str) -> None:
    assert decoded_words(raw) == words


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_bytes_against_the_rules_are_read(encoding: str) -> None:
    message = _message("Subject: 注文の件です\nFrom: 山田 花子 <a@example.jp>".encode(encoding))
    assert header_text(message, "subject") == "注文の件です"
    assert addresses(message, "from") == [("山田 花子", "a@example.jp")]


def test_folded_headers_become_one_line() -> None:
    assert header_text(_message(b"Subject: one\n two\n\tthree"), "subject") == "one two three"


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"From: Ann Lee <ann@example.com>", [("Ann Lee", "ann@example.com")]),
        (b'From: "Lee, Ann" <ann@example.com>', [("Lee, Ann", "ann@example.com")]),
        (b"From: ann@example.com (Ann Lee)", [("Ann Lee", "ann@example.com")]),
        (b"From: a@example.com, b@example.com", [("", "a@example.com"), ("", "b@example.com")]),
        (b'From: "=?utf-8?B?5bGx55Sw?=" <a@example.jp>', [("山田", "a@example.jp")]),
        (b"From: =?utf-8?B?5bGx55SwLCBB?= <a@example.jp>", [("山田, A", "a@example.jp")]),
        (b"From: undisclosed-recipients:;", []),
        (b"From: nobody", []),
        (b"From: ", []),
    ],
)
def test_names_and_addresses_are_told_apart(raw: bytes, found: list[tuple[str, str]]) -> None:
    assert addresses(_message(raw), "from") == found


def test_an_address_in_a_torn_header_is_still_found() -> None:
    found = addresses(_message(b"From: Shop @ Home <<shop@example.com>>"), "from")
    assert found[-1][1] == "shop@example.com"


def test_an_address_among_thousands_of_brackets_is_still_found() -> None:
    found = addresses(_message(b"From: ann@example.com " + b"(" * 20_000), "from")
    assert found == [("", "ann@example.com")]


@pytest.mark.parametrize(
    "raw", [b"Date: soon", b"Date: ", b"X: y", b"Date: Mon, 99 Mar 99999 25:61:00 +9999"]
)
def test_a_date_that_is_none_is_left_out(raw: bytes) -> None:
    assert date_of(_message(raw)) is None


def test_a_date_keeps_its_zone() -> None:
    sent = date_of(_message(b"Date: Mon, 2 Mar 2026 10:15:00 +0900"))
    assert sent is not None
    assert sent.isoformat() == "2026-03-02T10:15:00+09:00"


@given(st.text(max_size=80))
def test_any_header_can_be_read(raw: str) -> None:
    assert isinstance(decoded_words(raw), str)


@given(st.binary(max_size=80))
def test_any_bytes_in_headers_can_be_read(raw: bytes) -> None:
    message = _message(b"From: " + raw + b"\nDate: " + raw)
    addresses(message, "from")
    date_of(message)
    header_text(message, "from").encode()


def test_a_word_without_end_is_looked_at_once() -> None:
    begun = time.process_time()
    assert addresses(_message(b"From: " + b"a." * 100_000), "from") == []
    assert time.process_time() - begun < 2
