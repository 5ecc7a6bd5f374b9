"""Whatever sorting says has a sentence in both languages."""

import re
from pathlib import Path

import pytest

import app.tasks.inquiries
from app.records import Language
from app.text.messages import catalogue

SOURCES = "\n".join(
    path.read_text(encoding="utf-8") for path in Path(app.tasks.inquiries.__file__).parent.glob("*.py")
)
ERRORS = set(re.findall(r'InputError\(\s*"([a-z-]+)"', SOURCES)) | set(
    re.findall(r'RuleError\("([a-z-]+)"', SOURCES)
)
ERRORS |= set(re.findall(r'"(categor(?:y|ies)-[a-z-]+)"', SOURCES))
REASONS = {
    "rule-matched",
    "rules-of-several",
    "like-examples",
    "like-description",
    "no-known-words",
    "model-judged",
}
REASONS |= {"unsure-between", "unsure-whether-any", "none-fits", "empty-text", "not-readable"}

FINDINGS = {"model-did-not-answer", "rules-not-finished", "too-many-categories", "descriptions-shortened"}
FINDINGS |= set(re.findall(r'Finding\(\s*"([a-z-]+)"', SOURCES))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_code_has_its_sentence(language: Language) -> None:
    sentences = catalogue(language)
    assert len(ERRORS) > 15
    assert set(sentences["errors"]) >= ERRORS - FINDINGS
    assert all(f'"{reason}"' in SOURCES for reason in REASONS)
    assert set(sentences["reasons"]) >= REASONS
    assert all(f'"{finding}"' in SOURCES for finding in FINDINGS)
    assert set(sentences["findings"]) >= FINDINGS
    assert {"learning-from-examples", "sorting-inquiries"} <= set(sentences["progress"])
