"""The figures of several models in one table."""

from collections.abc import Mapping, Sequence

from benchmarks.report import Row


def side_by_side(tables: Mapping[str, Sequence[Row]]) -> list[str]:
    """Return lines of text: a metric each, with the figure of each column of *tables* and whether its target is met.

    Args:
        tables: Rows by the column's name; a metric that one of them lacks stays empty there.
    """
    metrics = list(dict.fromkeys(row.metric for rows in tables.values() for row in rows))
    by_metric = [{row.metric: row for row in rows} for rows in tables.values()]
    width = max(map(len, metrics), default=0)
    columns = [max(len(name), 12) for name in tables]
    lines = [
        f"{'':{width}}  "
        + "  ".join(f"{name:>{size}}" for name, size in zip(tables, columns, strict=True))
        + "   target"
    ]
    for metric in metrics:
        found = [rows.get(metric) for rows in by_metric]
        cells = [f"{_cell(row):>{size}}" for row, size in zip(found, columns, strict=True)]
        targets = {row.target for row in found if row and row.target is not None}
        # A bound that differs from column to column stands in each column's own table.
        target = f"{targets.pop():7.4g}" if len(targets) == 1 else ""
        lines.append(f"{metric:{width}}  {'  '.join(cells)}  {target}".rstrip())
    return lines


def _cell(row: Row | None) -> str:
    if row is None or row.ours is None:
        return ""
    value = row.ours if row.peer is None or row.absolute or row.target is None else row.ratio
    verdict = {True: " met   ", False: " missed", None: "       "}[row.met]
    return f"{value:.3g}{verdict}"
