"""How well the questions and requests of a mail are found.

`python -m benchmarks.mail_requests` reads the sentences of `email/action-requests`, which people have marked as asking for an
action or not, and counts what is found. Rows were not learnt from: rules alone decide. Four in ten rows, chosen by their
checksum, were never looked at while the rules were written; their figures stand apart. The peer is a classifier of words and
pairs of words that learns from nine tenths of the rows and judges the last, in turn (TF-IDF, logistic regression).

"As the window lists them" leaves out politeness and what is only announced, which the data set counts as asking.
`--verbose` shows what is missed and what is found by mistake.
"""

import argparse
import sys
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

from app.tasks.email.requests import MailRequest, asked_in
from benchmarks.report import Row, show

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "email" / "action-requests" / "train.txt"

_TARGET = 0.8
_UNSEEN_FROM, _SHARES = 6, 10
_SHOWN = 100
_FOLDS = 10

Sentences = Sequence[tuple[str, bool]]
"""Sentences, and whether each asks for an action."""


def marked_sentences() -> list[tuple[str, bool]]:
    """Return the sentences of the data set with their marks."""
    lines = DATA.read_text(encoding="utf-8", errors="replace").splitlines()
    rows = [line.partition("\t") for line in lines if "\t" in line]
    return [(sentence, mark == "Yes") for mark, _, sentence in rows]


def is_unseen(sentence: str) -> bool:
    """Return whether nobody looked at *sentence* while the rules were written."""
    return zlib.crc32(sentence.strip().lower().encode()) % _SHARES >= _UNSEEN_FROM


def scores(found: Sequence[bool], wanted: Sequence[bool]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    hits = sum(one and other for one, other in zip(found, wanted, strict=True))
    precision = hits / max(sum(found), 1)
    recall = hits / max(sum(wanted), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def learnt(sentences: Sentences) -> list[bool]:
    """Return what words alone say of each sentence, learnt from others."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to load
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to load
    from sklearn.model_selection import StratifiedKFold, cross_val_predict  # noqa: PLC0415 - slow to load
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - slow to load

    judge = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"[\w'’]+|\?"),  # noqa: S106 - no password
        LogisticRegression(C=10, max_iter=1_000),
    )
    texts, marks = [text for text, _ in sentences], [mark for _, mark in sentences]
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
    return [bool(mark) for mark in cross_val_predict(judge, texts, marks, cv=folds)]


def _rows(sentences: Sentences, asked: Sequence[Sequence[MailRequest]], seconds: float) -> list[Row]:
    wanted = [mark for _, mark in sentences]
    found = [bool(requests) for requests in asked]
    theirs = scores(learnt(sentences), wanted)
    names = ("precision", "recall", "F1")
    rows = [
        Row(
            f"asks for an action: {name}",
            ours,
            peer,
            _TARGET if name == "F1" else None,
            "more",
            absolute=True,
        )
        for name, ours, peer in zip(names, scores(found, wanted), theirs, strict=True)
    ]
    unseen = [number for number, (sentence, _) in enumerate(sentences) if is_unseen(sentence)]
    parts = scores([found[number] for number in unseen], [wanted[number] for number in unseen])
    rows += [
        Row(f"rows never looked at: {name}", share, None, _TARGET if name == "F1" else None, "more")
        for name, share in zip(names, parts, strict=True)
    ]
    listed = [any(request.needs_answer for request in requests) for requests in asked]
    rows += [
        Row(f"as the window lists them: {name}", share)
        for name, share in zip(names, scores(listed, wanted), strict=True)
    ]
    return [*rows, Row("milliseconds for twenty sentences", 20_000 * seconds / len(sentences), None, 5)]


def _show_wrong(sentences: Sentences, asked: Sequence[Sequence[MailRequest]]) -> None:
    for (sentence, mark), requests in zip(sentences, asked, strict=True):
        if mark != bool(requests) and not is_unseen(sentence):
            print("missed " if mark else "mistake", sentence[:_SHOWN], file=sys.stderr)


def main() -> int:
    """Look at every sentence and print how many are judged as people did."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="the same: it takes seconds")
    parser.add_argument("--verbose", action="store_true", help="show what is missed and found by mistake")
    options = parser.parse_args()
    if not DATA.is_file():
        sys.exit(f"the sentences are not there: {DATA}")
    sentences = marked_sentences()
    asked_in(sentences[0][0], "en")
    begin = time.process_time()
    asked = [asked_in(sentence, "en") for sentence, _ in sentences]
    seconds = time.process_time() - begin
    rows = _rows(sentences, asked, seconds)
    show("mail_requests", rows, None, as_json=options.json, share=f"{len(sentences)} sentences")
    if options.verbose:
        _show_wrong(sentences, asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
