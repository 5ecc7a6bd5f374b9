"""How an office writes: names with their honorific, dates with their weekday, lists, ends of sentences."""

import datetime as dt
import re
import unicodedata
from calendar import monthrange

from app.records import Language
from app.text.languages import detect_language
from app.text.list_points import points
from app.text.values import ValueKind, find_values, weekday_of

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS_JA = "月火水木金土日"

_ENDED = re.compile(r"[.!?…。！？:：][\"'”’」』)）]*$")
_HONORIFIC = re.compile(
    r"(?:様|さま|さん|殿|先生|御中|各位|皆さま|みなさま|ご担当|社長|会長|部長|課長|係長|主任|専務|常務|取締役"
    r"|店長|所長|工場長|支店長|教授|理事長)(?:[)）])?$"
)
_SHORT_KIND = r"[㈱㈲]|[（(][株有同資][)）]"
_DEPARTMENT = re.compile(
    rf"(?:{_SHORT_KIND}|株式会社|有限会社|合同会社|合資会社|法人|協会|組合|大学|学校|学園|銀行|病院|役所|役場|事務所|営業所|支店|本店|工場|商店"
    r"|センター"
    r"|(?:営業|総務|経理|人事|購買|製造|開発|技術|法務|企画|広報|財務|物流|調達|資材|業務|品質管理|情報システム)部"
    r"|課|係|[^\s　]{2}室)$"
)
_ORGANISATION_START = re.compile(rf"^(?:{_SHORT_KIND}|株式会社|有限会社|合同会社|合資会社)[\s　]*[^\s　]+$")
_ORGANISATION_KIND = re.compile(rf"(?:株式|有限|合同|合資)会社|{_SHORT_KIND}")
_COMPANY_WITH_PERSON = re.compile(
    rf"^(?P<company>[^\s　]*(?:会社|法人|商店|{_SHORT_KIND}|大学|銀行|組合|協会)[^\s　]*)[\s　]+(?P<person>(?!御中$).+)$"
)
_LONGEST_DATE = 100
_LEAP_YEAR = 2024
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-]\d{4})?")


def honoured(name: str) -> str:
    """Return the addressee of a Japanese mail with 様 or 御中, a company on a line of its own."""
    name = name.strip()
    parts = _COMPANY_WITH_PERSON.match(name)
    if parts and not _ORGANISATION_KIND.fullmatch(parts["company"]):
        return f"{parts['company']}\n{honoured(parts['person'])}"
    if not name or _HONORIFIC.search(name):
        return name
    if _DEPARTMENT.search(name) or _ORGANISATION_START.match(name):
        return f"{name} 御中"
    return f"{name} 様"


def honoured_colleague(name: str) -> str:
    """Return the addressee of a Japanese mail within one's own office, with さん or 各位."""
    name = name.strip()
    if not name or _HONORIFIC.search(name):
        return name
    return f"{name} 各位" if _DEPARTMENT.search(name) else f"{name}さん"


def ended(text: str, language: Language) -> str:
    """Return *text* with a full stop where it has no mark at its end."""
    text = text.strip()
    if not text or _ENDED.search(text):
        return text
    return text + ("." if language == "en" or detect_language(text) == "en" else "。")


def as_sentence(text: str, language: Language) -> str:
    """Return *text* with a mark at its end, and in English with a capital at its beginning."""
    text = ended(text, language)
    first = text.split(maxsplit=1)[0] if text else ""
    if language == "en" and first.rstrip(",.!?").isalpha() and first.islower():
        text = text[0].upper() + text[1:]
    return text


def bullets(text: str, language: Language) -> str:
    """Return the lines of *text* as a list."""
    mark = "・" if language == "ja" else "- "
    return "\n".join(mark + line for line in points(text))


def shown_date(text: str, language: Language) -> str:
    """Return the date *text* in the usual form of *language*; as it stands where that might change it.

    A date that can be read in two ways, has words beside it, or a weekday that does not fit, is left.
    """
    text = text.strip()
    values = find_values(text, language)
    if len(values) != 1 or values[0].kind != ValueKind.DATE or values[0].text != text:
        return _month_and_day(text) if language == "ja" else text
    if _has_two_readings(text) or (language == "ja" and re.match(r"令和|平成|昭和", text)):
        return text
    weekday = weekday_of(values[0])
    day = day_of(values[0].normal)
    if day is None:
        month, number = values[0].normal[2:].split("-")
        plain = (
            f"{int(number)} {_MONTHS[int(month) - 1]}"
            if language == "en"
            else f"{int(month)}月{int(number)}日"
        )
        return plain if weekday is None else text
    if weekday is not None and weekday != day.weekday():
        return text
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS_JA[day.weekday()]}）"
    shown = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return shown if weekday is None else f"{_WEEKDAYS[weekday]}, {shown}"


def with_weekday(text: str, language: Language) -> str:
    """Return *text* with the weekday where it is an English date of a known year without one."""
    values = find_values(text, language) if len(text) <= _LONGEST_DATE else []
    if language != "en" or len(values) != 1 or values[0].kind != ValueKind.DATE or values[0].text != text:
        return text
    day = day_of(values[0].normal)
    if day is None or weekday_of(values[0]) is not None or _has_two_readings(text):
        return text
    return f"{_WEEKDAYS[day.weekday()]}, {text}"


def without_weekday(text: str) -> str:
    """Return a date without its weekday, for lines that are short of room."""
    return re.sub(rf"[（(][{_WEEKDAYS_JA}][)）]$|^(?:{'|'.join(_WEEKDAYS)}), ", "", text)


def day_of(normal: str) -> dt.date | None:
    """Return the day that a date's comparable form means, or None without its year."""
    try:
        return dt.date.fromisoformat(normal)
    except ValueError:
        return None


def is_month_and_day(text: str) -> bool:
    """Return whether *text* is a day like 3/19 that has a month in one of both orders."""
    match = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})\.?", unicodedata.normalize("NFKC", text.strip()))
    if not match:
        return False
    first, second = int(match[1]), int(match[2])
    return _is_day_of_year(first, second) or _is_day_of_year(second, first)


def _is_day_of_year(month: int, day: int) -> bool:
    """Return whether some year has this day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]


def _month_and_day(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})", plain)
    if match and _is_day_of_year(int(match[1]), int(match[2])):
        return f"{int(match[1])}月{int(match[2])}日"
    return text


def _has_two_readings(text: str) -> bool:
    """Return whether day and month could be swapped, as in 03/04/2026."""
    match = _NUMERIC.match(unicodedata.normalize("NFKC", text))
    if match is None or "." in text:
        return False
    return int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]
