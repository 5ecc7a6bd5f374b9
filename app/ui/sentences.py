"""The sentences of the core in the language of the window, and numbers in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QLocale

from app.errors import DeskhandError
from app.records import Failure, Finding, Language, Progress
from app.text import messages
from app.text.messages import ErrorText

if TYPE_CHECKING:
    from app.wiring.advice import Expectation

LanguageChoice = Literal["system", "en", "ja"]

translate = QCoreApplication.translate

_UNITS = ("kB", "MB", "GB")


def window_language(choice: LanguageChoice) -> Language:
    """Return the language that *choice* means on this machine."""
    if choice != "system":
        return choice
    return "ja" if QLocale.system().language() == QLocale.Language.Japanese else "en"


class Sentences:
    """Says what the core names by codes.

    Attributes:
        language: The language of the window.
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def error(self, error: DeskhandError | Failure) -> ErrorText:
        """Return what happened and what to do next."""
        if error.code == "unexpected":
            return ErrorText(
                title=translate("Sentences", "The work stopped for a reason that Deskhand does not know"),
                advice=translate(
                    "Sentences",
                    "Your input is still here. Try again; the log in the data folder has the details.",
                ),
            )
        return messages.describe(error, self.language)

    def finding(self, finding: Finding) -> str:
        """Return the sentence of *finding*."""
        return messages.finding_sentence(finding, self.language)

    def reason(self, code: str, parameters: Mapping[str, object]) -> str:
        """Return why a row or a field came out as it did."""
        return messages.reason_sentence(code, parameters, self.language)

    def progress(self, progress: Progress) -> str:
        """Return what is being done."""
        return messages.progress_words(progress.label, self.language)

    def word(self, code: str, **parameters: object) -> str:
        """Return the word for a kind, a status, a method."""
        return messages.word(code, self.language, **parameters)

    def method(self, method: str) -> str:
        """Return how a result came about; what a model did is told without the word."""
        return {
            "model": translate("Sentences", "by judgement"),
            "template": translate("Sentences", "from the template"),
            "rule": translate("Sentences", "by your rules"),
            "examples": translate("Sentences", "by your examples"),
            "statistics": translate("Sentences", "by statistics"),
            "glossary": translate("Sentences", "by labels"),
        }.get(method, method)

    def time_left(self, progress: Progress) -> str:
        """Return how long it still takes, or nothing while unknown."""
        if not progress.total or not progress.rate or progress.done >= progress.total:
            return ""
        seconds = (progress.total - progress.done) / progress.rate
        if seconds < 10:
            return translate("Sentences", "a few seconds left")
        if seconds < 90:
            return translate("Sentences", "about {seconds} s left").format(seconds=round(seconds / 10) * 10)
        return translate("Sentences", "about {minutes} min left").format(minutes=round(seconds / 60))


def expectation_words(sentences: Sentences, expectation: "Expectation") -> str:
    """Return how well a model works here, and where the time that is told comes from."""
    told = sentences.reason(expectation.code, expectation.parameters)
    if not expectation.basis:
        return told
    return translate("Sentences", "{expectation} ({basis})").format(
        expectation=told, basis=sentences.word(expectation.basis)
    )


def fetching_words(sentences: Sentences, progress: Progress) -> str:
    """Return how far a download is: what is done, how much of it, how fast, and how long it still takes."""
    if not progress.total:
        return sentences.progress(progress)
    parts = [
        sentences.progress(progress),
        translate("Sentences", "{done} of {total}").format(
            done=size_words(progress.done), total=size_words(progress.total)
        ),
        translate("Sentences", "{amount} a second").format(amount=size_words(progress.rate))
        if progress.rate
        else "",
        sentences.time_left(progress),
    ]
    return "  ·  ".join(part for part in parts if part)


def size_words(size: float) -> str:
    """Return a size in bytes as people write it, such as `98 MB`."""
    amount, unit = size / 1000, _UNITS[0]
    for unit in _UNITS:
        if amount < 1000 or unit == _UNITS[-1]:
            break
        amount /= 1000
    digits = 1 if amount < 10 else 0
    return f"{QLocale().toString(amount, 'f', digits)} {unit}"


def percent_words(share: float) -> str:
    """Return a share from 0 to 1 as whole percent."""
    return f"{round(share * 100)} %"
