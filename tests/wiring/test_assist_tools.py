"""The tools look into the program's own records."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.records import Run
from app.tasks.assist.tool import ProposedCall
from app.wiring import build


def test_tools_find_people_templates_and_earlier_work(tmp_path: Path) -> None:
    contacts = tmp_path / "people.csv"
    contacts.write_text("Name,E-mail\nEllen Brandt,ellen@brandt.example\n", encoding="utf-8")
    desk = build(tmp_path / "data")
    try:
        desk.settings.change(address_book=str(contacts), language="ja")
        found = desk.tools.run(ProposedCall("find_contact", {"words": "brandt"}))
        assert found.text == "ellen@brandt.example"
        found = desk.tools.run(ProposedCall("find_template", {"words": "payment reminder"}))
        assert found.found[0]["id"] == "payment-reminder"
        started = datetime(2026, 3, 12, tzinfo=UTC)
        desk.runs.keep(
            Run("", "email", started, "Delay of 40 chairs", {}, {"body": "chairs"}, (), "template", None, 0.1)
        )
        found = desk.tools.run(ProposedCall("search_history", {"words": "chairs"}))
        assert [entry["title"] for entry in found.found] == ["Delay of 40 chairs"]
        assert desk.tools.run(ProposedCall("search_history", {"words": "tables"})).found == ()
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("system", "language", "country"),
    [("de_DE", "en", "DE"), ("ja_JP", "system", "JP"), ("", "ja", "JP"), ("C", "system", "US")],
)
def test_holidays_are_those_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, language: str, country: str
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (system or None, "UTF-8"))
    desk = build(tmp_path / "data")
    try:
        desk.settings.change(language=language)
        result = desk.tools.run(ProposedCall("add_working_days", {"count": 1, "day": "2026-03-12"}))
        assert result.lines[2].parameters == {"country": country}
    finally:
        desk.close()
