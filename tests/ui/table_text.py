"""Writes a model down as readable text."""

from PySide6.QtCore import QAbstractItemModel, Qt

from app.ui.row_table import SYMBOL


def table_text(model: QAbstractItemModel, *, head: bool = False) -> str:
    """Return *model* with a line a row; icons stand as their names in brackets."""
    lines = []
    columns = range(model.columnCount())
    if head:
        lines.append(
            " | ".join(str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns)
        )
    for row in range(model.rowCount()):
        cells = []
        for column in columns:
            index = model.index(row, column)
            symbol = index.data(SYMBOL)
            words = str(index.data() or "")
            cells.append(f"[{symbol[0].name.lower()}] {words}" if symbol else words)
        lines.append(" | ".join(cells))
    return "\n".join(lines)
