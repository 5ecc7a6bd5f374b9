"""Filled copies of PDF forms: every viewer shows the values, the original stays as it was."""

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, TextStringObject

from app.documents.forms import read_form, write_form
from app.documents.pdfium import PDFIUM
from app.errors import DocumentError
from tests.documents.form_samples import changed_field, pdf_form

COMB = 1 << 24
MULTILINE = 1 << 12


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return pdf_form(
        tmp_path / "form.pdf", [("Name", "name"), ("City", "city")],
        choice="standard,express", radio="Card,Cash", check="I agree",
    )  # fmt: skip


def values_of(path: Path) -> dict[str, str | bool | None]:
    return {field.name: field.value for field in read_form(path).fields}


def shown_text(path: Path) -> str:
    """The text that a viewer shows in the fields, which knows nothing of their values."""
    with PDFIUM:
        document = pdfium.PdfDocument(path)
        page = document[0]
        pdfium.raw.FPDFPage_Flatten(page.raw, pdfium.raw.FLAT_NORMALDISPLAY)
        page = document[0]
        text: str = page.get_textpage().get_text_range()
        document.close()
    return text


def dark_points(path: Path, box: tuple[float, float, float, float]) -> int:
    """How many points of the page are dark within *box*, in points from the lower left."""
    with PDFIUM:
        document = pdfium.PdfDocument(path)
        document.init_forms()
        picture = document[0].render(scale=2).to_pil().convert("L")
        document.close()
    left, bottom, right, top = box
    part = picture.crop(
        (int(left * 2), picture.height - int(top * 2), int(right * 2), picture.height - int(bottom * 2))
    )
    return sum(part.histogram()[:120])


def test_values_of_every_kind_are_written_and_read_back(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "filled.pdf"
    values: dict[str, str | bool] = {
        "name": "Paul Meyer",
        "shipping": "express",
        "payment": "Cash",
        "agree": True,
    }
    write_form(read_form(path), values, out)
    assert values_of(out) == {**values, "city": None}


def test_the_original_stays_as_it_was(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    write_form(read_form(path), {"name": "Paul"}, tmp_path / "filled.pdf")
    assert path.read_bytes() == before


def test_writing_over_the_form_is_refused(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DocumentError) as caught:
        write_form(read_form(path), {"name": "Paul"}, path)
    assert caught.value.code == "would-overwrite-source"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["Paul Müller – 5 €", "山田　花子", "Dvořák", "한국어 简体", "Ж α", "ok 😀", "髙﨑①ｱ～"]
)
def test_a_text_shows_as_it_is_in_whatever_script(path: Path, tmp_path: Path, text: str) -> None:
    out = tmp_path / "filled.pdf"
    write_form(read_form(path), {"name": text}, out)
    assert "".join(text.split()) in "".join(shown_text(out).split())
    assert values_of(out)["name"] == text
    assert dark_points(out, (202, 776, 448, 792)) > dark_points(path, (202, 776, 448, 792)) + 20


def test_japanese_text_needs_no_font_of_the_viewer(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "filled.pdf"
    write_form(read_form(path), {"name": "山田"}, out)
    widget = PdfReader(out).pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    fonts = widget["/AP"]["/N"]["/Resources"]["/Font"]
    kinds = {font.get_object()["/Subtype"] for font in fonts.values()}
    assert kinds == {"/Type3"}


def test_a_long_text_is_made_smaller_until_it_fits(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "filled.pdf"
    write_form(read_form(path), {"name": "a rather long name that would never fit " * 3}, out)
    assert dark_points(out, (451, 770, 560, 800)) == 0
    assert "never fit a rather long name" in shown_text(out).replace("\r\n", " ")


def test_long_texts_wrap_in_fields_of_several_lines(path: Path, tmp_path: Path) -> None:
    changed_field(path, "name", Ff=MULTILINE)
    out = tmp_path / "filled.pdf"
    write_form(read_form(path), {"name": "one two three four\n五六七"}, out)
    assert values_of(out)["name"] == "one two three four\n五六七"
    assert "五六七" in shown_text(out)


def test_each_letter_has_its_own_cell_in_a_comb(path: Path, tmp_path: Path) -> None:
    changed_field(path, "name", Ff=COMB, MaxLen=10)
    out = tmp_path / "filled.pdf"
    write_form(read_form(path), {"name": "AB"}, out)
    widget = PdfReader(out).pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    drawn = widget["/AP"]["/N"].get_data()
    assert drawn.count(b" Tm") == 2
    assert dark_points(out, (202, 776, 250, 790)) > 10
    assert dark_points(out, (260, 778, 445, 788)) == 0


def test_a_tick_uses_the_forms_own_state(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "filled.pdf"
    write_form(read_form(path), {"agree": True}, out)
    widget = next(
        annotation.get_object() for annotation in PdfReader(out).pages[0]["/Annots"]  # type: ignore[attr-defined]
        if annotation.get_object().get("/T") == "agree"
    )  # fmt: skip
    assert widget["/AS"] == widget["/V"] == "/Yes"
    assert widget["/AS"] in widget["/AP"]["/N"]


def test_a_check_box_without_pictures_gets_a_tick(path: Path, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(path.read_bytes())))
    for annotation in writer.pages[0]["/Annots"]:  # type: ignore[attr-defined]
        if annotation.get_object().get("/T") == "agree":
            del annotation.get_object()["/AP"]
    writer.write(path)
    out = tmp_path / "filled.pdf"
    write_form(read_form(path), {"agree": True}, out)
    assert values_of(out)["agree"] is True


def test_a_value_is_cleared_by_an_empty_text(path: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    write_form(read_form(path), {"name": "Paul", "agree": True}, first)
    write_form(read_form(first), {"name": "", "agree": False}, second)
    assert values_of(second)["name"] is None
    assert values_of(second)["agree"] is False
    assert "Paul" not in shown_text(second)


def test_the_second_description_of_a_form_is_left_out(path: Path, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(path.read_bytes())))
    form = writer.root_object["/AcroForm"]
    assert isinstance(form, DictionaryObject)
    form[NameObject("/XFA")] = ArrayObject([TextStringObject("template"), TextStringObject("<x/>")])
    form[NameObject("/NeedAppearances")] = BooleanObject(value=True)
    writer.write(path)
    blank = read_form(path)
    assert blank.has_xfa
    write_form(blank, {"name": "Paul"}, tmp_path / "filled.pdf")
    copied = PdfReader(tmp_path / "filled.pdf").root_object["/AcroForm"]
    assert isinstance(copied, DictionaryObject)
    assert "/XFA" not in copied
    assert "/NeedAppearances" not in copied


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"absent": "x"}, "form-field-unknown"),
        ({"name": "x" * 201}, "form-value-too-long"),
        ({"shipping": "by horse"}, "form-value-no-option"),
        ({"agree": "yes"}, "form-value-kind"),
        ({"name": True}, "form-value-kind"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    path: Path, tmp_path: Path, values: dict[str, str | bool], code: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        write_form(read_form(path), values, tmp_path / "filled.pdf")
    assert caught.value.code == code
    assert not (tmp_path / "filled.pdf").exists()


def test_a_locked_field_is_not_written(path: Path, tmp_path: Path) -> None:
    changed_field(path, "name", Ff=1)
    with pytest.raises(DocumentError) as caught:
        write_form(read_form(path), {"name": "Paul"}, tmp_path / "filled.pdf")
    assert caught.value.code == "form-field-locked"


def test_the_copy_ends_like_the_form(path: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        write_form(read_form(path), {"name": "Paul"}, tmp_path / "filled.xlsx")
    assert caught.value.code == "form-copy-ending"
