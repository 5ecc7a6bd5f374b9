"""When the Japanese dictionary is loaded: 40 ms in which the window stands still, and 80 MB."""

import subprocess
import sys

_SCRIPT = """
import sys
from app.text.values import find_values
for text in ("Please call Ms Jane Smith of Sato Trading Ltd. on 3 May.", "佐藤商事株式会社の佐藤様に電話した。"):
    print(len(list(find_values(text, "ja"))) > 1, "sudachipy" in sys.modules)
"""


def test_only_for_a_text_with_a_japanese_letter() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines() == ["True False", "True True"]
