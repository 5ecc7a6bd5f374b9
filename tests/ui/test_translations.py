"""The window's words in both languages: complete, in step with the code, with the same placeholders."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.job_page import JobPage
from app.ui.page_tools import PageTools
from app.ui.translations import install_translations
from installers.translations import FOLDER, update

PLACEHOLDER = re.compile(r"\{\w*\}|%n")


def messages(path: Path) -> list[tuple[str, str, list[str], bool]]:
    """Return context, source, translations and whether they are finished, of each message."""
    found = []
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - the project's own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")]
            found.append(
                (
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    forms or [translation.text or ""],
                    translation.get("type") is None,
                )
            )
    return found


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_word_is_translated_with_its_placeholders(language: str) -> None:
    for context, source, translations, finished in messages(FOLDER / f"deskhand_{language}.ts"):
        assert finished, (context, source)
        for translation in translations:
            assert translation, (context, source)
            wanted = Counter(PLACEHOLDER.findall(source))
            assert Counter(PLACEHOLDER.findall(translation)) == wanted, (source, translation)


def test_a_letter_that_leads_somewhere_does_so_in_japanese_too() -> None:
    for _, source, (translation, *_), _ in messages(FOLDER / "deskhand_ja.ts"):
        letter = re.search(r"(?<!&)&(\w)", source)
        assert bool(letter) == ("(&" in translation), source
        if letter:
            assert translation.endswith(f"(&{letter.group(1).upper()})"), source


def test_the_files_are_in_step_with_the_code(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.ts"):
        shutil.copy(path, tmp_path)
    update(tmp_path)
    for path in FOLDER.glob("*.ts"):
        assert messages(tmp_path / path.name) == messages(path), "run python -m installers.translations"


@pytest.fixture
def japanese(qapp: QApplication) -> Iterator[None]:
    """The window speaks Japanese."""
    before = QLocale()
    installed = install_translations(qapp, "ja")
    yield
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.mark.usefixtures("japanese")
def test_words_of_a_base_class_are_found_in_a_page_of_its_own(qtbot: QtBot, tools: PageTools) -> None:
    class OwnPage(JobPage):
        """A page of another class than the one whose words it uses."""

    page = OwnPage(tools, "email", "", "")
    qtbot.addWidget(page)
    assert page.strip._heading.text() == "2  確認"


def test_english_plurals_are_in_the_compiled_file(qapp: QApplication) -> None:
    before = QLocale()
    installed = install_translations(qapp, "en")
    assert [qapp.translate("KeywordsPage", "%n report(s)", "", count) for count in (1, 2)] == [
        "1 report",
        "2 reports",
    ]
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)
