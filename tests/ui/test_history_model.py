"""The table of earlier runs, as text."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QLocale
from pytestqt.modeltest import ModelTester

from app.records import Job, Run
from app.ui.history_model import HistoryModel
from app.ui.sentences import Sentences
from tests.ui.table_text import table_text

NOW = datetime(2026, 3, 12, 15, 30).astimezone()


def run(run_id: str, job: Job, started: datetime, title: str) -> Run:
    return Run(run_id, job, started, title, {}, {}, (), "template", None, 1.0)


@pytest.fixture
def _english_dates() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("_english_dates")
def test_runs_are_told_by_day_job_and_title(sentences: Sentences, qtmodeltester: ModelTester) -> None:
    model = HistoryModel(sentences, today=NOW)
    model.set_runs(
        [
            run("a", "email", NOW - timedelta(hours=1), "Delay of your order"),
            run("b", "inquiries", NOW - timedelta(days=1), "inquiries.csv"),
            run("c", "forms", NOW - timedelta(days=9), ""),
        ]
    )
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt publishes none
    lines = table_text(model).splitlines()
    assert [line.rsplit(" | ", 1)[0] for line in lines] == [
        "Today, 14:30 | [email] E-mail | Delay of your order",
        "Yesterday, 15:30 | [inquiries] Inquiries | inquiries.csv",
        "03/03/2026, 15:30 | [forms] Forms | without a title",
    ]
