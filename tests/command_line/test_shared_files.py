"""The contract for scripts on files that nobody here has written."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from app.documents.reading import read_source
from app.resource_files import file_path
from tests.command_line.output import Run, lines_of, object_of

pytestmark = pytest.mark.shared_data

_EVIDENCE = ["source", "quote", "start", "end"]


def _stand_in(evidence: Sequence[Mapping[str, Any]], files: Sequence[Path]) -> None:
    """Make sure that each quote stands where it is said to stand."""
    texts = {file.name: read_source(file).text for file in files}
    for one in evidence:
        assert list(one) == _EVIDENCE
        if one["source"] in texts:
            assert texts[one["source"]][one["start"] : one["end"]] == one["quote"]


def test_email_answers_a_real_mail_in_japanese(deskhand: Run, shared_data: Path) -> None:
    mail = shared_data / "files/email/flanker/russian-attachment-yahoo.eml"
    code, out, _ = deskhand(
        "email", "--template", "delay-notice", "--fact", "recipient=山田 花子", "--fact", "item=煎茶 20 kg",
        "--fact", "new-date=2026-03-19", "--fact", "sender=森 春香", "--language", "ja",
        "--notes", "速達料金は当社負担", "--reply-to", mail, "--json",
    )  # fmt: skip
    result = object_of(out)
    assert code == 0
    assert list(result) == ["run", "subject", "body", "facts", "findings", "evidence", "method", "seconds"]
    assert all(list(fact) == ["key", "value", "found"] and fact["found"] for fact in result["facts"])
    assert all(
        list(finding) == ["code", "message", "start", "end", "gravity"] for finding in result["findings"]
    )
    assert "速達" in result["body"]
    _stand_in(result["evidence"], [mail])


def test_keywords_of_japanese_texts_in_three_encodings(
    deskhand: Run, shared_data: Path, tmp_path: Path
) -> None:
    passages = json.loads((shared_data / "reading-ja/jsquad-v1.3_valid.json").read_text("utf-8"))["data"]
    report = tmp_path / "passage.txt"
    report.write_text(passages[3]["paragraphs"][0]["context"].split("[SEP]")[-1].strip(), encoding="utf-8")
    folder = shared_data / "files/csv/cpython-cjkencodings"
    files = [report, folder / "euc_jp.txt", folder / "shift_jis.txt"]
    code, out, _ = deskhand("keywords", *files, "--json")
    results = lines_of(out)
    assert code == 0
    assert [result["file"] for result in results] == [file.name for file in files]
    for result, file in zip(results, files, strict=True):
        assert list(result) == ["run", "file", "keywords", "method", "seconds", "error"]
        text = read_source(file).text
        assert result["keywords"]
        for keyword in result["keywords"]:
            assert list(keyword) == ["text", "score", "kind", "spans"]
            assert all(
                "".join(text[a:b].split()) == "".join(keyword["text"].split()) for a, b in keyword["spans"]
            )


def test_sort_takes_real_inquiries(deskhand: Run, shared_data: Path, tmp_path: Path) -> None:
    rows = (shared_data / "inquiries/hint3-sofmattress/test.csv").read_text("utf-8").splitlines()[:20]
    table = tmp_path / "inquiries.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    categories = tmp_path / "categories.yaml"
    categories.write_text(
        "categories:\n"
        "- {name: price, description: what a mattress costs}\n"
        "- {name: delivery, description: where the order is, rules: [deliver]}\n"
        "- {name: warranty, description: guarantee and repairs}\n",
        encoding="utf-8",
    )
    code, out, _ = deskhand("sort", table, "--text-column", "sentence", "--categories", categories, "--json")
    results = lines_of(out)
    assert code == 0
    assert [result["row"] for result in results] == list(range(1, 20))
    for result in results:
        assert list(result) == [
            "run", "row", "text", "category", "confidence", "needs_person", "evidence", "reason", "method", "error",
        ]  # fmt: skip
        assert result["category"] in {"price", "delivery", "warranty", None}
        assert 0 <= result["confidence"] <= 1
        for one in result["evidence"]:
            assert result["text"][one["start"] : one["end"]] == one["quote"]


def test_fill_writes_a_copy_of_a_real_form(deskhand: Run, shared_data: Path, tmp_path: Path) -> None:
    form = shared_data / "forms/pdf-acroform/pypdf/pdflatex-forms.pdf"
    mail = file_path("samples/mails/order.eml")
    before = form.read_bytes()
    code, out, _ = deskhand("fill", form, "--from", mail, "--out", tmp_path / "filled.pdf", "--json")
    result = object_of(out)
    assert code == 0
    assert list(result) == ["run", "fields", "findings", "out", "seconds"]
    for field in result["fields"]:
        assert list(field) == ["name", "label", "value", "status", "evidence", "reason"]
        assert field["status"] in {"filled", "check", "empty"}
        _stand_in(field["evidence"], [mail])
    assert {field["name"]: field["value"] for field in result["fields"]}["Name"] == "Paul Meyer"
    document = pdfium.PdfDocument(tmp_path / "filled.pdf")
    document.init_forms()
    document[0].flatten()
    assert "Paul Meyer" in document[0].get_textpage().get_text_bounded()
    document.close()
    assert form.read_bytes() == before
