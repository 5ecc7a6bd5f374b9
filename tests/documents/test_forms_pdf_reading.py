"""PDF forms are read with every kind of field, and with labels that a person would use."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject
from reportlab.pdfgen import canvas

from app.documents.forms import read_form
from app.errors import DocumentError
from tests.documents.form_samples import changed_field, pdf_form


def test_each_kind_of_field_is_read(tmp_path: Path) -> None:
    path = pdf_form(
        tmp_path / "form.pdf", [("Name", "f1")], choice="standard,express", radio="Card,Cash", check="I agree"
    )
    form = read_form(path)
    assert [(field.name, field.kind) for field in form.fields] == [
        ("f1", "text"), ("shipping", "choice"), ("payment", "radio"), ("agree", "check"),
    ]  # fmt: skip
    assert form.fields[0].max_length == 200
    assert form.fields[1].options == ("standard", "express")
    assert form.fields[1].value == "standard"
    assert form.fields[3].value is False
    assert "I agree" in form.text


def test_a_label_is_the_text_printed_beside_the_field(tmp_path: Path) -> None:
    form = read_form(pdf_form(tmp_path / "form.pdf", [("First name", "a"), ("Phone", "b")], check="I agree"))
    assert [field.label for field in form.fields] == ["First name", "Phone", "I agree"]


def test_the_tooltip_goes_before_the_printed_text(tmp_path: Path) -> None:
    path = changed_field(pdf_form(tmp_path / "form.pdf", [("No.", "f1")]), "f1", TU="Customer number")
    (field,) = read_form(path).fields
    assert field.label == "Customer number"
    assert "No." in field.hints or "No" in field.hints


def test_without_words_beside_it_a_field_is_called_by_its_name(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "form.pdf"))
    page.drawString(50, 800, "Order")
    page.acroForm.textfield(name="deliveryAddress", x=200, y=400, width=200, height=18)
    page.save()
    (field,) = read_form(tmp_path / "form.pdf").fields
    assert field.label == "delivery Address"


def test_labels_above_the_fields_are_found(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "form.pdf"))
    page.setFont("Helvetica", 8)
    for number, label in enumerate(["Company", "Street", "City"]):
        page.drawString(50, 700 - 50 * number, label)
        page.acroForm.textfield(name=f"t{number}", x=50, y=675 - 50 * number, width=200, height=18)
    page.save()
    assert [field.label for field in read_form(tmp_path / "form.pdf").fields] == ["Company", "Street", "City"]


def test_radio_buttons_are_named_by_the_words_beside_them(tmp_path: Path) -> None:
    (field,) = read_form(pdf_form(tmp_path / "form.pdf", radio="Card,Cash")).fields
    assert field.options == ("Card", "Cash")
    assert field.label == "Payment"


def test_read_only_multiline_and_length_are_known(tmp_path: Path) -> None:
    path = pdf_form(tmp_path / "form.pdf", [("Total", "a"), ("Remarks", "b")])
    changed_field(path, "a", Ff=1)
    changed_field(path, "b", Ff=1 << 12, MaxLen=40)
    total, remarks = read_form(path).fields
    assert total.read_only
    assert not total.multiline
    assert remarks.multiline
    assert remarks.max_length == 40


def test_push_buttons_and_signatures_are_no_fields_to_fill(tmp_path: Path) -> None:
    path = changed_field(pdf_form(tmp_path / "form.pdf", check="I agree"), "agree", Ff=1 << 16)
    with pytest.raises(DocumentError) as caught:
        read_form(path)
    assert caught.value.code == "form-without-fields"


def test_a_pdf_without_fields_is_an_error_in_words(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "letter.pdf"))
    page.drawString(100, 700, "Just a letter")
    page.save()
    with pytest.raises(DocumentError) as caught:
        read_form(tmp_path / "letter.pdf")
    assert caught.value.code == "form-without-fields"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-what-its-name-says"),
        (b"no pdf", "not-what-its-name-says"),
        (b"%PDF-1.7\nbroken", "pdf-unreadable"),
    ],
)
def test_a_broken_file_is_an_error_in_words(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_form(path)
    assert caught.value.code == code


def test_a_file_with_a_password_is_an_error_in_words(tmp_path: Path) -> None:
    path = pdf_form(tmp_path / "form.pdf", [("Name", "a")])
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    with pytest.raises(DocumentError) as caught:
        read_form(path)
    assert caught.value.code == "pdf-encrypted"


def test_a_file_that_is_encrypted_without_a_password_is_read(tmp_path: Path) -> None:
    path = pdf_form(tmp_path / "form.pdf", [("Name", "a")])
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(path)
    assert [field.name for field in read_form(path).fields] == ["a"]


def test_a_file_that_is_not_there_or_of_another_kind_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read_form(tmp_path / "absent.pdf")
    assert caught.value.code == "file-not-found"
    with pytest.raises(DocumentError) as caught:
        read_form(tmp_path / "form.docx")
    assert caught.value.code == "form-kind-unknown"


def test_the_format_that_a_field_checks_is_known(tmp_path: Path) -> None:
    path = pdf_form(tmp_path / "form.pdf", [("Date", "a")])
    writer = PdfWriter(clone_from=PdfReader(path))
    widget = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    script = DictionaryObject()
    script.update({NameObject("/S"): NameObject("/JavaScript")})
    from pypdf.generic import TextStringObject  # noqa: PLC0415 - only here

    script[NameObject("/JS")] = TextStringObject('AFDate_FormatEx("dd/mm/yyyy");')
    widget[NameObject("/AA")] = DictionaryObject({NameObject("/F"): script})
    writer.write(path)
    assert read_form(path).fields[0].format == "date:dd/mm/yyyy"
