"""A box of tools on a fixed day, over small records."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest

from app.tasks.assist.look_up_tools import Records
from app.tasks.assist.office_tools import Surroundings, office_tools
from app.tasks.assist.tool import ToolBox

_PEOPLE = ({"title": "Ellen Brandt", "company": "Brandt GmbH", "email": "ellen@brandt.example", "phone": ""},)


def _look_up(entries: Sequence[Mapping[str, str]], words: str, most: int) -> Sequence[Mapping[str, str]]:
    return [entry for entry in entries if words.lower() in entry["title"].lower()][:most]


@pytest.fixture
def box() -> ToolBox:
    """The tools as on Thursday, 12 March 2026, in Japan."""
    records = Records(
        contacts=lambda words, most: _look_up(_PEOPLE, words, most),
        templates=lambda words, most: _look_up(
            [{"title": "Delay notice", "id": "delay-notice"}], words, most
        ),
        history=lambda _words, _most: [],
    )
    return office_tools(Surroundings(lambda: dt.date(2026, 3, 12), lambda: "JP", lambda: "en", records))
