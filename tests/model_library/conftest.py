"""What the tests of the library share."""

from collections.abc import Iterator

import pytest

from tests.model_library.fake_hub import FakeHub


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    server = FakeHub()
    yield server
    server.close()
