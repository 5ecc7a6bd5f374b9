"""Tells whether a model's file is still what it was."""

from app.model_library.errand import Meter
from app.model_library.installed import InstalledModel
from app.model_library.storage import sha256_of
from app.records import Finding, Gravity


def compare(model: InstalledModel, meter: Meter) -> Finding:
    """Return what the file of *model* is, compared by SHA-256 with the catalogue, or with what it was when it came.

    Raises:
        Cancelled: The user has asked to stop.
        OSError: The file cannot be read.
    """
    parameters = {"name": model.name, "file": model.path.name}
    if model.gone:  # or there, with another size
        code = "model-changed" if model.path.exists() else "model-not-there"
        return Finding(code, parameters, gravity=Gravity.WRONG)
    expected = expected_checksum(model)
    if expected is None:
        return Finding("model-not-in-catalogue", parameters, gravity=Gravity.NOTE)
    if sha256_of(model.path, meter.add) == expected:
        code = "model-as-published" if model.entry else "model-as-it-came"
        return Finding(code, parameters, gravity=Gravity.NOTE)
    code = "model-differs" if model.entry and not model.in_place else "model-changed"
    return Finding(code, parameters, gravity=Gravity.WRONG)


def expected_checksum(model: InstalledModel) -> str | None:
    """Return the SHA-256 that the file of *model* should have, or None where nobody knows."""
    return model.entry.sha256 if model.entry else model.sha256
