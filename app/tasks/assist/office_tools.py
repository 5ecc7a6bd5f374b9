"""All tools of the quick assist."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.records import Language
from app.tasks.assist.amount_tools import amount_tools
from app.tasks.assist.date_tools import DateTools
from app.tasks.assist.look_up_tools import Records, look_up_tools
from app.tasks.assist.tool import ToolBox


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What tools need to know of the world."""

    today: Callable[[], dt.date]
    """The day it is."""
    country: Callable[[], str]
    """The user's own, two letters; whose public holidays count."""
    language: Callable[[], Language]
    """The user's own."""
    records: Records
    """Where things are looked up."""


def office_tools(surroundings: Surroundings) -> ToolBox:
    """Return the tools; none of them sends or deletes anything."""
    dates = DateTools(surroundings.today, surroundings.country, surroundings.language)
    return ToolBox((*dates.tools(), *amount_tools(surroundings.today), *look_up_tools(surroundings.records)))
