"""A long table takes no more memory than a short one."""

import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import resource, sys
from pathlib import Path
from app.tasks.inquiries.inquiries import read_inquiries
items = read_inquiries(Path(sys.argv[1])).items
assert sum(len(item.text) > 100 for _ in range(2) for item in items) == 2 * len(items)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _peak(folder: Path, rows: int) -> int:
    """Return the most memory, in KiB or bytes as the system counts, that going through *rows* rows takes."""
    path = folder / f"{rows}.csv"
    path.write_text("id,text\n" + "".join(f"{row},{'where is it ' * 10}\n" for row in range(rows)))
    done = subprocess.run([sys.executable, "-c", _PROGRAM, path], capture_output=True, check=True, text=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="the system tells no highest amount of memory this way")
def test_ten_times_the_rows_take_the_memory_of_the_others(tmp_path: Path) -> None:
    assert _peak(tmp_path, 40_000) < 1.08 * _peak(tmp_path, 4_000)
