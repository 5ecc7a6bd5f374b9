"""Passages as short as a sentence for the user can hold."""


def shortened(text: str, most: int) -> str:
    """Return *text* on one line, cut with an ellipsis where it has more than *most* characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
