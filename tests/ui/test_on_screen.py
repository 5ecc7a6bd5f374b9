"""What only a real screen and a real desktop show: run in a process of its own under Xvfb."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_NEEDED = ("Xvfb", "xdg-open", "gio")
_MAIL_PROGRAM = """#!{python}
import os, shutil, sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

given = sys.argv[1]
place = Path(unquote(urlsplit(given).path)) if given.startswith("file:") else Path(given)
received = Path(os.environ["MAIL_PROGRAM_RECEIVED"])
shutil.copyfile(place, received.with_suffix(".part"))
received.with_suffix(".part").rename(received)
"""
_ENTRY = """[Desktop Entry]
Type=Application
Name=Mail program
Exec={program} %u
MimeType=message/rfc822;x-scheme-handler/mailto;
"""
_DEFAULTS = """[Default Applications]
message/rfc822=mail-program.desktop
x-scheme-handler/mailto=mail-program.desktop
"""

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, _NEEDED)), reason=f"one of these is not installed: {', '.join(_NEEDED)}"
)


@pytest.fixture
def screen() -> Iterator[str]:
    """A screen that nobody sees; its name."""
    read, write = os.pipe()
    with subprocess.Popen(
        [
            shutil.which("Xvfb") or "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            "1366x768x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        yield f":{number}"
        server.terminate()


@pytest.fixture
def mail_program(tmp_path: Path) -> dict[str, str]:
    """A program that the desktop has for mails: it keeps the file that it was opened with."""
    program = tmp_path / "mail-program"
    program.write_text(_MAIL_PROGRAM.format(python=sys.executable))
    program.chmod(0o755)
    applications = tmp_path / "share" / "applications"
    applications.mkdir(parents=True)
    (applications / "mail-program.desktop").write_text(_ENTRY.format(program=program))
    settings = tmp_path / "config"
    settings.mkdir()
    (settings / "mimeapps.list").write_text(_DEFAULTS)
    return {
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "XDG_CONFIG_HOME": str(settings),
        "XDG_CURRENT_DESKTOP": "GNOME",  # so that xdg-open goes by the registered programs
        "MAIL_PROGRAM_RECEIVED": str(tmp_path / "received.eml"),
    }


@pytest.mark.skipif(shutil.which("openbox") is None, reason="openbox is not installed")
def test_the_real_key_opens_and_the_text_of_another_program_is_replaced(screen: str) -> None:
    from tests.desktop.screens import window_manager  # noqa: PLC0415 - needs a library that is there on Linux only

    with window_manager(screen):
        ended = run_on_screen("on_screen_quick_access.py", {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"})
    assert ended.returncode == 0, ended.stdout[-4_000:] + ended.stderr[-2_000:]
    assert "11 passed" in ended.stdout


def run_on_screen(tests: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the file *tests* in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", tests],
        cwd=_HERE,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


def test_an_answer_goes_all_the_way_into_the_mail_program(screen: str, mail_program: dict[str, str]) -> None:
    ended = run_on_screen(
        "on_screen_answering.py", mail_program | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    )
    assert ended.returncode == 0, ended.stdout[-4_000:] + ended.stderr[-2_000:]
    assert "1 passed" in ended.stdout
