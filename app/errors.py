"""What can go wrong, as stable codes; the sentences stand in `resources/messages`."""

from collections.abc import Mapping
from types import MappingProxyType


class DeskhandError(Exception):
    """Something the user can be told about: what happened and what to do next.

    The code names a title and an advice in `resources/messages/*.yaml`; the parameters fill
    their placeholders. `app.text.messages.describe` turns the error into sentences, and each
    front end shows them in one place.

    Attributes:
        code: Stable kebab-case name, such as `file-not-found`.
        parameters: Values for the placeholders of the sentences.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters: Mapping[str, object] = MappingProxyType(parameters)

    def __str__(self) -> str:
        """Name the code and its parameters, for logs and tests only."""
        filled = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.code}({filled})"


class DocumentError(DeskhandError):
    """A file of the user's cannot be read or written."""


class EngineError(DeskhandError):
    """The model cannot be loaded or stopped working."""


class LibraryError(DeskhandError):
    """A model cannot be found, fetched or added."""


class InputError(DeskhandError):
    """What the user asked for does not fit: an unknown template, column or category."""


class Cancelled(DeskhandError):  # noqa: N818 - a wish, not an error
    """The user stopped the work; nothing is half-written."""

    def __init__(self) -> None:
        super().__init__("cancelled")
