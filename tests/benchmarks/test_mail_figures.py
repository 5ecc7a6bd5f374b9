"""The judges of mails count by themselves what is right."""

import pytest

from benchmarks.mail_requests import is_unseen, scores
from benchmarks.reply_splitting import simple_parts, words_of, wrong_files
from benchmarks.reply_truth import TrueParts


def test_precision_recall_and_f1_are_those_of_the_marks() -> None:
    assert scores([True, True, False, False], [True, False, True, False]) == pytest.approx((0.5, 0.5, 0.5))
    assert scores([False, False], [True, False]) == (0, 0, 0)


def test_a_share_of_the_rows_was_never_looked_at() -> None:
    share = sum(is_unseen(f"sentence {number}") for number in range(1000)) / 1000
    assert 0.3 < share < 0.5


def test_a_mail_is_right_only_with_every_line_of_its_new_text() -> None:
    mails = [
        TrueParts("all", "Yes.\n> When?", "Yes.", ""),
        TrueParts("one line lacks", "Yes.\nNo.\n> When?", "Yes.", ""),
        TrueParts("signed", "Yes.", "Yes.", "Ann"),
    ]
    assert wrong_files(mails, simple_parts) == (["one line lacks"], ["signed"])


def test_blanks_and_empty_lines_make_no_difference() -> None:
    assert words_of(" Yes,\u00a0we  come. \n\n\tAnn ") == ["Yes, we come.", "Ann"]
