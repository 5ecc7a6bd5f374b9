"""Templates of one's own are written beside the mail that comes of them, and shared as files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.errors import InputError
from app.resource_files import read_text
from app.tasks.email.own_templates import OwnTemplates, check, id_in, renamed, shipped_text
from app.tasks.email.templates import TemplateLibrary
from app.ui.banner import BannerAction
from app.ui.page_tools import PageTools
from app.ui.template_choice import TemplateChoice
from app.ui.template_editor import TemplateEditor
from app.ui.template_menu import TemplateMenu
from tests.ui.fakes import FakeDialogs
from tests.ui.waiting import wait_for_work


@pytest.fixture
def own(tmp_path: Path) -> OwnTemplates:
    """No template of one's own yet."""
    return OwnTemplates(tmp_path / "templates")


@pytest.fixture
def library(tmp_path: Path) -> TemplateLibrary:
    """Those that come with Deskhand and one's own."""
    return TemplateLibrary(tmp_path / "templates")


@pytest.fixture
def choice(qtbot: QtBot, tools: PageTools, library: TemplateLibrary) -> TemplateChoice:
    """The choice, in view."""
    made = TemplateChoice(tools, library)
    qtbot.addWidget(made)
    made.resize(400, 32)
    made.show()
    return made


@pytest.fixture
def menu(
    qtbot: QtBot, tools: PageTools, library: TemplateLibrary, own: OwnTemplates, choice: TemplateChoice
) -> TemplateMenu:
    """The button beside the choice."""
    made = TemplateMenu(tools, library, own, choice)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def editor(qtbot: QtBot, tools: PageTools, library: TemplateLibrary, own: OwnTemplates) -> TemplateEditor:
    """The editor with the beginning of a template."""
    made = TemplateEditor(tools, own, library)
    qtbot.addWidget(made)
    made.edit(read_text("new_template/en.yaml"))
    wait_for_work(qtbot, made)
    return made


def offered(choice: TemplateChoice) -> list[str]:
    """Return the lines of the list."""
    return [entry.title for entry in choice.popup.list.entry_model.entries()]


def type_text(qtbot: QtBot, editor: TemplateEditor, text: str) -> None:
    """Write *text* in the place of all, and wait for the mail."""
    editor._text.selectAll()
    editor._text.insertPlainText(text)
    editor._pause.stop()
    editor._show_preview()
    wait_for_work(qtbot, editor)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_beginning_of_a_template_holds_no_mistake(language: str) -> None:
    assert check(read_text(f"new_template/{language}.yaml")) == ()


def test_the_mail_stands_beside_the_template(editor: TemplateEditor) -> None:
    assert editor._subject.text().startswith("About ")
    assert "Dear Ms Ellen Brandt," in editor._body.text()
    assert editor._state.text() == "Nothing is wrong"


def test_the_mail_follows_tone_and_text(qtbot: QtBot, editor: TemplateEditor) -> None:
    editor._style._tone.setCurrentIndex(editor._style._tone.findData("warm"))
    type_text(qtbot, editor, editor._text.text().replace("I am writing about", "This is about"))
    assert "This is about" in editor._body.text()
    assert "Best wishes," in editor._body.text()


def test_each_mistake_is_listed_with_its_line_and_a_click_goes_there(
    qtbot: QtBot, editor: TemplateEditor
) -> None:
    wrong = editor._text.text().replace("{{ topic | ended }}", "{{ topik }}")
    type_text(qtbot, editor, wrong)
    entries = editor._list.entry_model.entries()
    assert entries
    line = wrong[: wrong.index("{{ topik")].count("\n") + 1
    entry = next(each for each in entries if "topik" in each.title)
    assert entry.detail == f"Line {line}"
    editor._list.select(entry)
    assert editor._text.textCursor().blockNumber() + 1 == line


def test_a_saved_template_is_offered_and_chosen(
    qtbot: QtBot, editor: TemplateEditor, library: TemplateLibrary
) -> None:
    saved: list[str] = []
    editor.saved.connect(saved.append)
    editor.save()
    wait_for_work(qtbot, editor)
    assert saved == ["my-template"]
    assert library.get("my-template").titles["en"] == "My template"
    assert not editor.is_changed()


def test_another_template_of_that_name_is_replaced_only_when_asked(
    qtbot: QtBot, tools: PageTools, library: TemplateLibrary, own: OwnTemplates, editor: TemplateEditor
) -> None:
    own.save(read_text("new_template/en.yaml").replace("My template", "The older one"))
    editor.save()
    wait_for_work(qtbot, editor)
    assert library.get("my-template").titles["en"] == "The older one"
    editor._banner._button.click()
    wait_for_work(qtbot, editor)
    assert library.get("my-template").titles["en"] == "My template"


def test_a_template_with_a_mistake_is_not_kept(
    qtbot: QtBot, editor: TemplateEditor, own: OwnTemplates
) -> None:
    type_text(qtbot, editor, "id: [")
    editor.save()
    wait_for_work(qtbot, editor)
    assert own.names() == ()
    assert editor._banner.words()


def test_what_is_not_saved_is_asked_about_before_it_is_lost(qtbot: QtBot, editor: TemplateEditor) -> None:
    editor.show()
    type_text(qtbot, editor, editor._text.text() + "\n")
    editor.reject()
    assert editor.isVisible()
    editor._banner._button.click()
    assert not editor.isVisible()


def read_anew(choice: TemplateChoice, template_id: str) -> None:
    """Choose a template that was just put into the folder."""
    choice._templates.read_again()
    choice.read_again(template_id)


def test_changing_one_of_ours_keeps_a_copy_and_removing_it_brings_ours_back(
    qtbot: QtBot, menu: TemplateMenu, choice: TemplateChoice, library: TemplateLibrary
) -> None:
    ours = shipped_text("apology")
    choice.setCurrentIndex(choice.findData("apology"))
    menu.change()
    wait_for_work(qtbot, menu)
    assert menu.editor is not None
    type_text(qtbot, menu.editor, ours.replace("en: Apology", "en: Our apology"))
    menu.editor.save()
    wait_for_work(qtbot, menu.editor)
    assert choice.currentText() == "Our apology"
    assert shipped_text("apology") == ours
    menu.editor.close()
    told: list[tuple[str, str, object]] = []
    menu.told.connect(lambda *words: told.append(words))
    menu.remove()
    wait_for_work(qtbot, menu)
    assert library.get("apology").titles["en"] == "Apology"
    assert told[0][0] == "The template “Our apology” is removed"


def test_templates_are_taken_over_and_saved_as_files(
    qtbot: QtBot,
    menu: TemplateMenu,
    choice: TemplateChoice,
    dialogs: FakeDialogs,
    own: OwnTemplates,
    tmp_path: Path,
) -> None:
    theirs = tmp_path / "theirs.yaml"
    theirs.write_text(read_text("new_template/en.yaml"), encoding="utf-8")
    dialogs.files = [theirs]
    menu.import_file()
    wait_for_work(qtbot, menu)
    assert own.names() == ("my-template.yaml",)
    choice.setCurrentIndex(choice.findData("my-template"))
    dialogs.target = tmp_path / "mine.yaml"
    menu.export()
    wait_for_work(qtbot, menu)
    assert dialogs.target.read_text(encoding="utf-8") == theirs.read_text(encoding="utf-8")


def test_a_template_that_came_into_the_folder_is_offered_when_the_list_is_opened(
    qtbot: QtBot, choice: TemplateChoice, own: OwnTemplates
) -> None:
    own.save(read_text("new_template/en.yaml"))
    choice.showPopup()
    wait_for_work(qtbot, choice)
    assert "My template" in offered(choice)
    assert choice.findData("my-template") >= 0


def test_what_is_ours_cannot_be_removed(menu: TemplateMenu, choice: TemplateChoice) -> None:
    choice.setCurrentIndex(choice.findData("apology"))
    menu.refresh()
    assert not menu._actions["remove"].isEnabled()


def test_the_templates_stand_under_headings(choice: TemplateChoice) -> None:
    choice.showPopup()
    lines = offered(choice)
    assert lines[0] == "Orders and delivery"
    assert lines.index("Invoices and payments") < lines.index("Payment reminder")


def test_some_letters_find_a_template_and_enter_takes_it(qtbot: QtBot, choice: TemplateChoice) -> None:
    choice.setFocus()
    QTest.keyClicks(choice, "r")
    QTest.keyClicks(choice.popup.line, "eminder")
    assert "Payment reminder" in offered(choice)
    QTest.keyClick(choice.popup.line, Qt.Key.Key_Down)
    QTest.keyClick(choice.popup.line, Qt.Key.Key_Return)
    assert choice.currentText() == "Appointment reminder" or "eminder" in choice.currentText()
    assert choice.popup.isHidden()


def test_the_enter_that_ends_a_conversion_takes_no_template(choice: TemplateChoice) -> None:
    before = choice.currentData()
    choice.showPopup()
    typed = QInputMethodEvent()
    typed.setCommitString("督促")
    QApplication.sendEvent(choice.popup.line, typed)
    typed.setCommitString("")
    QTest.keyClick(choice.popup.line, Qt.Key.Key_Return)
    assert choice.currentData() == before


def test_escape_closes_the_list(choice: TemplateChoice) -> None:
    before = choice.currentData()
    choice.showPopup()
    QTest.keyClick(choice.popup.line, Qt.Key.Key_Escape)
    assert choice.popup.isHidden()
    assert choice.currentData() == before


def test_a_template_of_that_name_is_a_question_and_no_success(
    qtbot: QtBot, menu: TemplateMenu, own: OwnTemplates, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    text = read_text("new_template/en.yaml")
    own.save(text)
    theirs = tmp_path / "theirs.yaml"
    theirs.write_text(text.replace("My template", "Theirs"), encoding="utf-8")
    dialogs.files = [theirs]
    told: list[tuple[str, str, BannerAction | None, str]] = []
    menu.told.connect(lambda *words: told.append(words))
    menu.import_file()
    wait_for_work(qtbot, menu)
    title, _, action, kind = told[0]
    assert (title, kind) == ("There is already a template “my-template” of your own", "doubtful")
    assert action is not None
    action.act()
    wait_for_work(qtbot, menu)
    assert "Theirs" in own.text("my-template.yaml")
    assert told[1][3] == "grounded"


def test_in_the_editor_it_is_a_question_too(qtbot: QtBot, editor: TemplateEditor, own: OwnTemplates) -> None:
    own.save(read_text("new_template/en.yaml"))
    editor.save()
    wait_for_work(qtbot, editor)
    assert editor._banner.property("kind") == "doubtful"


def test_putting_back_what_was_removed_asks_before_it_replaces_what_was_made_since(
    qtbot: QtBot, menu: TemplateMenu, choice: TemplateChoice, own: OwnTemplates
) -> None:
    text = read_text("new_template/en.yaml")
    own.save(text.replace("My template", "The first"))
    read_anew(choice, "my-template")
    told: list[tuple[str, str, BannerAction | None, str]] = []
    menu.told.connect(lambda *words: told.append(words))
    menu.remove()
    wait_for_work(qtbot, menu)
    own.save(text.replace("My template", "The second"))
    for answer in (0, 1):
        action = told[answer][2]
        assert action is not None
        action.act()
        wait_for_work(qtbot, menu)
    assert told[1][3] == "doubtful"
    assert "The first" in own.text("my-template.yaml")


def test_a_template_that_has_vanished_is_told_and_not_opened(
    qtbot: QtBot, menu: TemplateMenu, choice: TemplateChoice, own: OwnTemplates
) -> None:
    own.save(read_text("new_template/en.yaml"))
    read_anew(choice, "my-template")
    own.remove("my-template.yaml")
    with qtbot.waitSignal(menu.failed):
        menu.change()
    wait_for_work(qtbot, choice)
    assert menu.editor is None
    assert choice.findData("my-template") < 0


def test_a_copy_has_a_name_that_no_other_template_has(
    qtbot: QtBot, menu: TemplateMenu, choice: TemplateChoice, own: OwnTemplates
) -> None:
    own.save(renamed(shipped_text("apology"), "apology-2"))
    choice.setCurrentIndex(choice.findData("apology"))
    menu.copy()
    wait_for_work(qtbot, menu)
    assert menu.editor is not None
    assert id_in(menu.editor._text.text()) == "apology-3"


def test_a_tone_that_is_chosen_while_the_mail_is_made_is_followed(
    qtbot: QtBot, editor: TemplateEditor
) -> None:
    editor._pause.setInterval(0)
    editor._show_preview()
    editor._style._tone.setCurrentIndex(editor._style._tone.findData("warm"))
    editor._pause.stop()
    qtbot.waitUntil(lambda: "Best wishes," in editor._body.text())


def test_a_mail_that_cannot_be_made_is_told(
    qtbot: QtBot, editor: TemplateEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_wanted: object) -> None:
        raise InputError("unknown-template", template="x", known="")

    monkeypatch.setattr("app.ui.template_editor.preview", fail)
    editor._show_preview()
    wait_for_work(qtbot, editor)
    assert editor._banner.words().startswith("There is no template")


def test_letters_under_conversion_move_and_choose_nothing(choice: TemplateChoice) -> None:
    before = choice.currentData()
    choice.showPopup()
    QTest.keyClicks(choice.popup.line, "remind")
    QApplication.sendEvent(choice.popup.line, QInputMethodEvent("とくそく", []))
    QTest.keyClick(choice.popup.line, Qt.Key.Key_Return)
    QTest.keyClick(choice.popup.line, Qt.Key.Key_Escape)
    assert choice.currentData() == before
    assert not choice.popup.isHidden()


def test_the_list_is_as_tall_as_what_is_found(
    qtbot: QtBot, tools: PageTools, library: TemplateLibrary
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 600)
    choice = TemplateChoice(tools, library, window)
    window.show()
    choice.showPopup()
    all_of_them = choice.popup.height()
    QTest.keyClicks(choice.popup.line, "zzzz")
    assert offered(choice) == ["No template is called so"]
    assert choice.popup.height() < all_of_them / 3
