"""Makes the sample files that no text editor writes: `python -m installers.sample_files`.

resources/samples/order_form.pdf            an order form with fields of every kind
resources/samples/reports/*.docx            a Word report
"""

from pathlib import Path

from docx import Document
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

_SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "samples"
_INK = HexColor("#23302b")
_LINE = HexColor("#8a978f")
_LEFT = 56
_FIELD_LEFT = 210
_FIELD_WIDTH = 320
_JAPANESE = "HeiseiKakuGo-W5"

_TEXT_FIELDS = [
    ("company", "Company", "会社名"),
    ("contact", "Contact person", "担当者"),
    ("address", "Delivery address", "住所"),
    ("phone", "Phone", "電話番号"),
    ("email", "E-mail", "メールアドレス"),
    ("order_number", "Your order number", "注文番号"),
    ("product", "Product", "商品名"),
    ("quantity", "Quantity", "数量"),
    ("delivery_date", "Delivery date", "納品希望日"),
]


def draw_order_form(path: Path) -> None:
    """Draw the order form of the sample office: nine text fields, a choice, two boxes, remarks."""
    pdfmetrics.registerFont(UnicodeCIDFont(_JAPANESE))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle("Kawabe Tea: order form")
    canvas.setFillColor(_INK)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(_LEFT, 780, "Kawabe Tea Co., Ltd.")
    canvas.setFont(_JAPANESE, 12)
    canvas.drawString(_LEFT, 760, "川辺製茶株式会社　注文書 / Order form")
    y = 715
    for name, english, japanese in _TEXT_FIELDS:
        _label(canvas, y, english, japanese)
        _text_field(canvas, name, english, y, height=20)
        y -= 36
    _label(canvas, y, "Shipping", "配送方法")
    canvas.acroForm.choice(
        name="shipping",
        tooltip="Shipping",
        value="standard",
        options=["standard", "express", "collect"],
        x=_FIELD_LEFT,
        y=y - 6,
        width=140,
        height=20,
        fontSize=10,
        borderColor=_LINE,
        fieldFlags="combo",
    )
    for name, english, japanese in (
        ("invoice_in_box", "Invoice in the box", "請求書を同封"),
        ("gift_wrapping", "Gift wrapping", "贈答用包装"),
    ):
        y -= 36
        _label(canvas, y, english, japanese)
        canvas.acroForm.checkbox(
            name=name,
            tooltip=english,
            x=_FIELD_LEFT,
            y=y - 4,
            size=16,
            borderColor=_LINE,
            buttonStyle="check",
        )
    y -= 36
    _label(canvas, y, "Remarks", "備考")
    _text_field(canvas, "remarks", "Remarks", y - 50, height=70, flags="multiline")
    canvas.save()


def _label(canvas: Canvas, y: float, english: str, japanese: str) -> None:
    canvas.setFont("Helvetica", 10)
    canvas.drawString(_LEFT, y, english)
    canvas.setFont(_JAPANESE, 8)
    canvas.drawString(_LEFT, y - 11, japanese)


def _text_field(canvas: Canvas, name: str, tooltip: str, y: float, height: float, flags: str = "") -> None:
    canvas.acroForm.textfield(
        name=name,
        tooltip=tooltip,
        x=_FIELD_LEFT,
        y=y - 6,
        width=_FIELD_WIDTH,
        height=height,
        fontSize=10,
        borderColor=_LINE,
        fieldFlags=flags,
    )


def write_report(path: Path) -> None:
    """Write the Word report: a heading, paragraphs and a table."""
    document = Document()
    document.add_heading("Weekly quality report, 2 to 6 March 2026", level=1)
    document.add_paragraph(
        "Nine complaints came in, four more than in the week before. Six of them are about lot 26-014, "
        "a hojicha that was roasted on 12 February. The leaf is broken and the taste is flat."
    )
    document.add_paragraph(
        "The laboratory in Kakegawa has two samples of the lot; results are due on 13 March. Until then the "
        "lot is blocked in the warehouse. Ms Haruka Mori decides about a recall on 16 March."
    )
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Lot", "Complaints", "Cause"), strict=True):
        cell.text = text
    for row in (("26-014", "6", "broken leaf"), ("26-009", "2", "dented tins"), ("25-131", "1", "moth")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def main() -> None:
    """Make all sample files anew."""
    draw_order_form(_SAMPLES / "order_form.pdf")
    write_report(_SAMPLES / "reports" / "2026-03-06_quality.docx")
    print(f"made in {_SAMPLES}")


if __name__ == "__main__":
    main()
