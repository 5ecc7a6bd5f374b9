"""Names of organisations, and what finding them costs."""

import subprocess
import sys

_SCRIPT = """
import sys
from app.text.organisations import find_organisations
for text in ("Please call Sato Trading Ltd.", "佐藤商事株式会社に電話した。"):
    print(*{ascii(name) for _, _, name in find_organisations(text, "ja")}, "sudachipy" in sys.modules)
"""


def test_no_japanese_dictionary_is_loaded_for_a_text_without_a_japanese_letter() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines() == ["'sato trading' False", f"{'佐藤商事'!a} True"]
