"""Brings the window's translations up to date: `python -m installers.translations`.

resources/translations/deskhand_en.ts     plurals only: the words themselves stand in the code
resources/translations/deskhand_ja.ts     all words; edited by hand or with Qt Linguist
resources/translations/deskhand_*.qm      what the window loads, made from the files above
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("en", "ja")


def update(folder: Path = FOLDER) -> None:
    """Take new words of the window into the .ts files in *folder*; words that are gone are dropped."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "app" / "ui").glob("*.py"))
    for language in LANGUAGES:
        options = [
            "-no-obsolete",
            "-locations",
            "none",
            "-source-language",
            "en",
            "-target-language",
            language,
        ]
        if language == "en":
            options.append("-pluralonly")
        target = folder / f"deskhand_{language}.ts"
        _run("pyside6-lupdate", *options, *sources, "-ts", str(target))


def compile_all(folder: Path = FOLDER) -> None:
    """Make the .qm files in *folder* from the .ts files there."""
    for language in LANGUAGES:
        source = folder / f"deskhand_{language}.ts"
        _run("pyside6-lrelease", "-removeidentical", str(source), "-qm", str(source.with_suffix(".qm")))


def _run(tool: str, *arguments: str) -> None:
    """Run a tool that comes with Qt.

    Raises:
        subprocess.CalledProcessError: It failed; it has said why.
    """
    beside_python = Path(sys.executable).with_name(tool)
    program = str(beside_python) if beside_python.exists() else shutil.which(tool) or tool
    subprocess.run([program, *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words


def main() -> int:
    """Update and compile, or compile only."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compile-only", action="store_true", help="leave the .ts files as they are")
    if not parser.parse_args().compile_only:
        update()
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
