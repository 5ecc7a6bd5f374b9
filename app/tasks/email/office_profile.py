"""What the office says of itself once, and every mail uses: a YAML file, edited in the window or by hand."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_serializer,
)
from pydantic_core import PydanticCustomError

from app.documents.decoding import decode
from app.documents.saving import reading, writing
from app.errors import InputError
from app.records import Language
from app.tasks.email.template_form import EmailTemplate, Fact, FactType, Words
from app.tasks.yaml_file import Mistake, YamlFile
from app.text.comparing import comparable

_LARGEST_FILE_BYTES = 200_000
_NOTHING: Mapping[str, str] = MappingProxyType({})
_BETWEEN_LINES: Mapping[Language, str] = MappingProxyType({"en": ", ", "ja": " "})

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_WEBSITE = re.compile(r"(?:https?://)?[^\s/@]+\.[^\s/@.]{2,}(?:/\S*)?", re.IGNORECASE)
_FEWEST_PHONE_DIGITS = 3
_SURROUNDING_LINES = re.compile(r"^(?:[^\S\n]*\n)+|\s+$")


def _fits(value: str, *, when: bool) -> str:
    if value and not when:
        raise PydanticCustomError("value", "{value}", {"value": value[:80]})
    return value


def _an_email(value: str) -> str:
    return _fits(value, when=bool(_EMAIL.fullmatch(value)))


def _a_website(value: str) -> str:
    return _fits(value, when=bool(_WEBSITE.fullmatch(value)))


def _a_phone(value: str) -> str:
    digits = sum(sign.isdigit() for sign in unicodedata.normalize("NFKC", value))
    return _fits(value, when=digits >= _FEWEST_PHONE_DIGITS and "@" not in value and "\n" not in value)


def _a_price(value: str) -> str:
    return _fits(value, when=any(sign.isnumeric() for sign in value) and "\n" not in value)


def _nothing_is_empty(value: object) -> object:
    return () if value is None or value == "" else value


def _no_words() -> Mapping[Language, str]:
    return {"en": "", "ja": ""}


_Email = Annotated[str, AfterValidator(_an_email)]
_Website = Annotated[str, AfterValidator(_a_website)]
_Phone = Annotated[str, AfterValidator(_a_phone)]
_Price = Annotated[str, AfterValidator(_a_price)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_serializer
    def _written(self) -> dict[str, Any]:
        """Leave out what is empty, and write what is alike in both languages once."""
        values: dict[str, Any] = {}
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, Mapping):
                value = value["en"] if value["en"] == value["ja"] else dict(value)
            elif isinstance(value, tuple):
                value = [item.model_dump() for item in value]
            if value:
                values[name] = value
        return values


class Product(_Model):
    """Something that the office sells.

    Attributes:
        name: What it is called, by language.
        price: As it is written, with its currency; may be empty.
    """

    name: Words
    price: _Price = ""

    @field_validator("name")
    @classmethod
    def _has_a_name(cls, name: Mapping[Language, str]) -> Mapping[Language, str]:
        if not any(name.values()):
            raise PydanticCustomError("unnamed", "name")
        return name


class OfficeProfile(_Model):
    """The office as its mails tell of it; what is not known is empty.

    What is written once, and not by language, stands for both languages.

    Attributes:
        company: Name of the company, by language.
        sender: Who writes, by language.
        department: Where the sender works, by language.
        phone: Number to call.
        fax: Number for faxes.
        email: Address to write to.
        website: Address of the office's pages.
        address: Postal address, by language; may have several lines.
        opening_hours: When somebody is there, by language.
        bank: Where to pay to, by language; may have several lines.
        signature: What stands below a mail, by language; may have several lines.
        products: What is sold, and for how much.
    """

    company: Words = Field(default_factory=_no_words)
    sender: Words = Field(default_factory=_no_words)
    department: Words = Field(default_factory=_no_words)
    phone: _Phone = ""
    fax: _Phone = ""
    email: _Email = ""
    website: _Website = ""
    address: Words = Field(default_factory=_no_words)
    opening_hours: Words = Field(default_factory=_no_words)
    bank: Words = Field(default_factory=_no_words)
    signature: Words = Field(default_factory=_no_words)
    products: Annotated[tuple[Product, ...], BeforeValidator(_nothing_is_empty)] = ()

    @field_validator("products")
    @classmethod
    def _names_differ(cls, products: tuple[Product, ...]) -> tuple[Product, ...]:
        seen: set[str] = set()
        for number, product in enumerate(products):
            keys = {comparable(name) for name in product.name.values() if name}
            if keys & seen:
                place = {"value": min(product.name.values()), "path": (number, "name")}
                raise PydanticCustomError("twice", "{value}", place)
            seen |= keys
        return products

    def facts_for(
        self, template: EmailTemplate, language: Language, given: Mapping[str, str] = _NOTHING
    ) -> dict[str, str]:
        """Return the facts of *template* that the office knows, by their names, for a mail in *language*.

        A price is known where *given* names exactly one of the products.

        Args:
            template: The kind of mail.
            language: Language of the mail.
            given: What the user typed, by fact; a fact with a text in it is never among the result.
        """
        typed = {_variable(name) for name, text in given.items() if text.strip()}
        known: dict[str, str] = {}
        for fact in template.facts:
            if fact.variable in typed:
                continue
            value = self._price_for(given) if fact.variable in _PRICES else ""
            if source := _SOURCES.get(fact.variable):
                value = self._value(source, language) if _takes(fact.type, source) else ""
            if value:
                is_long = fact.type == FactType.LINES
                known[fact.name] = value if is_long else _in_one_line(value, language)
        return known

    def price_of(self, product: str) -> str:
        """Return the price of the product called *product* in any language, or nothing."""
        key = comparable(product)
        return (
            next((each.price for each in self.products if key in map(comparable, each.name.values())), "")
            if key
            else ""
        )

    def choices_for(
        self, template: EmailTemplate, language: Language
    ) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return what the fields of *template* that name goods can choose from, by fact: names with their prices."""
        products = self.products_in(language)
        return {fact.name: products for fact in template.facts if products and _names_goods(fact)}

    def products_in(self, language: Language) -> tuple[tuple[str, str], ...]:
        """Return name and price of each product, for a field to choose from."""
        return tuple((each.name[language] or max(each.name.values()), each.price) for each in self.products)

    def _value(self, source: str, language: Language) -> str:
        value: str | Mapping[Language, str] = getattr(self, source)
        return value if isinstance(value, str) else value[language]

    def _price_for(self, given: Mapping[str, str]) -> str:
        goods = [text for name, text in given.items() if _variable(name) in _GOODS and text.strip()]
        return self.price_of(goods[0]) if len(goods) == 1 else ""


_SOURCES: Mapping[str, str] = MappingProxyType(
    {
        name: source
        for source, names in {
            "company": ("company", "company_name", "sender_company", "our_company"),
            "sender": ("sender", "sender_name", "our_name"),
            "department": ("department", "sender_department", "our_department"),
            "phone": ("phone", "sender_phone", "company_phone", "our_phone"),
            "fax": ("fax", "sender_fax", "company_fax", "our_fax"),
            "email": ("sender_email", "company_email", "our_email", "send_to"),
            "website": ("website", "web_site", "homepage", "company_website", "our_website"),
            "address": ("sender_address", "company_address", "office_address", "our_address"),
            "opening_hours": ("opening_hours", "business_hours", "office_hours"),
            "bank": ("bank", "bank_account", "bank_details", "pay_to"),
            "signature": ("signature",),
        }.items()
        for name in names
    }
)
"""Facts that are about the office, however a template calls them, with the field that tells them."""
OFFICE_FACTS = frozenset(_SOURCES)
"""Variables of the facts that are about the office and not about the recipient or the matter."""
_GOODS = frozenset({"item", "product", "goods"})
_OTHER_GOODS = frozenset({"substitute"})
_PRICES = frozenset({"price", "unit_price"})
_TYPES: Mapping[str, FactType] = MappingProxyType(
    {
        "company": FactType.ORGANISATION,
        "sender": FactType.PERSON,
        "phone": FactType.PHONE,
        "fax": FactType.PHONE,
        "email": FactType.EMAIL,
    }
)


def _takes(kind: FactType, source: str) -> bool:
    """Return whether a fact of this *kind* can hold what the field *source* tells."""
    return kind in {FactType.TEXT, FactType.LINES} or kind == _TYPES.get(source)


def _names_goods(fact: Fact) -> bool:
    is_text = fact.type in {FactType.TEXT, FactType.LINES}
    return is_text and fact.variable in _GOODS | _OTHER_GOODS


def _variable(name: str) -> str:
    return name.strip().lower().replace("-", "_")


def _in_one_line(value: str, language: Language) -> str:
    return _BETWEEN_LINES[language].join(filter(None, map(str.strip, value.splitlines())))


def read_profile(path: Path) -> OfficeProfile:
    """Return the profile in the YAML file *path*.

    Raises:
        DocumentError: The file cannot be read.
        InputError: It holds a mistake; the code names it, `line` places it and `entry` tells what stands there.
    """
    with reading(path):
        data = path.read_bytes()
    text = decode(data).text
    if len(text.encode()) > _LARGEST_FILE_BYTES:
        raise InputError("profile-too-large", file=path.name)
    try:
        file = YamlFile(text.encode())
    except Mistake as mistake:
        # Nothing but an entry that stands there twice is no fault of the notation.
        code = "profile-not-readable" if mistake.__cause__ else "profile-entry-twice"
        raise InputError(code, file=path.name, line=mistake.line, entry=mistake.detail) from mistake
    try:
        return OfficeProfile.model_validate(file.values or {})
    except ValidationError as error:
        raise _first_mistake(error, file, path.name) from error


def _first_mistake(error: ValidationError, file: YamlFile, name: str) -> InputError:
    found = []
    for details in error.errors():
        context = details.get("ctx", {})
        path = (*details["loc"], *context.get("path", ()))
        entry = next((part for part in reversed(path) if isinstance(part, str) and part != "[key]"), "")
        code = _CODES.get(details["type"], "profile-entry-wrong")
        found.append((file.place(*path), code, entry, str(context.get("value", ""))))
    line, code, entry, value = min(found, key=lambda one: one[0])
    return InputError(code, file=name, line=line, entry=entry or name, value=value)


_CODES = {
    "extra_forbidden": "profile-entry-unknown",
    "value": "profile-value-wrong",
    "twice": "profile-product-twice",
    "missing": "profile-entry-missing",
    "unnamed": "profile-entry-missing",
}


def write_profile(profile: OfficeProfile, path: Path) -> None:
    """Write *profile* to the YAML file *path*; its folder is made where it is missing.

    Raises:
        DocumentError: The file cannot be written; the one that was there is unchanged.
    """
    with reading(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    with writing(path) as temporary:
        temporary.write_text(
            yaml.dump(profile.model_dump(), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100),
            encoding="utf-8",
        )


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they stand."""


def _lines_as_they_stand(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _lines_as_they_stand)


class ProfileFile:
    """The office's profile in the data folder; a file that did not change is read once."""

    def __init__(self, path: Path) -> None:
        """Keep the profile in *path*, which need not exist."""
        self._path = path
        self._known: tuple[tuple[int, int], OfficeProfile | InputError] | None = None

    @property
    def path(self) -> Path:
        """Where the profile is kept."""
        return self._path

    def read(self) -> OfficeProfile:
        """Return the profile as it stands in the file now; an empty one where there is no file.

        Raises:
            DocumentError: The file cannot be read.
            InputError: It holds a mistake; see `read_profile`.
        """
        with reading(self._path):
            if not self._path.exists():
                return OfficeProfile()
            status = self._path.stat()
        stamp = status.st_mtime_ns, status.st_size
        if self._known is None or self._known[0] != stamp:
            self._known = stamp, self._read()
        if isinstance(self._known[1], InputError):
            raise self._known[1]
        return self._known[1]

    def save(self, profile: OfficeProfile) -> None:
        """Keep *profile* in the place of what was there.

        Raises:
            DocumentError: The file cannot be written.
        """
        write_profile(profile, self._path)
        self._known = None

    def set_aside(self) -> Path:
        """Keep a file that cannot be used under another name beside it, so that nothing in it is lost; return that.

        Raises:
            DocumentError: It cannot be renamed.
        """
        number = 1
        with reading(self._path):
            while (aside := self._path.with_name(f"{self._path.stem}-{number}{self._path.suffix}")).exists():
                number += 1
            self._path.rename(aside)
        self._known = None
        return aside

    def _read(self) -> OfficeProfile | InputError:
        try:
            return read_profile(self._path)
        except InputError as mistake:
            return mistake
