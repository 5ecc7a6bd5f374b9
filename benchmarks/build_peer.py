"""Builds the peers: llama.cpp's own `llama-bench` and `llama-server`.

`python -m benchmarks.build_peer` takes the llama.cpp source inside the llama-cpp-python source package
of the installed version, so that both sides of a comparison run the same commit with the same
compiler settings. They are kept in the user's cache folder and built once for each version.
"""

import argparse
import importlib.metadata
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import platformdirs

PROGRAMS = ("llama-bench", "llama-server")


def peer(program: str) -> Path:
    """Return the path of the peer *program*.

    Raises:
        SystemExit: It has not been built yet.
    """
    path = _folder() / "build" / "bin" / program
    if not path.is_file():
        raise SystemExit(f"{program} is not there: python -m benchmarks.build_peer builds it")
    return path


def build() -> None:
    """Fetch the source and build the peers, unless they are there."""
    folder = _folder()
    if all((folder / "build" / "bin" / program).is_file() for program in PROGRAMS):
        return
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "source"
    if not (source / "CMakeLists.txt").is_file():
        _fetch_source(source)
    _run("cmake", "-S", str(source), "-B", str(folder / "build"), *_options())
    _run(
        "cmake", "--build", str(folder / "build"), "--config", "Release", "--parallel", str(os.cpu_count() or 2),
        "--target", *PROGRAMS,
    )  # fmt: skip


def _folder() -> Path:
    version = importlib.metadata.version("llama-cpp-python")
    return (
        platformdirs.user_cache_path("deskhand-benchmarks", appauthor=False) / f"llama-cpp-python-{version}"
    )


def _options() -> list[str]:
    """Return the settings of the Python package's own build, and no parts that are not measured."""
    return [
        "-DCMAKE_BUILD_TYPE=Release",
        "-DLLAMA_BUILD_TESTS=OFF",
        "-DLLAMA_BUILD_EXAMPLES=OFF",
        "-DLLAMA_CURL=OFF",
        "-DLLAMA_OPENSSL=OFF",
        "-DLLAMA_BUILD_UI=OFF",
        "-DBUILD_SHARED_LIBS=ON",
    ]


def _fetch_source(source: Path) -> None:
    """Unpack llama.cpp out of the Python package's source into *source*."""
    version = importlib.metadata.version("llama-cpp-python")
    with tempfile.TemporaryDirectory() as place:
        _run(
            sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary",
            "llama-cpp-python", f"llama-cpp-python=={version}", "--dest", place,
        )  # fmt: skip
        archive = next(Path(place).glob("*.tar.gz"))
        with tarfile.open(archive) as package:
            package.extractall(place, filter="data")
        vendored = next(Path(place).glob("llama_cpp_python-*/vendor/llama.cpp"))
        shutil.move(vendored, source)


def _run(*command: str) -> None:
    print("$", *command, flush=True)
    subprocess.run(command, check=True)  # noqa: S603 - our own command


def main() -> int:
    """Build what is missing."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    build()
    for program in PROGRAMS:
        print(peer(program))
    return 0


if __name__ == "__main__":
    sys.exit(main())
