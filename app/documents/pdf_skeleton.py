"""Makes the smallest PDF file that shows one letter in a font that is not embedded."""

from io import BytesIO


def skeleton(font: str, ordering: str, character_map: str) -> bytes:
    """Return a file with one page and one text object in *font*.

    Args:
        font: Name of the font, one that PDF viewers know.
        ordering: Character collection of a CJK font, such as `Japan1`.
        character_map: Name of the encoding.
    """
    collection = f"<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>"
    descriptor = f"<</Type/FontDescriptor/FontName/{font}/Flags 4/FontBBox[-92 -250 1010 922]/ItalicAngle 0"
    fonts = [
        f"<</Type/Font/Subtype/Type0/BaseFont/{font}/Encoding/{character_map}/DescendantFonts[6 0 R]>>",
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{font}/CIDSystemInfo{collection}/DW 1000/FontDescriptor 7 0 R>>",
        f"{descriptor}/Ascent 752/Descent -221/CapHeight 737/StemV 80>>",
    ]
    content = "BT /F 10 Tf <0041> Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        *fonts,
    ]
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    out = BytesIO()
    out.write(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    table = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF".encode())
    return out.getvalue()
