"""Has the model read what it will be asked, before it is asked; nobody has to know when that fails."""

import logging
from collections.abc import Callable, Sequence

from app.engine.engine import Engine, Message
from app.errors import Cancelled, DeskhandError, EngineError
from app.events import Cancellation

_log = logging.getLogger(__name__)


def read_ahead(
    find_engine: Callable[[], Engine | None],
    choices: Callable[[Engine], Sequence[Sequence[Message]]],
    cancellation: Cancellation | None,
) -> None:
    """Have the model read a conversation whose answer will be asked for.

    Nothing happens without a model; what goes wrong is told when the answer is asked for.

    Args:
        find_engine: Gives the model in use, or None.
        choices: Gives the conversation, and others to read instead when it is too long. What stands before the
            last message is kept on the disk: it must not hold any text of the user's.
        cancellation: The user's wish to stop.

    Raises:
        Cancelled: The user asked to stop.
    """
    try:
        engine = find_engine()
        for conversation in choices(engine) if engine else ():
            if engine and _was_read(engine, conversation, cancellation):
                return
    except Cancelled:
        raise
    except DeskhandError as error:
        _log.info("nothing was read ahead: %s", error)


def _was_read(engine: Engine, conversation: Sequence[Message], cancellation: Cancellation | None) -> bool:
    """Have *conversation* read; return False where it is too long."""
    try:
        engine.prepare(conversation, cancellation=cancellation)
    except EngineError as error:
        if error.code != "text-too-long":
            raise
        return False
    return True
