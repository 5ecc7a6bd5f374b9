"""Small forms for tests: PDF files drawn by reportlab or written by hand, and Excel sheets."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.pdfgen import canvas


def pdf_form(path: Path, texts: Sequence[tuple[str, str]] = (), **details: str) -> Path:
    """Draw a form with a label left of each text field, given as label and name.

    *details* may hold `choice`, `radio` and `check`: comma-separated options, or the label.
    """
    page = canvas.Canvas(str(path))
    y = 780
    for label, name in texts:
        page.drawString(50, y, label)
        page.acroForm.textfield(name=name, x=200, y=y - 5, width=250, height=18, maxlen=200)
        y -= 30
    if "choice" in details:
        page.drawString(50, y, "Shipping")
        options = details["choice"].split(",")
        page.acroForm.choice(
            name="shipping", x=200, y=y - 5, width=120, height=18, options=options, value=options[0]
        )
        y -= 30
    if "radio" in details:
        page.drawString(50, y, "Payment")
        for number, option in enumerate(details["radio"].split(",")):
            page.acroForm.radio(name="payment", value=str(number), x=200 + 100 * number, y=y, size=12)
            page.drawString(216 + 100 * number, y + 2, option)
        y -= 30
    if "check" in details:
        page.acroForm.checkbox(name="agree", x=50, y=y, size=12)
        page.drawString(70, y + 2, details["check"])
    page.save()
    return path


def changed_field(path: Path, name: str, **entries: int | str) -> Path:
    """Set entries such as `Ff`, `MaxLen`, `TU` or `DA` of the field *name*."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(path.read_bytes())))
    for page in writer.pages:
        for annotation in page.annotations or ():
            widget = annotation.get_object()
            if isinstance(widget, DictionaryObject) and widget.get("/T") == name:
                for key, value in entries.items():
                    kind = NumberObject(value) if isinstance(value, int) else TextStringObject(value)
                    widget[NameObject(f"/{key}")] = kind
    writer.write(path)
    return path


def excel_form(path: Path) -> Path:
    """Write a Japanese request and an English order form into one workbook."""
    line = Side(style="thin")
    frame = Border(line, line, line, line)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "申請書"
    sheet["A1"] = "出張申請書"
    sheet["A1"].font = Font(sz=18)
    sheet.merge_cells("A1:F1")
    for row, label in enumerate(["氏名", "部署", "電話番号", "出発日"], 3):
        sheet.cell(row, 1, label).border = frame
        sheet.cell(row, 2).border = frame
    sheet.merge_cells("B3:D3")
    sheet["B6"].number_format = "yyyy/m/d"
    sheet["A8"] = "□ 宿泊あり"
    sheet["A9"] = "交通手段"
    rule = DataValidation(type="list", formula1='"新幹線,飛行機,車"', showErrorMessage=True)
    sheet.add_data_validation(rule)
    rule.add("B9")
    for column, label in zip("ABC", ["品名", "数量", "金額"], strict=True):
        sheet[f"{column}11"] = label
        sheet[f"{column}12"].border = frame
    sheet["C12"].number_format = "#,##0"
    _order_sheet(book)
    book.save(path)
    return path


def _order_sheet(book: Workbook) -> None:
    sheet = book.create_sheet("Order form")
    sheet["A1"] = "Order form"
    sheet["A1"].font = Font(sz=18)
    for row, label in enumerate(["Name", "Company", "E-mail"], 3):
        sheet.cell(row, 1, label)
    sheet["A8"] = "Total"
    sheet["B8"] = "=1+2"
    sheet["D3"] = "Date:"
    sheet["E3"] = "2026-01-01"
    book.defined_names["CostCentre"] = DefinedName("CostCentre", attr_text="'Order form'!$H$5")


def locked_excel_form(path: Path) -> Path:
    """Write a protected sheet with one cell that may be written."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = "Name:", "Phone:"
    sheet["B1"].protection = Protection(locked=False)
    sheet.protection.sheet = True
    book.save(path)
    return path
