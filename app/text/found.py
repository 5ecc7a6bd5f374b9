"""What each finder of values yields."""

Found = tuple[int, int, str]
"""Start, end, comparable form."""
