"""The lists of words in `resources/words`: one or more words a line, # begins a remark."""

from functools import cache

from app.records import Language
from app.resource_files import read_text


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of the list *name*, such as `verbs_en`."""
    lines = (line.partition("#")[0] for line in read_text(f"words/{name}.txt").splitlines())
    return frozenset(" ".join(lines).split())


def stop_words(language: Language) -> frozenset[str]:
    """Return the words of *language* without a meaning of their own, in their base form."""
    return word_list(f"stop_words_{language}")
