"""Versions: nothing is ever lost, and what differs between two is marked."""

from app.records import EmailRequest, EmailResult
from app.tasks.email.versions import Origin, Version, Versions

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
