"""Counts of what a mail itself goes through: two questions, the following three points, 以下の二点."""

import re
from collections.abc import Iterator

from app.records import Language
from app.text.found import Found
from app.text.numerals import is_number_word, kanji_number, spelled_number

_ENGLISH = re.compile(
    r"(?<!get )(?<!earn )(?<!receive )(?<!collect )\b(?P<number>two|three|four|five|six|seven|eight|nine|[2-9])"
    r"(?: (?:more|further|other|additional|short|small|quick|brief|important|main|open|last|final|remaining|minor))?"
    r" (?:points|questions|things|requests|matters|queries|remarks|topics|favou?rs)\b",
    re.IGNORECASE,
)
_KANJI_OR_DIGIT = r"(?P<number>[二三四五六七八九]|(?<!\d)[2-9])(?:点|つ(?!目)|件)"
_JAPANESE = tuple(
    re.compile(pattern)
    for pattern in (
        # 以下の二点, 次の三つ
        rf"(?:以下|次|下記|上記|前述|左記)(?:の|に)、?{_KANJI_OR_DIGIT}(?![一-龥])",
        # 質問が二つ, ご確認いただきたい点が2点, お願いが3点
        (
            r"(?:質問|確認|お願い|相談|要望|依頼|お伝え|伺い|お尋ね|注意|報告|連絡|お知らせ)[^。、\n\d]{0,14}?[がはを、]"
            rf"{_KANJI_OR_DIGIT}(?=ござい|あ[りるっ]|ほど|。|、|です|ご|お|$)"
        ),
        # 二点お伺いいたします
        rf"(?:^|(?<=[。、\n\s])){_KANJI_OR_DIGIT}(?:ほど|だけ)?、?(?=(?:お伺|お願|お尋|お聞|お知らせ|お伝え|ご?確認|ご?質問|ご?相談|ご?連絡|ご?報告|申し上げ))",
    )
)


def find_counted_points(text: str, language: Language) -> Iterator[Found]:
    """Yield the numbers of *text*, half-width, that count its own points, questions and requests, in figures."""
    for pattern in (_ENGLISH,) if language == "en" else _JAPANESE:
        for match in pattern.finditer(text):
            yield *match.span("number"), _figure(match["number"])


def _figure(written: str) -> str:
    if written.isdecimal() and written.isascii():
        return written
    return str(spelled_number(written) if is_number_word(written.lower()) else kanji_number(written))
