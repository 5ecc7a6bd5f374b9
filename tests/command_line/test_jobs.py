"""The contract for scripts: keys, exit codes, and nothing else on standard output. Without a model."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.command_line.main import run
from app.command_line.window_options import SharedOptions
from app.history.persons_steps import PersonsStep
from app.history.runs import RunStore
from app.resource_files import file_path
from tests.command_line.output import Run, lines_of, object_of

_SAMPLES = file_path("samples")
_DELAY = [
    "email", "--template", "delay-notice", "--fact", "recipient=Ms Ellen Brandt", "--fact", "item=20 kg Sencha",
    "--fact", "new-date=2026-03-19", "--fact", "sender=Haruka Mori",
]  # fmt: skip


def test_email_prints_one_object_with_the_agreed_keys(deskhand: Run) -> None:
    code, out, err = deskhand(*_DELAY, "--json")
    result = object_of(out)
    assert code == 0
    assert list(result) == ["run", "subject", "body", "facts", "findings", "evidence", "method", "seconds"]
    assert result["method"] == "template"
    assert all(fact["found"] for fact in result["facts"])
    assert "No model is installed" in err


def test_email_writes_an_unsent_mail(deskhand: Run, tmp_path: Path) -> None:
    code, out, _ = deskhand(*_DELAY, "--out", tmp_path / "mail.eml")
    assert code == 0
    assert "Ellen Brandt" in out
    assert b"X-Unsent: 1" in (tmp_path / "mail.eml").read_bytes()


def test_email_in_japanese(deskhand: Run) -> None:
    _, out, _ = deskhand(*_DELAY, "--language", "ja", "--json")
    assert "お世話になっております" in object_of(out)["body"]


def test_templates_are_listed_with_their_facts(deskhand: Run) -> None:
    code, out, _ = deskhand("templates")
    assert code == 0
    assert "delay-notice" in out
    assert "new-date" in out


def test_keywords_print_a_line_a_file_in_their_order(deskhand: Run) -> None:
    files = sorted((_SAMPLES / "reports").iterdir())
    code, out, _ = deskhand("keywords", *files, "--top", "5", "--json")
    results = lines_of(out)
    assert code == 0
    assert [result["file"] for result in results] == [file.name for file in files]
    assert all(list(r) == ["run", "file", "keywords", "method", "seconds", "error"] for r in results)
    assert all(list(k) == ["text", "score", "kind", "spans"] for r in results for k in r["keywords"])
    assert all(len(result["keywords"]) == 5 for result in results)


def test_keywords_of_a_missing_file_carry_the_error_beside_the_others(deskhand: Run, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("The vacuum packing machine stopped.", encoding="utf-8")
    code, out, _ = deskhand("keywords", tmp_path / "gone.txt", good, "--json")
    missing, result = lines_of(out)
    assert code == 0
    assert missing["error"]["title"] == "gone.txt is not there"
    assert result["error"] is None


def test_sort_prints_a_line_a_row_and_keeps_the_table(deskhand: Run, tmp_path: Path) -> None:
    out_file = tmp_path / "sorted.csv"
    table, categories = _SAMPLES / "inquiries.csv", _SAMPLES / "categories.yaml"
    code, out, _ = deskhand("sort", table, "--categories", categories, "--out", out_file, "--json")
    rows = lines_of(out)
    assert code == 0
    assert [row["row"] for row in rows] == list(range(1, 41))
    assert list(rows[0]) == [
        "run", "row", "text", "category", "confidence", "needs_person", "evidence", "reason", "method", "error",
    ]  # fmt: skip
    assert all(0 <= row["confidence"] <= 1 for row in rows)
    for row in rows:
        for evidence in row["evidence"]:
            assert row["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
    with (
        table.open(encoding="utf-8-sig", newline="") as before,
        out_file.open(encoding="utf-8-sig", newline="") as after,
    ):
        old, new = list(csv.reader(before)), list(csv.reader(after))
    assert [line[:3] for line in new] == old
    assert new[0][3:6] == ["category", "confidence", "needs_person"]


def test_fill_prints_one_object_and_writes_a_copy(deskhand: Run, tmp_path: Path) -> None:
    form = _SAMPLES / "order_form.pdf"
    before = form.read_bytes()
    code, out, _ = deskhand(
        "fill", form, "--from", _SAMPLES / "mails" / "order.eml", "--out", tmp_path / "filled.pdf", "--json"
    )
    result = object_of(out)
    values = {field["name"]: field["value"] for field in result["fields"]}
    assert code == 0
    assert list(result) == ["run", "fields", "findings", "out", "seconds"]
    assert list(result["fields"][0]) == ["name", "label", "value", "status", "evidence", "reason"]
    assert values["company"] == "Meyer Feinkost GmbH"
    assert values["email"] == "paul.meyer@meyer-feinkost.example"
    assert (tmp_path / "filled.pdf").exists()
    assert form.read_bytes() == before


def test_what_was_done_is_found_shown_and_erased(deskhand: Run) -> None:
    _, out, _ = deskhand(*_DELAY, "--json")
    run_id = object_of(out)["run"]
    _, found, _ = deskhand("history", "search", "Sencha", "--json")
    assert [line["run"] for line in lines_of(found)] == [run_id]
    _, shown, _ = deskhand("history", "show", run_id)
    assert object_of(shown)["input"]["facts"]["item"] == "20 kg Sencha"
    assert deskhand("history", "erase", run_id)[0] == 0
    code, _, err = deskhand("history", "show", run_id)
    assert code == 1
    assert run_id in err


def test_models_are_listed_and_the_doctor_looks(deskhand: Run) -> None:
    code, out, _ = deskhand("models", "list")
    assert code == 0
    assert "starter" in out
    for command in (["doctor"], ["doctor", "--measure"]):
        code, out, _ = deskhand(*command)
        assert code == 0
        assert "Deskhand" in out


def test_who_decided_about_a_row_when_and_from_what(deskhand: Run, tmp_path: Path) -> None:
    categories = _SAMPLES / "categories.yaml"
    _, out, _ = deskhand("sort", _SAMPLES / "inquiries.csv", "--categories", categories, "--json")
    row = lines_of(out)[2]
    runs = RunStore(tmp_path / "data" / "records.sqlite3")
    runs.decisions.add_step(PersonsStep(row["run"], "Mori", {3: None}))
    runs.close()
    code, shown, _ = deskhand("history", "show", row["run"], "--row", "3")
    program, person = lines_of(shown)
    assert code == 0
    assert program["who"] is None
    same = ("category", "confidence", "needs_person", "reason", "method", "evidence", "text")
    assert {key: program[key] for key in same} == {key: row[key] for key in same}
    assert (person["who"], person["category"], person["method"]) == ("Mori", None, "person")
    assert "Mori" in person["reason"]
    assert program["when"] <= person["when"]
    code, _, err = deskhand("history", "show", row["run"], "--row", "41")
    assert code == 1
    assert "41" in err


def test_of_many_rows_a_person_sees_the_first_and_the_counts(deskhand: Run, tmp_path: Path) -> None:
    table = tmp_path / "many.csv"
    rows = "".join(f"where is my parcel {number}\n" for number in range(1, 252))
    table.write_text("message\n" + rows, encoding="utf-8")
    categories = tmp_path / "categories.yaml"
    categories.write_text("categories:\n  - name: delivery\n    rules: [parcel]\n", encoding="utf-8")
    code, out, err = deskhand("sort", table, "--categories", categories, "--out", tmp_path / "out.csv")
    assert code == 0
    assert "where is my parcel 200" in out
    assert "where is my parcel 201" not in out
    assert "… 51" in out
    assert "delivery: 251" in out
    assert "out.csv" in err
    assert len((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()) == 252


@pytest.mark.parametrize(
    "arguments",
    [
        ["keywords", "gone.txt"],
        ["email", "--template", "no-such-template"],
        ["email", "--template", "delay-notice"],
        ["email", "--template", "delay-notice", "--fact", "colour=red"],
        ["sort", "gone.csv", "--categories", str(_SAMPLES / "categories.yaml")],
        ["sort", str(_SAMPLES / "inquiries.csv"), "--categories", "gone.yaml"],
        ["sort", str(_SAMPLES / "inquiries.csv"), "--categories", str(_SAMPLES / "categories.yaml"), "--text-column", "x"],
        ["fill", "gone.pdf", "--from", str(_SAMPLES / "mails" / "order.eml")],
        ["fill", str(_SAMPLES / "order_form.pdf"), "--from", "gone.eml"],
        ["templates", "--model", "no-such-model"],
        ["models", "get", "no-such-model"],
        ["models", "add", "gone.gguf"],
        ["models", "remove", "starter"],
        ["history", "show", "nothing"],
    ],
)  # fmt: skip
def test_a_mistake_is_a_title_and_an_advice_and_ends_with_1(deskhand: Run, arguments: list[str]) -> None:
    code, out, err = deskhand(*arguments)
    lines = [line for line in err.splitlines() if line.strip()]
    assert code == 1
    assert out == ""
    assert len(lines) >= 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["email"],
        ["no-such-command"],
        ["email", "--template", "delay-notice", "--fact", "no equals sign"],
        ["email", "--template", "delay-notice", "--fact", "item=a", "--fact", "item=b"],
        ["email", "--template", "delay-notice", "--tone", "angry"],
        ["keywords", "a.txt", "--top", "many"],
        ["history", "erase"],
    ],
)
def test_a_malformed_command_line_ends_with_2(deskhand: Run, arguments: list[str]) -> None:
    assert deskhand(*arguments)[0] == 2


def test_without_a_command_the_window_is_asked_for(tmp_path: Path) -> None:
    assert run(["--data-dir", str(tmp_path)]) == SharedOptions(data_dir=tmp_path)


def test_ctrl_c_ends_with_130(deskhand: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.tasks.keywords.picking.read_source", interrupt)
    code, out, _ = deskhand("keywords", _SAMPLES / "inquiries.csv", "--json")
    assert code == 130
    assert out == ""


def test_what_nobody_foresaw_is_told_in_words(deskhand: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("surprise")

    monkeypatch.setattr("app.tasks.keywords.picking.read_source", stumble)
    code, _, err = deskhand("keywords", _SAMPLES / "inquiries.csv")
    assert code == 1
    assert "ZeroDivisionError" in err


def test_what_a_library_remarks_is_not_printed(tmp_path: Path) -> None:
    torn = tmp_path / "torn.pdf"
    torn.write_bytes((_SAMPLES / "order_form.pdf").read_bytes()[:3000])
    # A process of its own: pytest has handlers of its own for what is remarked.
    command = [sys.executable, "-P", "-m", "app", "--data-dir", str(tmp_path), "fill", str(torn)]
    done = subprocess.run(
        [*command, "--from", str(_SAMPLES / "mails" / "order.eml")],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "torn.pdf is damaged" in done.stderr
    assert "EOF marker" not in done.stderr
