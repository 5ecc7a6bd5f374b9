"""Mails that are dragged out of mail programs: what can be read is taken, the rest is told of with a way on."""

import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from app.errors import DeskhandError, InputError
from app.ui.dragged_mail import MailData, dragged_mail
from app.ui.page_tools import PageTools
from app.ui.reply_field import ReplyField
from tests.ui.waiting import wait_for_work

RFC822 = b"From: Ellen <e@example.com>\r\nSubject: Kettle\r\n\r\nIs the kettle in stock?\r\n"
WINDOWS = 'application/x-qt-windows-mime;value="{}"'


def mime(*, text: str = "", urls: tuple[str, ...] = ()) -> QMimeData:
    made = QMimeData()
    if text:
        made.setText(text)
    if urls:
        made.setUrls([QUrl(url) for url in urls])
    return made


def with_formats(data: QMimeData, formats: dict[str, bytes]) -> QMimeData:
    for kind, content in formats.items():
        data.setData(kind, content)
    return data


def outlook_names(name: str, *, wide: bool = True) -> bytes:
    """The names of promised files as Windows programs give them."""
    sign = name.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<I", 1) + bytes(72) + sign.ljust(520 if wide else 260, b"\0")


def thunderbird() -> QMimeData:
    """What Thunderbird hands over: addresses that only it understands, and a text that is no mail."""
    made = mime(text="mailbox:///home/a/Inbox?number=1")
    return with_formats(
        made,
        {
            "text/x-moz-message": "mailbox-message://a@Local/Inbox#1".encode("utf-16-le"),
            "application/x-moz-file-promise": b"",
        },
    )


@pytest.fixture
def field(qtbot: QtBot, tools: PageTools) -> ReplyField:
    """The field, empty."""
    made = ReplyField(tools)
    qtbot.addWidget(made)
    return made


def drop(field: ReplyField, data: QMimeData, target: str) -> None:
    if target == "text":
        assert field.view.text.canInsertFromMimeData(data)
        field.view.text.insertFromMimeData(data)
        return
    left, plain, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enters = QDragEnterEvent(QPoint(5, 5), copy, data, left, plain)
    enters.ignore()
    field.file_field.dragEnterEvent(enters)
    assert enters.isAccepted()
    field.file_field.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, plain, QEvent.Type.Drop))


@pytest.mark.parametrize("target", ["text", "place for files"])
@pytest.mark.parametrize(
    "formats",
    [
        {"message/rfc822": RFC822},
        {
            WINDOWS.format("FileGroupDescriptorW"): outlook_names("Kettle?.eml"),
            WINDOWS.format("FileContents"): RFC822,
        },
        {
            WINDOWS.format("FileGroupDescriptor"): outlook_names("Kettle.eml", wide=False),
            WINDOWS.format("FileContents"): RFC822,
        },
    ],
)
def test_the_bytes_of_a_mail_are_read_with_their_headers(
    qtbot: QtBot, field: ReplyField, formats: dict[str, bytes], target: str
) -> None:
    drop(field, with_formats(mime(text="Kettle"), formats), target)
    wait_for_work(qtbot, field)
    mail, source = field.mail(), field.source()
    assert mail is not None
    assert source is not None
    assert (mail.reply_address, source.text, source.path) == (
        "e@example.com",
        "Is the kettle in stock?",
        None,
    )
    assert field.view.about() == "Kettle  ·  Ellen"
    assert field.file_field.file() is None


@pytest.mark.parametrize("target", ["text", "place for files"])
@pytest.mark.parametrize(
    "data",
    [
        thunderbird(),
        mime(urls=("imap://a@mail.example.com/fetch?x",)),
        mime(urls=("message:%3Cabc@example.com%3E",), text="Kettle"),
        with_formats(mime(), {WINDOWS.format("FileGroupDescriptorW"): outlook_names("Kettle.msg")}),
        with_formats(
            mime(),
            {
                WINDOWS.format("FileGroupDescriptorW"): outlook_names("..\\run.exe"),
                WINDOWS.format("FileContents"): b"MZ",
            },
        ),
        with_formats(mime(), {WINDOWS.format("FileGroupDescriptorW"): b"\1\0"}),
    ],
    ids=["thunderbird", "imap", "apple", "outlook", "program", "broken"],
)
def test_a_mail_that_only_its_program_can_read_is_told_of_and_leaves_what_was_there(
    qtbot: QtBot, field: ReplyField, data: QMimeData, target: str
) -> None:
    field.view.text.insertFromMimeData(mime(text="Is the cup red?"))
    wait_for_work(qtbot, field)
    failures: list[DeskhandError] = []
    field.failed.connect(failures.append)
    drop(field, data, target)
    assert [error.code for error in failures] == ["mail-drag-not-readable"]
    source = field.source()
    assert source is not None
    assert source.text == "Is the cup red?"


def test_text_that_is_dropped_on_the_place_for_files_is_the_mail(qtbot: QtBot, field: ReplyField) -> None:
    drop(field, mime(text="Is the cup red?"), "place for files")
    wait_for_work(qtbot, field)
    source = field.source()
    assert source is not None
    assert source.text == "Is the cup red?"


def test_a_file_that_is_no_mail_is_told_of(qtbot: QtBot, field: ReplyField, tmp_path: Path) -> None:
    failures: list[DeskhandError] = []
    field.failed.connect(failures.append)
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    drop(field, mime(urls=(QUrl.fromLocalFile(str(file)).toString(),)), "place for files")
    wait_for_work(qtbot, field)
    assert len(failures) == 1
    assert field.source() is None
    assert field.file_field.file() is None


def test_a_mail_out_of_a_program_takes_the_place_of_a_file(
    qtbot: QtBot, field: ReplyField, tmp_path: Path
) -> None:
    file = tmp_path / "first.eml"
    file.write_bytes(b"From: a@example.com\n\nIs it red?\n")
    field.set_file(file)
    wait_for_work(qtbot, field)
    drop(field, with_formats(mime(), {"message/rfc822": RFC822}), "text")
    wait_for_work(qtbot, field)
    mail = field.mail()
    assert mail is not None
    assert mail.reply_address == "e@example.com"
    assert field.file_field.file() is None


def test_its_headers_stay_when_quotes_are_put_back_or_words_are_added(
    qtbot: QtBot, field: ReplyField
) -> None:
    drop(field, with_formats(mime(), {"message/rfc822": RFC822 + b"\r\n> earlier words\r\n"}), "text")
    wait_for_work(qtbot, field)
    field.view.folded.whole_button.click()
    wait_for_work(qtbot, field)
    field.view.text.insertFromMimeData(mime(text=" One more: "))
    wait_for_work(qtbot, field)
    mail = field.mail()
    assert mail is not None
    assert mail.reply_address == "e@example.com"


def test_the_name_that_is_promised_never_leads_out_of_its_folder() -> None:
    formats = {
        WINDOWS.format("FileGroupDescriptorW"): outlook_names("..\\..\\a/b.eml"),
        WINDOWS.format("FileContents"): RFC822,
    }
    assert dragged_mail(with_formats(mime(), formats)) == MailData(RFC822, "b.eml")


def test_nothing_but_text_is_no_dragged_mail() -> None:
    assert dragged_mail(mime(text="Hello")) is None
    assert dragged_mail(mime(urls=("https://example.com/",), text="https://example.com/")) is None
    assert isinstance(dragged_mail(thunderbird()), InputError)
