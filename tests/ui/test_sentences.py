"""Numbers and codes in words."""

import pytest
from PySide6.QtCore import QLocale

from app.errors import DeskhandError, DocumentError
from app.records import Progress
from app.ui.sentences import Sentences, percent_words, size_words, window_language


@pytest.mark.parametrize(
    ("size", "words"),
    [(400, "0.4 kB"), (98_362_432, "98 MB"), (2_497_280_256, "2.5 GB"), (25_000_000_000, "25 GB")],
)
def test_sizes_are_told_as_people_write_them(size: int, words: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    assert size_words(size) == words
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress("a", 10, 100, None), ""),
        (Progress("a", 10, None, 5), ""),
        (Progress("a", 100, 100, 5), ""),
        (Progress("a", 10, 100, 20), "a few seconds left"),
        (Progress("a", 10, 100, 2), "about 40 s left"),
        (Progress("a", 10, 100, 0.5), "about 3 min left"),
    ],
)
def test_the_time_left_is_told_roughly(sentences: Sentences, progress: Progress, words: str) -> None:
    assert sentences.time_left(progress) == words


def test_what_nobody_foresaw_has_words_of_the_window(sentences: Sentences) -> None:
    text = sentences.error(DeskhandError("unexpected"))
    assert text.title == "The work stopped for a reason that Deskhand does not know"


def test_what_the_core_knows_has_words_of_the_core(sentences: Sentences) -> None:
    assert "a.txt" in sentences.error(DocumentError("file-not-found", file="a.txt")).title


@pytest.mark.parametrize("method", ["model", "template", "rule", "examples", "statistics", "glossary"])
def test_a_method_is_told_without_the_word_model(sentences: Sentences, method: str) -> None:
    words = sentences.method(method)
    assert words != method
    assert "model" not in words


def test_percents_are_whole() -> None:
    assert [percent_words(share) for share in (0, 0.005, 0.456, 1)] == ["0 %", "0 %", "46 %", "100 %"]


def test_a_chosen_language_holds_whatever_the_system_speaks() -> None:
    assert window_language("ja") == "ja"
    assert window_language("en") == "en"
    assert window_language("system") in {"en", "ja"}
