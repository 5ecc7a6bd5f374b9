"""Mails of the command line know the office, and who reads them."""

from pathlib import Path

from tests.command_line.output import Run, object_of

_DELAY = [
    "email", "--template", "delay-notice", "--fact", "recipient=Ellen", "--fact", "item=20 kg Sencha",
    "--fact", "new-date=2026-03-19", "--json",
]  # fmt: skip


def _tell_office(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "office.yaml").write_text(text, encoding="utf-8")


def test_the_office_fills_who_writes_and_signs(deskhand: Run, tmp_path: Path) -> None:
    _tell_office(tmp_path, "sender: Haruka Mori\nsignature: |\n  Haruka Mori\n  Kawabe Tea, Kyoto\n")
    code, out, _ = deskhand(*_DELAY)
    assert code == 0
    assert object_of(out)["body"].endswith("\n\nHaruka Mori\nKawabe Tea, Kyoto")


def test_a_fact_that_is_given_holds_before_the_office(deskhand: Run, tmp_path: Path) -> None:
    _tell_office(tmp_path, "sender: Haruka Mori\n")
    _, out, _ = deskhand(*_DELAY, "--fact", "sender=Ken Ito")
    assert object_of(out)["body"].endswith("\n\nKen Ito")


def test_a_broken_profile_is_told_and_the_mail_is_drafted(deskhand: Run, tmp_path: Path) -> None:
    _tell_office(tmp_path, "colour: red\n")
    code, out, err = deskhand(*_DELAY, "--fact", "sender=Ken Ito")
    assert code == 0
    assert "line 1 of office.yaml" in err
    assert object_of(out)["body"].endswith("\n\nKen Ito")


def test_a_colleague_is_written_to_as_one(deskhand: Run) -> None:
    _, out, _ = deskhand(*_DELAY, "--fact", "sender=Ken Ito", "--relation", "colleague", "--tone", "warm")
    assert object_of(out)["body"].startswith("Hi Ellen,")
