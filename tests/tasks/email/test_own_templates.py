"""The user's own templates are shown while they are written, kept whole, copied, shared and removed."""

from pathlib import Path

import pytest

from app.errors import DocumentError, InputError
from app.records import Length, Relation, Tone
from app.tasks.email.own_templates import OwnTemplates, id_in, preview
from app.tasks.email.templates import TemplateLibrary

_TEXT = """\
id: greeting
titles: {en: Greeting, ja: ご挨拶}
facts:
  - recipient
  - name: day
    type: date
    labels: Day
skeletons:
  en:
    subject: Hello{% if day %} on {{ day }}{% endif %}
    body: |
      {{ greeting }}

      {% if tone == "warm" %}Nice to write to you.{% else %}Good day.{% endif %}
      {% if length == "long" %}This is a long mail.{% endif %}

      {{ notes }}

      {{ signature }}
"""


@pytest.fixture
def own(tmp_path: Path) -> OwnTemplates:
    return OwnTemplates(tmp_path / "templates")


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_preview_shows_the_mail_with_sample_values() -> None:
    shown = preview(_TEXT, "en", Tone.WARM, Length.LONG)
    assert shown.subject == "Hello on 8 March 2027"
    assert shown.body.startswith("Hello Ms Ellen Brandt,\n\nNice to write to you. This is a long mail.")
    assert shown.mistakes == ()


def test_a_preview_follows_tone_and_relation() -> None:
    assert "Good day." in preview(_TEXT, "en").body
    assert preview(_TEXT, "en", Tone.WARM, relation=Relation.COLLEAGUE).body.startswith("Hi ")


def test_a_preview_of_what_cannot_be_filled_is_empty_and_says_why() -> None:
    for text in (_TEXT.replace("{{ day }}", "{{ day"), "id: [", _TEXT.replace("{{ notes }}", "{{ -day }}")):
        shown = preview(text, "en")
        assert (shown.subject, shown.body) == ("", "")
        assert shown.mistakes


def test_a_preview_shows_what_can_be_filled_beside_its_mistakes() -> None:
    shown = preview(_TEXT.replace("{{ notes }}", "none"), "en")
    assert "Good day." in shown.body
    assert [mistake.finding.code for mistake in shown.mistakes] == ["template-without-notes"]


def test_a_preview_in_a_language_without_words_is_empty() -> None:
    assert preview(_TEXT, "ja").body == ""


def test_a_saved_template_can_be_used(own: OwnTemplates, tmp_path: Path) -> None:
    path = own.save(_TEXT)
    assert path == tmp_path / "templates" / "greeting.yaml"
    assert own.names() == ("greeting.yaml",)
    assert own.text("greeting.yaml") == _TEXT
    assert TemplateLibrary(tmp_path / "templates").get("greeting").titles["en"] == "Greeting"
    assert _files(tmp_path) == ["greeting.yaml"]


def test_a_name_that_no_file_can_have_on_windows_is_changed(own: OwnTemplates) -> None:
    assert own.save(_TEXT.replace("id: greeting", "id: con")).name == "con_.yaml"
    with pytest.raises(InputError, match="template-exists"):
        own.save(_TEXT.replace("id: greeting", "id: con"))


def test_nothing_is_replaced_unasked(own: OwnTemplates) -> None:
    own.save(_TEXT)
    changed = _TEXT.replace("Good day", "Good morning")
    with pytest.raises(InputError) as caught:
        own.save(changed)
    assert caught.value.code == "template-exists"
    assert caught.value.parameters["file"] == "greeting.yaml"
    assert own.text("greeting.yaml") == _TEXT
    own.save(changed, replace=True)
    assert own.text("greeting.yaml") == changed


def test_a_template_in_a_file_of_another_name_is_found_by_its_id(own: OwnTemplates, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "mine.yml").write_text(_TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="template-exists"):
        own.save(_TEXT)
    own.save(_TEXT.replace("Good day", "Good morning"), replace=True)
    assert own.names() == ("mine.yml",)
    assert "Good morning" in own.text("mine.yml")


def test_a_file_that_is_locked_stops_no_other(own: OwnTemplates, tmp_path: Path) -> None:
    own.save(_TEXT)
    folder = tmp_path / "templates"
    (folder / "greeting.yaml").rename(folder / "mine.yml")
    (folder / "locked.yaml").mkdir()  # no text can be read there
    assert own.file_of("greeting") == "mine.yml"
    assert own.export("mine.yml", tmp_path / "out.yaml").read_text(encoding="utf-8") == _TEXT


@pytest.mark.parametrize("line", ["id: greeting # ours", "id: 'greeting'", "id:  greeting\r"])
def test_an_id_is_known_however_it_is_written(line: str) -> None:
    assert id_in(f"# id: other\n{line}\ntitles: Greeting\n") == "greeting"


def test_one_with_a_mistake_is_not_kept(own: OwnTemplates, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        own.save(_TEXT.replace("{{ signature }}", "{{ stranger }}"))
    assert caught.value.code == "broken-template"
    assert (caught.value.parameters["line"], caught.value.parameters["detail"]) == (19, "stranger")
    assert _files(tmp_path) == []


def test_one_of_ours_is_copied_to_be_changed(own: OwnTemplates, tmp_path: Path) -> None:
    path = own.copy("price-change-notice", "our-prices")
    library = TemplateLibrary(tmp_path / "templates")
    assert library.get("our-prices").titles == library.get("price-change-notice").titles
    assert path.name == "our-prices.yaml"
    own.copy("apology", "apology")
    assert own.names() == ("apology.yaml", "our-prices.yaml")


@pytest.mark.parametrize(
    ("template_id", "new_id", "code"),
    [
        ("love-letter", "mine", "unknown-template"),
        ("apology", "../mine", "broken-template"),
        ("apology", "", "broken-template"),
    ],
)
def test_a_copy_needs_one_of_ours_and_a_good_name(
    own: OwnTemplates, tmp_path: Path, template_id: str, new_id: str, code: str
) -> None:
    with pytest.raises(InputError, match=code):
        own.copy(template_id, new_id)
    assert _files(tmp_path) == []


def test_a_template_goes_from_one_office_to_another(own: OwnTemplates, tmp_path: Path) -> None:
    own.save(_TEXT)
    shared = own.export("greeting.yaml", tmp_path / "shared.yaml")
    other = OwnTemplates(tmp_path / "other")
    other.import_file(shared)
    assert other.names() == ("greeting.yaml",)
    assert other.text("greeting.yaml") == _TEXT


def test_an_import_never_replaces_one_silently(own: OwnTemplates, tmp_path: Path) -> None:
    own.save(_TEXT)
    (tmp_path / "theirs.yaml").write_text(_TEXT.replace("Good day", "Hello"), encoding="utf-8")
    with pytest.raises(InputError, match="template-exists"):
        own.import_file(tmp_path / "theirs.yaml")
    assert own.text("greeting.yaml") == _TEXT
    own.import_file(tmp_path / "theirs.yaml", replace=True)
    assert "Hello." in own.text("greeting.yaml")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"x" * 2_000_000, b"PK\x03\x04"])
def test_a_file_that_is_no_template_is_refused(own: OwnTemplates, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd.yaml").write_bytes(data)
    with pytest.raises(InputError) as caught:
        own.import_file(tmp_path / "odd.yaml")
    assert caught.value.parameters["file"] == "odd.yaml"
    assert own.names() == ()


def test_a_file_that_is_not_there_is_told(own: OwnTemplates, tmp_path: Path) -> None:
    for ask in (
        lambda: own.import_file(tmp_path / "absent.yaml"),
        lambda: own.text("absent.yaml"),
        lambda: own.export("absent.yaml", tmp_path / "out.yaml"),
        lambda: own.remove("absent.yaml"),
    ):
        with pytest.raises(DocumentError, match="file-not-found"):
            ask()


def test_an_export_never_writes_over_its_source(own: OwnTemplates) -> None:
    path = own.save(_TEXT)
    with pytest.raises(DocumentError, match="would-overwrite-source"):
        own.export("greeting.yaml", path)
    assert own.text("greeting.yaml") == _TEXT


def test_a_name_does_not_lead_out_of_the_folder(own: OwnTemplates, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("x", encoding="utf-8")
    own.save(_TEXT)
    with pytest.raises(DocumentError, match="file-not-found"):
        own.remove("../secret.yaml")
    assert (tmp_path / "secret.yaml").exists()


def test_a_template_is_removed(own: OwnTemplates) -> None:
    own.save(_TEXT)
    own.remove("greeting.yaml")
    assert own.names() == ()


def test_a_file_that_is_called_like_another_template_is_not_taken_for_it(own: OwnTemplates) -> None:
    path = own.save(_TEXT)
    path.rename(path.with_name("farewell.yaml"))
    assert own.file_of("farewell") == ""
    assert own.file_of("greeting") == "farewell.yaml"
    kept = own.save(_TEXT.replace("id: greeting", "id: farewell"))
    assert kept.name == "farewell-2.yaml"
    assert id_in(own.text("farewell.yaml")) == "greeting"
