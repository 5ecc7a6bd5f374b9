"""Versions: nothing is ever lost, and what differs between two is marked."""

from datetime import datetime

import pytest

from app.records import EmailRequest, EmailResult
from app.tasks.email.versions import Origin, Version, Versions, begins_new_mail, differences

_RESULT = EmailResult("run-1", "S", "B", (), (), (), "template", 0.1)


def _version(body: str) -> Version:
    return Version(EmailRequest("t", {}), _RESULT, "S", body, body, Origin.DRAFT)


def _filled(*bodies: str) -> Versions:
    versions = Versions()
    for body in bodies:
        versions.add(_version(body))
    return versions


def _only(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_the_newest_version_is_shown_and_steps_lead_back_and_on() -> None:
    versions = _filled("one", "two", "three")
    assert (versions.shown, versions.earlier(), versions.later()) == (2, 1, None)
    assert versions.show(1).body == "two"
    assert (versions.earlier(), versions.later()) == (0, 2)


def test_a_version_made_after_steps_back_leads_back_to_where_it_was_made() -> None:
    versions = _filled("one", "two", "three")
    versions.show(0)
    versions.add(_version("four"))
    assert [version.body for version in versions.all] == ["one", "two", "three", "four"]
    assert versions.earlier() == 0
    versions.show(0)
    assert versions.later() == 3


def test_without_versions_there_is_nowhere_to_go() -> None:
    versions = _filled("one")
    versions.forget()
    assert (versions.current, versions.earlier(), versions.later()) == (None, None, None)


def test_changed_words_are_told_not_whole_lines() -> None:
    one, other = "Dear Ana,\n\nwe come on Monday.\n", "Dear Ana,\n\nwe come on Tuesday at noon.\n"
    first, second = differences(one, other)
    assert _only(one, first) == ["Monday"]
    assert _only(other, second) == ["Tuesday at noon"]


def test_japanese_signs_are_compared_one_by_one() -> None:
    one, other = "納期は3月12日です。", "納期は3月19日です。"
    first, second = differences(one, other)
    assert (_only(one, first), _only(other, second)) == (["12"], ["19"])


def test_equal_texts_have_no_differences_and_a_new_line_has_one() -> None:
    assert differences("a\nb", "a\nb") == ((), ())
    assert differences("a\n", "a\nPS b\n") == ((), ((2, 6),))


def test_very_long_changes_are_told_as_a_whole() -> None:
    one, other = "a " * 2_000, "b " * 2_000
    assert differences(one, other) == (((0, 3_999),), ((0, 3_999),))


def test_many_lines_are_told_as_a_whole_between_the_first_and_the_last_that_changed() -> None:
    one = "\n".join(["begin", *"abcabd" * 500, "end"])
    other = "\n".join(["begin", *"xyxyz" * 500, "end"])
    first, second = differences(one, other)
    assert first == ((6, len(one) - 4),)
    assert second == ((6, len(other) - 4),)


def test_a_line_that_is_taken_away_among_equal_ones_is_told_once() -> None:
    first, second = differences("a\na\na\nb\n", "a\na\nb\n")
    assert (first, second) == (((4, 5),), ())


_MARCH = {"recipient": "Ms Brandt", "amount": "950 EUR"}
_APRIL = {"recipient": "Ms Brandt", "amount": "980 EUR"}


def _on(day: int, facts: dict[str, str], notes: str = "") -> Version:
    made = datetime(2026, 3, day, 10, 0)  # noqa: DTZ001 - versions are in local time
    request = EmailRequest("invoice-cover", facts, notes=notes)
    return Version(request, _RESULT, "S", "B", "B", Origin.DRAFT, made)


@pytest.mark.parametrize(
    ("standing", "draft", "is_used", "is_new"),
    [
        (_on(2, _MARCH), _on(2, _APRIL), False, False),
        (_on(2, _MARCH), _on(2, _APRIL), True, True),
        (_on(2, _MARCH), _on(30, _APRIL), False, True),
        (_on(2, _MARCH), _on(30, _MARCH), True, False),
        (_on(2, _MARCH), _on(2, _MARCH, "thanks"), True, True),
        (_on(2, _MARCH), _on(2, {**_MARCH, "recipient": "Mr Lang"}), False, True),
    ],
)
def test_a_mail_that_is_done_with_is_followed_by_a_new_one(
    standing: Version, draft: Version, *, is_used: bool, is_new: bool
) -> None:
    assert begins_new_mail(standing, draft, is_used=is_used) == is_new
