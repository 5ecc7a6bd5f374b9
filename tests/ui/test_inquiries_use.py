"""What sorted inquiries are used for, from the bar below them."""

import csv
import mailbox
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.errors import DocumentError
from app.records import EmailRequest
from app.tasks.inquiries.export import read_examples, write_sorted
from app.ui.counts_window import CountsWindow
from app.ui.inquiries_page import InquiriesPage
from app.ui.page_tools import PageTools
from app.ui.saver import Saver
from tests.ui.fakes import FakeDialogs, FakeSorting, wait_at
from tests.ui.waiting import wait_for_work

CATEGORIES = """
categories:
  - {name: delivery, rules: [late], reply_template: delay-notice}
  - {name: quality}
"""


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """A folder of two mails."""
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "a.eml").write_bytes(b"From: ken@example.org\nSubject: late\n\nWhere is it?\n")
    (folder / "b.eml").write_bytes(b"Subject: tea\nDate: Mon, 9 Mar 2026 12:00:00 +0000\n\nIt is flat\n")
    return folder


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of two inquiries."""
    path = tmp_path / "in.csv"
    path.write_text("date,message\n2026-03-09,It is late\n2026-03-10,The tea is flat\n", encoding="utf-8")
    return path


def sorted_page(qtbot: QtBot, tools: PageTools, source: Path, folder: Path) -> InquiriesPage:
    """Return the page with *source* sorted."""
    page = InquiriesPage(tools, FakeSorting(), write_sorted, read_examples)
    qtbot.addWidget(page)
    categories = folder / "categories.yaml"
    categories.write_text(CATEGORIES, encoding="utf-8")
    page._form.file_field.set_file(source)
    page._form.categories.load(categories)
    wait_for_work(qtbot, page)
    page.run_or_stop()
    wait_for_work(qtbot, page)
    return page


@pytest.fixture
def of_mails(qtbot: QtBot, tools: PageTools, mails: Path, tmp_path: Path) -> InquiriesPage:
    """The page with sorted mails."""
    return sorted_page(qtbot, tools, mails, tmp_path)


@pytest.fixture
def of_table(qtbot: QtBot, tools: PageTools, table: Path, tmp_path: Path) -> InquiriesPage:
    """The page with a sorted table."""
    return sorted_page(qtbot, tools, table, tmp_path)


def test_only_mails_can_be_saved_as_mails(of_mails: InquiriesPage, of_table: InquiriesPage) -> None:
    assert not of_mails._use._mails_button.isHidden()
    assert of_table._use._mails_button.isHidden()


def test_mails_are_copied_into_a_new_folder_of_the_chosen_one(
    qtbot: QtBot, of_mails: InquiriesPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.folder = tmp_path / "here"
    (tmp_path / "here" / "mails sorted").mkdir(parents=True)
    of_mails._use.save_folders()
    wait_for_work(qtbot, of_mails)
    assert of_mails.banner.words() == "Saved as mails sorted 2"
    made = tmp_path / "here" / "mails sorted 2"
    assert (made / "delivery" / "a.eml").exists()
    assert (made / "needs a look" / "quality" / "b.eml").exists()


def test_a_folder_inside_the_mails_themselves_is_refused_with_a_word(
    qtbot: QtBot, of_mails: InquiriesPage, dialogs: FakeDialogs, mails: Path
) -> None:
    dialogs.folder = mails
    of_mails._use.save_folders()
    wait_for_work(qtbot, of_mails)
    assert of_mails.banner.words().endswith("Choose a folder beside it.")


def test_mails_are_saved_as_a_mailbox(
    qtbot: QtBot, of_mails: InquiriesPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.target = tmp_path / "out.mbox"
    of_mails._use.save_mailbox()
    wait_for_work(qtbot, of_mails)
    box = mailbox.mbox(dialogs.target)
    assert [mail["X-Deskhand-Category"] for mail in box] == ["delivery", "quality"]
    box.close()


def test_what_could_not_be_kept_is_told_with_the_saved_file(
    qtbot: QtBot, tools: PageTools, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    source = tmp_path / "latin.csv"
    source.write_bytes("nom,message\nZoë,late déjà payé où\nAnaïs,c'est cassé à côté\n".encode("cp1252"))
    page = sorted_page(qtbot, tools, source, tmp_path)
    page._check.model.decide(0, "配送")
    dialogs.target = tmp_path / "out.csv"
    page.save()
    wait_for_work(qtbot, page)
    assert page.banner.words().startswith("Saved as out.csv | ")
    assert "UTF-8" in page.banner.words()


def test_rows_are_copied_as_they_stand(of_table: InquiriesPage) -> None:
    of_table._use.copy()
    assert QGuiApplication.clipboard().text() == "1\tdelivery\tIt is late\n2\tquality\tThe tea is flat"
    assert of_table.strip.words() == "Copied"


def test_the_counts_open_with_the_days_of_the_table(qtbot: QtBot, of_table: InquiriesPage) -> None:
    of_table._use.show_counts()
    (window,) = of_table.findChildren(CountsWindow)
    wait_for_work(qtbot, window)
    model = window.page._table.model()
    assert [model.headerData(place, Qt.Orientation.Horizontal) for place in (2, 3)] == ["9 Mar", "10 Mar"]
    window.close()


def test_the_selected_inquiry_goes_with_the_template_of_its_category(
    qtbot: QtBot, of_table: InquiriesPage
) -> None:
    of_table._check._list.select_place(0)
    with qtbot.waitSignal(of_table.reply_wanted) as wanted:
        of_table._use.draft_reply()
    request: EmailRequest = wanted.args[0]
    assert request.template == "delay-notice"
    assert request.reply_to is not None
    assert (request.reply_to.name, request.reply_to.text, request.reply_to.path) == (
        "in.csv",
        "It is late",
        None,
    )


def test_a_category_without_a_template_takes_the_usual_one_and_a_mail_its_file(
    qtbot: QtBot, of_mails: InquiriesPage, mails: Path
) -> None:
    of_mails._check._list.select_place(1)
    with qtbot.waitSignal(of_mails.reply_wanted) as wanted:
        of_mails._use.draft_reply()
    request: EmailRequest = wanted.args[0]
    assert request.template == "inquiry-reply"
    assert request.reply_to is not None
    assert request.reply_to.path == mails / "b.eml"


def test_without_a_selected_row_a_word_says_what_to_do(of_table: InquiriesPage) -> None:
    of_table._use.draft_reply()
    assert of_table.banner.words().startswith("Select the inquiry to answer")


def test_a_narrow_page_shows_icons_that_still_have_names(of_mails: InquiriesPage) -> None:
    of_mails.resize(600, 600)
    of_mails.show()
    assert {button.text() for button in of_mails._use.buttons} == {""}
    assert {button.accessibleName() for button in of_mails._use.buttons} >= {
        "Copy",
        "Counts",
        "Draft a reply",
    }
    of_mails.resize(1000, 600)
    assert of_mails._use.buttons[0].text() == "Copy"


def test_the_sorted_table_and_its_examples_are_never_written_over(
    qtbot: QtBot, tools: PageTools, table: Path, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    examples = tmp_path / "examples.csv"
    examples.write_text("message,category\nmy parcel is late,delivery\n", encoding="utf-8")
    before = (table.read_bytes(), examples.read_bytes())
    page = sorted_page(qtbot, tools, table, tmp_path)
    page._form.examples.set_file(examples)
    for dialogs.target in (table, examples):
        page.banner.hide()
        page.save()
        wait_for_work(qtbot, page)
        assert f"{dialogs.target.name} is one of the files that were read" in page.banner.words()
    page._use.show_counts()
    (window,) = page.findChildren(CountsWindow)
    wait_for_work(qtbot, window)
    for dialogs.target in (table, examples):
        window.page.save()
        wait_for_work(qtbot, window)
        assert f"{dialogs.target.name} is one of the files that were read" in window.page.banner.words()
    assert (table.read_bytes(), examples.read_bytes()) == before
    window.close()


def test_mails_of_a_mailbox_with_a_dot_in_its_name_are_copied_into_folders(
    qtbot: QtBot, tools: PageTools, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    source = tmp_path / "support.2026.mbox"
    source.write_bytes(b"From a Mon Mar  9 12:00:00 2026\nSubject: late\n\nWhere is it?\n\n")
    page = sorted_page(qtbot, tools, source, tmp_path)
    dialogs.folder = tmp_path
    page._use.save_folders()
    wait_for_work(qtbot, page)
    assert (tmp_path / "support.2026 sorted" / "delivery" / "0001 late.eml").exists()


def test_a_folder_of_mails_gives_its_whole_name_on(
    qtbot: QtBot, tools: PageTools, mails: Path, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    mails.rename(tmp_path / "mails.2026")
    page = sorted_page(qtbot, tools, tmp_path / "mails.2026", tmp_path)
    page.save()
    assert dialogs.suggested == "mails.2026 sorted"


def test_copied_rows_hold_no_formula_and_stay_in_their_cells(
    qtbot: QtBot, tools: PageTools, tmp_path: Path
) -> None:
    source = tmp_path / "in.txt"
    source.write_text('=HYPERLINK("http://x","late")\n"Where is it, I wonder\n', encoding="utf-8")
    page = sorted_page(qtbot, tools, source, tmp_path)
    page._use.copy()
    cells = list(csv.reader(QGuiApplication.clipboard().text().splitlines(), delimiter="\t"))
    assert [line[2] for line in cells] == ['\'=HYPERLINK("http://x","late")', '"Where is it, I wonder']


def test_a_second_file_that_is_saved_meanwhile_waits_for_its_turn(
    qtbot: QtBot, of_table: InquiriesPage, tmp_path: Path
) -> None:
    gate = threading.Event()
    written = []

    def write(path: Path) -> None:
        wait_at(gate, None)
        written.append(path.name)

    saver = Saver(of_table)
    saver.save(tmp_path / "one.csv", write)
    saver.save(tmp_path / "two.csv", write)
    gate.set()
    qtbot.waitUntil(lambda: of_table.banner.words().startswith("Saved as two.csv"))
    assert written == ["one.csv", "two.csv"]


def test_a_file_that_waits_is_saved_also_when_the_one_before_fails(
    qtbot: QtBot, of_table: InquiriesPage, tmp_path: Path
) -> None:
    gate = threading.Event()

    def refuse(_path: Path) -> None:
        wait_at(gate, None)
        raise DocumentError("disk-full", file="one.csv")

    saver = Saver(of_table)
    saver.save(tmp_path / "one.csv", refuse)
    saver.save(tmp_path / "two.csv", lambda path: path.touch())
    gate.set()
    qtbot.waitUntil((tmp_path / "two.csv").exists)
    wait_for_work(qtbot, of_table)
    assert of_table.banner.words().startswith("Saved as two.csv")
