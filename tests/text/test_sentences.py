"""Sentences keep their places and are neither torn at abbreviations nor glued across list lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.sentences import sentence_spans


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It costs 3.50 EUR. Really? Yes!", ["It costs 3.50 EUR.", "Really?", "Yes!"]),
        ("Dear Mr. Meyer, order No. 4512 is late.", ["Dear Mr. Meyer, order No. 4512 is late."]),
        ("At 2 p.m. on Friday. We come at 5 p.m. Bye", ["At 2 p.m. on Friday.", "We come at 5 p.m.", "Bye"]),
        ("Ask J. Smith at Acme Inc. in London.", ["Ask J. Smith at Acme Inc. in London."]),
        ("See e.g. page 3... And more.", ["See e.g. page 3...", "And more."]),
        ("1. First do this\n2. Then that.", ["First do this", "Then that."]),
        ("- milk\n- eggs\n(b) two", ["milk", "eggs", "two"]),
        ("milk\neggs", ["milk", "eggs"]),
        ("送ります。「はい。」どうぞ！", ["送ります。", "「はい。」", "どうぞ！"]),
        ("・一つ目\n①二つ目", ["一つ目", "二つ目"]),
        ("商品について、\nご連絡します。", ["商品について、\nご連絡します。"]),
        ("Dear Ana,\n\nThank you", ["Dear Ana,", "Thank you"]),
        ("***\n---\n", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


def test_a_line_that_was_broken_for_its_length_goes_on() -> None:
    text = "This line was long and so the mail program has broken it\nright here. Bye."
    assert _sentences(text) == [text[:-5], "Bye."]


def test_a_long_japanese_line_goes_on_as_well() -> None:
    text = "先日ご注文いただいた商品の納期が大幅に遅れる見込みとなりましたのでお知らせ\nいたします。"
    assert _sentences(text) == [text]


@given(st.text(alphabet=st.sampled_from("aB1。.、!？\n -・()「」 あ漢No.")))
def test_sentences_are_trimmed_in_order_and_lose_no_letter(text: str) -> None:
    spans = sentence_spans(text)
    ends = [0, *(end for _, end in spans)]
    assert all(previous <= start < end for previous, (start, end) in zip(ends, spans, strict=False))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    outside = list(text)
    for start, end in spans:
        outside[start:end] = " " * (end - start)
    # Marks of lists may be letters and digits: a) and 1.
    assert not any(sign in "あ漢N" for sign in outside)
