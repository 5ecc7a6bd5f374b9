"""Where a file can be had, and why one of those places is passed over."""


class SourcePassedOver(Exception):  # noqa: N818 - not an error to the user while another source remains
    """A source does not deliver; the next one is tried.

    Attributes:
        code: Code of the finding that tells the user why.
        parameters: Values for the placeholders of its sentence.
    """

    def __init__(self, why: str, **parameters: object) -> None:
        """Tell by *why*: refused, unreachable, proxy, certificate, broke-off, wrong-file, no-pip, pip."""
        super().__init__(why, parameters)
        self.code = f"source-passed-over-{why}"
        self.parameters = parameters
