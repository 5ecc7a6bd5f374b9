"""Words and phrases keep their places in both languages, and long texts are not cut short."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Language
from app.text.english_words import singular
from app.text.word_lists import stop_words, word_list
from app.text.words import content_words, noun_phrases, words

_LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["en", "ja"])


def _phrases(text: str, language: Language | None = None) -> list[str]:
    return [phrase.text for phrase in noun_phrases(text, language)]


@given(st.text(max_size=300), _LANGUAGES)
def test_words_and_phrases_stand_where_they_say(text: str, language: Language) -> None:
    for found in (words(text, language), noun_phrases(text, language)):
        end = 0
        for piece in found:
            assert text[piece.start : piece.end] == piece.text != ""
            assert piece.start >= end
            end = piece.end


def test_english_words_keep_hyphens_and_apostrophes() -> None:
    assert [word.text for word in words("The wi-fi of R&D isn’t A4.", "en")] == [
        "The", "wi-fi", "of", "R&D", "isn’t", "A4", ".",
    ]  # fmt: skip


def test_english_words_have_their_parts() -> None:
    parts = {word.text: word.part for word in words("The printer has 3 trays.", "en")}
    assert parts == {
        "The": "stop",
        "printer": "word",
        "has": "stop",
        "3": "number",
        "trays": "word",
        ".": "sign",
    }


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("boxes", "box"), ("batteries", "battery"), ("invoices", "invoice"), ("addresses", "address"),
        ("glass", "glass"), ("status", "status"), ("analysis", "analysis"), ("news", "news"), ("series", "series"),
        ("movies", "movie"), ("cameras", "camera"), ("photos", "photo"), ("fees", "fee"), ("gas", "gas"), ("ties", "tie"), ("orders", "order"),
    ],
)  # fmt: skip
def test_a_plural_loses_its_ending_and_nothing_else_does(word: str, base: str) -> None:
    assert singular(word) == base


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The price change was announced.", ["price change"]),
        ("Please check the delivery date and call me.", ["delivery date"]),
        ("The weekly report shows a broken pump.", ["weekly report", "broken pump"]),
        ("We change the supplier.", ["supplier"]),
        ("Your visit to our new office", ["visit", "new office"]),
        ("The valve is large.", ["valve"]),
        ("pump, motor\nfan", ["pump", "motor", "fan"]),
        ("", []),
    ],
)
def test_english_phrases_are_what_is_named(text: str, phrases: list[str]) -> None:
    assert _phrases(text, "en") == phrases


def test_an_english_phrase_has_four_words_at_most() -> None:
    assert _phrases("large red paint tin lid seal", "en") == ["paint tin lid seal"]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("油圧ポンプから油漏れが発生した", ["油圧ポンプ", "油漏れ", "発生"]),
        ("品質管理課で再発防止策を検討する", ["品質管理課", "再発防止策", "検討"]),
        ("第3四半期の売上高", ["第3四半期", "売上高"]),
        ("それは12本です", []),
        ("今日のこと", []),
    ],
)
def test_japanese_phrases_are_whole_compounds(text: str, phrases: list[str]) -> None:
    assert _phrases(text, "ja") == phrases


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("山田太郎が来た", "person"),
        ("佐藤部長が来た", "person"),
        ("京都へ行く", "place"),
        ("三菱UFJ銀行へ行く", "organisation"),
        ("トヨタ自動車株式会社へ行く", "organisation"),
        ("会議へ行く", None),
    ],
)
def test_japanese_names_have_their_kind(text: str, kind: str | None) -> None:
    assert noun_phrases(text, "ja")[0].kind == kind


def test_content_words_are_bases_without_stop_words() -> None:
    assert content_words("Where are the two boxes of tea?") == ["two", "box", "tea"]
    assert content_words("荷物はどこで受け取れますか") == ["荷物", "受け取る"]


def test_a_japanese_text_longer_than_one_piece_keeps_its_places() -> None:
    text = "油圧ポンプを交換した。" * 6_000
    found = words(text, "ja")
    assert len(found) == 6_000 * len(words("油圧ポンプを交換した。", "ja"))
    assert all(text[word.start : word.end] == word.text for word in found)


def test_signs_that_no_file_should_hold_do_no_harm() -> None:
    text = "山\ud800田\x00𠮷野家🙂様"
    assert all(text[word.start : word.end] == word.text for word in words(text, "ja"))


def test_several_threads_may_ask_at_once() -> None:
    texts = [f"{number}号機のポンプを交換した。" for number in range(200)]
    found: dict[str, list[str]] = {}

    def read(some: list[str]) -> None:
        found.update({text: [word.text for word in words(text, "ja")] for text in some})

    threads = [threading.Thread(target=read, args=(texts[part::4],)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {text: [word.text for word in words(text, "ja")] for text in texts}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_lists_of_words_hold_words(language: Language) -> None:
    assert len(stop_words(language)) > 100
    assert not any("#" in word for word in word_list("given_names"))
