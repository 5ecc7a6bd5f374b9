"""Versions: nothing is ever lost, and what differs between two is marked."""

from datetime import datetime

import pytest

from app.records import EmailRequest, EmailResult
from app.tasks.email.versions import Origin, Version, Versions, begins_new_mail

_RESULT = EmailResult("run-1", "S", "B", (), (), (), "template", 0.1)


def _version(body: str) -> Version:
    return Version(EmailRequest("t", {}), _RESULT, "S", body, body, Origin.DRAFT)


def _filled(*bodies: str) -> Versions:
    versions = Versions()
    for body in bodies:
        versions.add(_version(body))
    return versions


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
