"""The address and the access token of downloads."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.errors import DeskhandError
from app.settings.key_stores import KeyStoreState
from app.ui.download_panel import DownloadPanel
from app.ui.page_tools import PageTools
from tests.ui.fake_models import FakeModels

_HUB = "huggingface.co"


@pytest.fixture
def panel(
    qtbot: QtBot, tools: PageTools, models: FakeModels, monkeypatch: pytest.MonkeyPatch
) -> DownloadPanel:
    """The panel over a key store in memory."""
    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    made = DownloadPanel(tools, models.settings, models.secrets)
    qtbot.addWidget(made)
    made.refresh()
    qtbot.waitUntil(lambda: made.words() != "")
    return made


def test_the_usual_address_stands_there_in_grey(panel: DownloadPanel) -> None:
    assert panel._address.placeholderText() == "https://huggingface.co"
    assert panel._address.text() == ""


@pytest.mark.parametrize("typed", ["mirror.example/hub", " https://mirror.example/hub "])
def test_another_address_is_kept(panel: DownloadPanel, models: FakeModels, typed: str) -> None:
    panel._address.setText(typed)
    panel._address.editingFinished.emit()
    assert models.settings.options.hub_endpoint == "https://mirror.example/hub"
    panel._address.clear()
    panel._address.editingFinished.emit()
    assert models.settings.options.hub_endpoint is None


def test_an_address_that_is_none_is_told_and_stays_to_be_mended(
    qtbot: QtBot, panel: DownloadPanel, models: FakeModels
) -> None:
    panel._address.setText("ftp://mirror example")
    with qtbot.waitSignal(panel.failed) as failed:
        panel._address.editingFinished.emit()
    assert failed.args[0].code == "setting-not-usable"
    assert panel._address.text() == "ftp://mirror example"
    assert models.settings.options.hub_endpoint is None


def test_a_token_goes_into_the_key_store_and_is_shown_nowhere(
    qtbot: QtBot, panel: DownloadPanel, models: FakeModels
) -> None:
    assert panel._keep_button.isHidden()
    assert panel._token.echoMode() == QLineEdit.EchoMode.Password
    panel._token.setText("hf_secret")
    panel._keep_button.click()
    qtbot.waitUntil(lambda: panel.words() == "An access token is kept in the key store of this system.")
    assert models.secrets.kept == {_HUB: "hf_secret"}
    assert panel._token.text() == ""
    panel._forget_button.click()
    qtbot.waitUntil(panel._forget_button.isHidden)
    assert models.secrets.kept == {}


def test_without_a_key_store_the_choice_is_this_run_or_not_at_all(
    qtbot: QtBot, panel: DownloadPanel, models: FakeModels
) -> None:
    models.secrets.found = KeyStoreState.NONE
    panel.refresh()
    qtbot.waitUntil(lambda: "no key store" in panel.words())
    panel._token.setText("hf_secret")
    assert not panel._keep_button.isEnabled()
    panel._once_button.click()
    qtbot.waitUntil(lambda: panel.words() == "An access token is used until Deskhand closes.")
    assert models.secrets.once == {_HUB: "hf_secret"}


def test_a_key_store_that_stays_locked_is_told(
    qtbot: QtBot, panel: DownloadPanel, models: FakeModels
) -> None:
    models.secrets.failure = DeskhandError("key-store-locked")
    panel._token.setText("hf_secret")
    with qtbot.waitSignal(panel.failed):
        panel._keep_button.click()
    assert panel._token.text() == "hf_secret"  # nobody types such a thing twice
    panel._token.setText("not one")
    with qtbot.waitSignal(panel.failed):
        panel._once_button.click()
    assert panel._token.text() == "not one"
