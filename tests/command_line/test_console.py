"""What the command line says beside the result while it works."""

import pytest

from app.command_line.console import Screen
from app.records import Language, Progress


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Sorting the inquiries 25 / 100, 1:02:05 left"),
        ("ja", "問い合わせを分類しています 25 / 100, 残り 1:02:05"),
    ],
)
def test_progress_tells_the_remaining_time(
    capsys: pytest.CaptureFixture[str], language: Language, words: str
) -> None:
    with Screen(language).progress() as on_progress:
        on_progress(Progress("sorting-inquiries", 25, 100, 0.02, 3725.4))
    assert capsys.readouterr().err.strip() == words


def test_progress_says_nothing_of_a_time_that_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    with Screen("en").progress() as on_progress:
        on_progress(Progress("sorting-inquiries", 25, 100))
    assert capsys.readouterr().err.strip() == "Sorting the inquiries 25 / 100"
