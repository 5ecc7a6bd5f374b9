"""The start of the program: what it loads before the window is on the screen."""

import subprocess
import sys
from pathlib import Path

_HEAVY = (
    "app.tasks", "app.engine", "app.documents", "app.wiring", "docx", "email", "jinja2", "lxml", "numpy", "openpyxl",
    "phonenumbers", "pydantic", "pypdf", "qtawesome", "qtpy", "rich", "scipy", "sklearn", "sqlite3", "ssl", "sudachipy",
    "typer", "yaml",
)  # fmt: skip

_PROGRAM = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from app import __main__ as program
from app.ui.assembly import DeskWindow

painted = []

class Watch(QObject):
    def eventFilter(self, window, event):
        if event.type() == QEvent.Type.Paint:
            painted.append(window)
        return False

watch = Watch()

def look(desk_window, build):
    print(bool(painted), *sorted(set(HEAVY) & set(sys.modules)))
    QTimer.singleShot(0, desk_window.window.close)

make = DeskWindow.__init__

def watched(desk_window, *arguments):
    make(desk_window, *arguments)
    desk_window.window.installEventFilter(watch)

DeskWindow.__init__, DeskWindow.start = watched, look
sys.argv[1:] = ["--offline", "--data-dir", FOLDER]
print(program.main())
"""


def test_nothing_heavy_is_loaded_before_the_window_is_on_the_screen(tmp_path: Path) -> None:
    program = _PROGRAM.replace("HEAVY", repr(_HEAVY)).replace("FOLDER", repr(str(tmp_path)))
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == ["True", "0"]
