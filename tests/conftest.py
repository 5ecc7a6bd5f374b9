"""What all tests share: the models they may need and the public data beside the checkout."""

import importlib.util
from pathlib import Path

import platformdirs
import pytest
from hypothesis import settings

# How long an example takes is a matter of the machine; speed is measured in benchmarks/.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the configuration name pytest-qt's options also where Qt is not installed."""
    if importlib.util.find_spec("pytestqt") is None:
        parser.addini("qt_api", "unused without pytest-qt")
        parser.addini("qt_log_level_fail", "unused without pytest-qt")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public data sets, or a skip where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the public data sets are not beside this checkout ({folder})")
    return folder


@pytest.fixture(scope="session")
def starter_model() -> Path:
    """The starter model, fetched once into the user's cache folder as the program would."""
    from app.model_library.library import ModelLibrary  # noqa: PLC0415 - most tests need no library

    folder = platformdirs.user_cache_path("deskhand-tests", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return ModelLibrary(folder).fetch("starter", on_progress=None, on_word=None)
