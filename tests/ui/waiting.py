"""Waits until the work of a page is done."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.job_bridge import JobBridge


def wait_for_work(qtbot: QtBot, widget: QWidget) -> None:
    """Wait until no bridge below *widget* runs any more."""
    bridges = widget.findChildren(JobBridge)
    qtbot.waitUntil(lambda: not any(bridge.running for bridge in bridges))
