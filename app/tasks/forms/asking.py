"""stub."""

from typing import Any


class ModelReader:
    def __init__(self, *args: Any) -> None:
        pass

    def answer(self, *args: Any) -> None:
        return None
