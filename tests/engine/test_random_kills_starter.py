"""A hundred deaths of the child at random moments: each costs one request at most, and nothing is left behind."""

import contextlib
import random
import threading
from pathlib import Path

import psutil
import pytest

from app.engine.client import EngineClient
from app.engine.engine import Message, Question
from app.errors import EngineError

pytestmark = pytest.mark.starter

_KILLS = 100
_CLEAN = {"model-stopped", "model-keeps-stopping"}
_TELL = [Message("system", "You tell stories. " * 30), Message("user", "Tell a long story about tea.")]
_QUESTION = Question((Message("user", "Where is my parcel?"),), ("delivery\n", "price\n"))


def _kill(client: EngineClient) -> None:
    child = client.process_id
    if child is not None:
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(child).kill()


def _ask(client: EngineClient, *, weigh: bool) -> bool:
    """Ask for something; return whether it was answered. Anything but a clean error is raised."""
    try:
        client.prepare(_TELL)
        answer = list(client.weigh([_QUESTION] * 20)) if weigh else client.complete(_TELL, max_tokens=20)
    except EngineError as error:
        if error.code not in _CLEAN:
            raise
        return False
    return bool(answer)


def test_a_hundred_random_kills_end_in_clean_errors_or_answers(starter_model: Path, tmp_path: Path) -> None:
    chance = random.Random(20)
    client = EngineClient(starter_model, cache_folder=tmp_path / "prefixes")
    answered = 0
    for number in range(_KILLS):
        # From before the child is there until after it has answered.
        killer = threading.Timer(chance.uniform(0, 0.8), _kill, [client])
        killer.start()
        answered += _ask(client, weigh=number % 2 == 0)
        killer.cancel()
        killer.join()
    assert 0 < answered < _KILLS
    _kill(client)
    while not _ask(client, weigh=False):
        pass
    client.close()
    assert not [child for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE]
    again = EngineClient(starter_model, cache_folder=tmp_path / "prefixes")
    again.prepare(_TELL)
    assert again.complete(_TELL, max_tokens=2).text
    again.close()
    assert {file.suffix for file in (tmp_path / "prefixes").iterdir()} == {".prefix"}
