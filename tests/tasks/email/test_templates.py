"""The templates that come with Deskhand, the user's own, and the mistakes in them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from app.errors import DocumentError, InputError
from app.records import Language
from app.resource_files import file_path, names_in
from app.tasks.email.sample_facts import sample_facts
from app.tasks.email.skeletons import names_used
from app.tasks.email.templates import FactType, TemplateLibrary

_OFFICE = {
    "delay-notice",
    "apology",
    "quotation-cover",
    "payment-reminder",
    "meeting-request",
    "thanks-after-meeting",
    "order-confirmation",
    "absence-notice",
    "inquiry-reply",
    "document-request",
}
_OWN = """\
id: greeting
titles: {en: Greeting, ja: ご挨拶}
facts:
  - name: recipient
    type: person
    required: true
    labels: {en: Recipient, ja: 宛名}
  - name: day
    type: date
    labels: Day
skeletons:
  en:
    subject: Hello{% if day %} on {{ day }}{% endif %}
    body: |
      {{ greeting }}

      {{ notes }}
  ja:
    subject: ご挨拶 {{ day }}
    body: |
      {{ greeting }}

      {{ notes }}
"""


def _library(folder: Path, text: str = _OWN, name: str = "greeting.yaml") -> TemplateLibrary:
    (folder / name).write_text(text, encoding="utf-8")
    return TemplateLibrary(folder)


def test_the_usual_mails_of_an_office_are_there() -> None:
    assert {template.id for template in TemplateLibrary().all()} >= _OFFICE


@pytest.mark.parametrize("template_id", [template.id for template in TemplateLibrary().all()])
def test_each_template_is_whole_in_both_languages(template_id: str) -> None:
    template = TemplateLibrary().get(template_id)
    assert set(template.skeletons) == {"en", "ja"}
    for words in (
        template.titles,
        template.descriptions,
        *(f.labels for f in template.facts),
        *(f.help for f in template.facts),
    ):
        assert words["en"]
        assert words["ja"]
        assert words["en"] != words["ja"]
    assert {"recipient", "sender"} <= {fact.name for fact in template.facts if fact.required}
    for skeleton in template.skeletons.values():
        assert {"tone", "length", "notes", "greeting", "signature"} <= names_used(skeleton.body)


@pytest.mark.parametrize("name", names_in("templates", ".yaml"))
def test_each_template_passes_the_checks_that_the_users_own_have_to_pass(tmp_path: Path, name: str) -> None:
    shutil.copy(file_path(name), tmp_path)
    library = TemplateLibrary(tmp_path)
    assert library.mistakes() == ()
    assert Path(name).stem in {template.id for template in library.all()}


@pytest.mark.parametrize("language", get_args(Language))
def test_the_preview_of_each_shows_values_and_no_labels(language: Language) -> None:
    for template in TemplateLibrary().all():
        samples = sample_facts(template, language)
        assert [fact.name for fact in template.facts if samples[fact.name] == fact.labels[language]] == []


def test_an_unknown_template_is_told_with_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        TemplateLibrary().get("love-letter")
    assert caught.value.code == "unknown-template"
    assert "delay-notice" in str(caught.value.parameters["known"])


def test_a_template_of_the_users_own_stands_beside_the_others(tmp_path: Path) -> None:
    library = _library(tmp_path)
    template = library.get("greeting")
    assert template.titles["ja"] == "ご挨拶"
    assert template.facts[1].labels["ja"] == "Day"
    assert template.facts[1].type == FactType.DATE
    assert template in library.all()
    assert len(library.all()) == len(TemplateLibrary().all()) + 1


def test_one_with_the_id_of_another_takes_its_place(tmp_path: Path) -> None:
    library = _library(tmp_path, _OWN.replace("id: greeting", "id: apology"), "mine.yml")
    assert library.get("apology").titles["en"] == "Greeting"
    assert len(library.all()) == len(TemplateLibrary().all())


def test_a_new_file_is_seen_without_a_restart(tmp_path: Path) -> None:
    library = TemplateLibrary(tmp_path / "absent")
    assert library.mistakes() == ()
    (tmp_path / "absent").mkdir()
    (tmp_path / "absent" / "greeting.yaml").write_text(_OWN, encoding="utf-8")
    assert library.get("greeting").id == "greeting"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "detail"),
    [
        ("type: person", "type: human", 5, "type: human"),
        ("id: greeting", "id: Greeting mail", 1, "id"),
        ("id: greeting\n", "", 1, "id"),
        ("    labels: Day\n", "    labels: Day\n    colour: red\n", 11, "colour"),
        ("required: true", "required: perhaps", 6, "required: perhaps"),
        ("- name: day", "- name: recipient", 3, "facts"),
        ("{{ day }}{% endif %}", "{{ day }}", 13, "{% if day %}"),
        ("subject: ご挨拶 {{ day }}", "subject: ご挨拶 {{ daay }}", 19, "daay"),
        ("subject: ご挨拶 {{ day }}", "subject: ご挨拶", 8, "day"),
        ("      {{ greeting }}\n", "      {{ greeting | shouted }}\n", 15, "{{ greeting | shouted }}"),
        ("      {{ notes }}\n  ja:", "      none\n  ja:", 14, "{{ notes }}"),
        ("      {{ greeting }}\n", "      {{ greeting + 1 }}\n", 15, "{{ greeting + 1 }}"),
        ("titles: {en", "titles: {en: x, en", 2, "titles"),
        ("facts:", "facts: [", 4, ""),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_stands_there(
    tmp_path: Path, right: str, wrong: str, line: int, detail: str
) -> None:
    assert right in _OWN
    library = _library(tmp_path, _OWN.replace(right, wrong, 1))
    with pytest.raises(InputError) as caught:
        library.get("greeting")
    assert caught.value.code == "broken-template"
    parameters = caught.value.parameters
    assert parameters["file"] == "greeting.yaml"
    assert detail in str(parameters["detail"])
    assert parameters["line"] == line


def test_a_mistake_is_gone_once_it_is_mended(tmp_path: Path) -> None:
    library = _library(tmp_path, "id: [")
    assert len(library.mistakes()) == 1
    _library(tmp_path)
    library.read_again()
    assert library.mistakes() == ()
    assert library.get("greeting").id == "greeting"


def test_a_broken_file_costs_only_itself(tmp_path: Path) -> None:
    library = _library(tmp_path, "id: [")
    assert len(library.all()) == len(TemplateLibrary().all())
    (mistake,) = library.mistakes()
    assert mistake.code == "broken-template"


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"- a\n- b", b"\x00", b"a: &x [*x]", b"x" * 300_000, b"? [" * 500]
)
def test_any_bytes_are_a_mistake_and_never_a_traceback(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "greeting.yaml").write_bytes(data)
    with pytest.raises(InputError, match="broken-template"):
        TemplateLibrary(tmp_path).get("greeting")


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "greeting.yaml").mkdir()
    library = TemplateLibrary(tmp_path)
    (mistake,) = library.mistakes()
    assert isinstance(mistake, DocumentError)


def test_a_folder_that_cannot_be_read_is_told_and_ours_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    library = TemplateLibrary(tmp_path)
    assert len(library.all()) == len(TemplateLibrary().all())
    (mistake,) = library.mistakes()
    assert isinstance(mistake, DocumentError)


def test_the_file_of_a_template_of_ones_own_is_known(tmp_path: Path) -> None:
    library = _library(tmp_path)
    assert library.own_file("greeting") == "greeting.yaml"
    assert library.own_file("apology") == ""


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ notes.__init__.__globals__ }}",
        "{% for i in range(10) %}{% endfor %}",
        "{% include 'frame/en.j2' %}",
        "{% set x = cycler %}{{ x }}",
    ],
)
def test_a_skeleton_can_do_nothing_but_place_texts(tmp_path: Path, text: str) -> None:
    library = _library(tmp_path, _OWN.replace("      {{ notes }}\n", f"      {{{{ notes }}}}{text}\n"))
    with pytest.raises(InputError, match="broken-template"):
        library.get("greeting")
