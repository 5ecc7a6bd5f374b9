"""Each option of the program, declared once: default, range, title and help.

Titles and helps are codes; their words stand in `resources/messages/*/settings.yaml`, as do those
of the choices (`setting-theme-dark`). The settings dialog is built from `declared_options`.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

BYTES_A_MEGABIT = 125_000
"""What the limit of downloads is counted in."""

Kind = Literal["choice", "switch", "share", "integer", "text", "key"]
"""How an option is changed: from a list, on or off, as a part of 1, as a whole number of a unit, freely, or by
pressing a key combination."""


class Options(BaseModel):
    """What the user has chosen; every field has a default, and none changes by itself."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, validate_default=True)

    language: Literal["system", "en", "ja"] = Field(
        default="system", title="setting-language", description="setting-language-help"
    )
    """Language of the window and of messages."""
    theme: Literal["system", "light", "dark"] = Field(
        default="system", title="setting-theme", description="setting-theme-help"
    )
    """Colours of the window."""
    keep_records: bool = Field(
        default=True, title="setting-keep-records", description="setting-keep-records-help"
    )
    """Whether runs are kept in the history."""
    sure_enough: float = Field(
        default=0.6, ge=0.0, le=1.0, title="setting-sure-enough", description="setting-sure-enough-help"
    )
    """Confidence from which on an inquiry needs no person, 0 to 1."""
    address_book: str | None = Field(
        default=None, min_length=1, title="setting-address-book", description="setting-address-book-help"
    )
    """File or folder with the people that mails are written to, or None for no address book."""
    quick_key: str | None = Field(
        default="Ctrl+Alt+G",
        pattern=r"^((Ctrl|Alt|Shift|Meta)\+)*([A-Z0-9]|F[1-9][0-9]?|Space)$",
        title="setting-quick-key",
        description="setting-quick-key-help",
        json_schema_extra={"kind": "key"},
    )
    """Key combination that opens the quick assist wherever the keyboard is, by its portable name, or None for none.

    Ctrl and Alt (Command and Option on macOS) with G: input methods listen for the space bar and for Shift, screen
    readers for Ctrl+Alt+N and J, office programs for most other letters, the third level of Western European keyboards
    writes nothing there, and no desktop has it. Where it is taken all the same, that is told.
    """
    keep_running: bool = Field(
        default=True, title="setting-keep-running", description="setting-keep-running-help"
    )
    """Whether the program stays in the tray when its window is closed."""
    start_at_login: bool = Field(
        default=False, title="setting-start-at-login", description="setting-start-at-login-help"
    )
    """Whether the program starts when the user logs in, without showing its window."""
    idle_minutes: int = Field(
        default=15,
        ge=0,
        le=240,
        title="setting-idle-minutes",
        description="setting-idle-minutes-help",
        json_schema_extra={"unit": "unit-minutes", "means_none": "setting-idle-minutes-0"},
    )
    """Minutes without use after which the model's memory is given back; 0 for never."""
    spare_battery: bool = Field(
        default=True, title="setting-spare-battery", description="setting-spare-battery-help"
    )
    """Whether fewer processor cores compute while the machine runs on its battery."""
    download_limit: int = Field(
        default=0,
        ge=0,
        le=1000,
        title="setting-download-limit",
        description="setting-download-limit-help",
        json_schema_extra={"unit": "unit-megabits", "means_none": "setting-download-limit-0"},
    )
    """Megabits a second that downloads may take; 0 for all."""
    model: str | None = Field(default=None, title="setting-model", description="setting-model-help")
    """Name of the model to use, or None for the best one installed."""
    models_folder: str | None = Field(
        default=None, min_length=1, title="setting-models-folder", description="setting-models-folder-help"
    )
    """Folder of the models, or None for the one beside the settings."""
    hub_endpoint: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/?#@]+[^\s?#@]*$",
        title="setting-hub-endpoint",
        description="setting-hub-endpoint-help",
    )
    """Address from which models are fetched, or None for HF_ENDPOINT's or the usual one."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option, as a dialog or a manual needs it."""

    name: str
    """Name of the field in `Options`."""
    kind: Kind
    default: Any
    title: str
    """Code of its title."""
    help: str
    """Code of the sentence that explains it."""
    choices: tuple[str, ...] = ()
    """Values of a choice; the words of one are `TITLE-VALUE`."""
    lowest: float | None = None
    """Lower end of a number's range."""
    highest: float | None = None
    """Upper end of a number's range."""
    unit: str = ""
    """Code of a number's unit."""
    means_none: str = ""
    """Code of the words for a number's lowest value, where that has a meaning of its own."""
    optional: bool = False
    """Whether it may be left open, which is None."""


@cache
def declared_options() -> tuple[Option, ...]:
    """Return every option in the order in which a dialog shows them."""
    properties: dict[str, dict[str, Any]] = Options.model_json_schema()["properties"]
    return tuple(_option(name, schema) for name, schema in properties.items())


def _option(name: str, schema: dict[str, Any]) -> Option:
    """Return the option that pydantic describes by the JSON schema *schema*."""
    alternatives = schema.get("anyOf", [schema])
    inner = next(one for one in alternatives if one["type"] != "null")
    kinds: dict[str, Kind] = {
        "boolean": "switch",
        "number": "share",
        "integer": "integer",
        "string": "text",
    }
    return Option(
        name=name,
        kind=schema.get("kind") or ("choice" if "enum" in inner else kinds[inner["type"]]),
        default=schema["default"],
        title=schema["title"],
        help=schema["description"],
        choices=tuple(inner.get("enum", ())),
        lowest=inner.get("minimum"),
        highest=inner.get("maximum"),
        unit=schema.get("unit", ""),
        means_none=schema.get("means_none", ""),
        optional=len(alternatives) > 1,
    )
