"""Names for generated mails, and the benchmark's own eye for names that nobody gave."""

import re
from collections.abc import Iterator, Sequence

from benchmarks.email_values import MONTHS, plain

FAMILIES_EN = (
    "Brandt", "Okafor", "Lindqvist", "Moreau", "Hartley", "Novak", "Pereira", "Kowalski", "Ferrante", "Achterberg",
    "Sinclair", "Dunmore", "Castellan", "Ibsen", "Varga", "Whitcombe", "Takeda", "Olsen",
)  # fmt: skip
FIRST_EN = (
    ("Ms", "Ellen"), ("Mr", "Peter"), ("Ms", "Ngozi"), ("Mr", "Anders"), ("Ms", "Claire"), ("Mr", "Thomas"),
    ("Ms", "Ivana"), ("Mr", "Rui"), ("Ms", "Joan"), ("Mr", "Emil"), ("Ms", "Paula"), ("Mr", "Henrik"),
)  # fmt: skip
FAMILIES_JA = (
    "佐伯", "早川", "黒田", "三浦", "藤崎", "西村", "大谷", "宮下", "桜井", "岡部", "浅野", "久保田", "石黒", "野口",
    "水谷", "長谷川", "五十嵐", "相沢",
)  # fmt: skip
FIRST_JA = ("健一", "春香", "真理", "拓也", "直子", "隆", "美咲", "誠", "裕子", "大輔", "由美", "浩")
COMPANIES_EN = (
    ("Harbour Paper", "Harbour Paper Ltd"), ("Nordlicht", "Nordlicht GmbH"), ("Alder & Finch", "Alder & Finch"),
    ("Bramble Foods", "Bramble Foods"), ("Kestrel", "Kestrel Tools Ltd"), ("Ostrava Glass", "Ostrava Glass"),
    ("Penrose", "Penrose Logistics"), ("Tavistock", "Tavistock Office Supply"),
)  # fmt: skip
COMPANIES_JA = (
    ("北斗商事", "北斗商事株式会社"), ("青葉工業", "株式会社青葉工業"), ("みなと物産", "みなと物産株式会社"),
    ("松原製作所", "有限会社松原製作所"), ("東雲印刷", "東雲印刷株式会社"), ("白鳥食品", "株式会社白鳥食品"),
    ("岩清水機械", "岩清水機械株式会社"), ("千歳運輸", "千歳運輸株式会社"),
)  # fmt: skip
PRODUCTS_EN = (
    ("Aster", "Aster desk lamps"), ("Lund", "Lund oak chairs"), ("Corvo", "Corvo label printers"),
    ("Sencha", "Sencha tea"), ("Marlow", "Marlow filing cabinets"), ("Hoshi", "Hoshi paper bags"),
    ("Pico", "Pico scanners"), ("Dover", "Dover envelopes"),
)  # fmt: skip
PRODUCTS_JA = (
    ("朝霧", "煎茶「朝霧」"), ("アスター", "卓上ライト「アスター」"), ("ルンド", "木製いす「ルンド」"), ("雪花", "和紙封筒「雪花」"),
    ("コルボ", "ラベルプリンター「コルボ」"), ("みずほ箱", "段ボール「みずほ箱」"), ("若竹", "竹製トレー「若竹」"), ("ピコ", "スキャナー「ピコ」"),
)  # fmt: skip
CITIES_EN = ("Rotterdam", "Busan", "Lyon", "Gdansk", "Bristol", "Malmo", "Trieste", "Osaka")
CITIES_JA = ("神戸", "博多", "仙台", "金沢", "高松", "新潟", "静岡", "釜山")

_POOL_EN = (
    *FAMILIES_EN, *CITIES_EN, *(first for _, first in FIRST_EN), *(short for short, _ in COMPANIES_EN),
    *(short for short, _ in PRODUCTS_EN),
)  # fmt: skip
_POOL_JA = (
    *FAMILIES_JA, *CITIES_JA, *(short for short, _ in COMPANIES_JA), *(short for short, _ in PRODUCTS_JA),
)  # fmt: skip
_POOL = re.compile(
    r"\b(?:"
    + "|".join(map(re.escape, _POOL_EN))
    + r")\b|"
    + "|".join(sorted(_POOL_JA, key=len, reverse=True))
)
_CAPITAL = r"[A-ZÀ-Þ][\w'’-]+"
_TITLED = re.compile(rf"\b(?:Mr|Ms|Mrs|Miss|Dr|Prof)\.? (?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}})")
_FIRM = re.compile(
    rf"(?P<name>(?:{_CAPITAL} ){{1,3}})(?:Ltd|Limited|GmbH|Inc|LLC|AG|Corp|plc)\b"
    r"|(?:株式会社|有限会社|合同会社)(?P<ja>[一-龠々ァ-ヶーA-Za-z]{2,10})|(?P<ja2>[一-龠々ァ-ヶーA-Za-z]{2,10})(?:株式会社|有限会社|合同会社)"
)
_HONOURED = re.compile(
    r"(?P<name>[一-龠々]{1,4}(?:[ 　][一-龠々ぁ-ん]{1,3})?|[ァ-ヶー]{2,10}|[A-Z][a-z]+)(?<![仕同多模異一有皆客何各])[ 　]?(?:様(?!子|々)|さん|氏(?!名)|殿)"
)
_TOWN = re.compile(r"(?<![一-龠])(?P<name>[一-龠]{2,3}[市県])(?![一-龠])")
_NOBODY = ("者", "皆", "お客", "担当", "先", "社")
_RUNNING = re.compile(rf"(?<=[a-z,] )(?P<name>{_CAPITAL}(?: {_CAPITAL})*)")
_PLAIN_WORDS = frozenset(
    """
    dear kind regards best wishes yours sincerely faithfully mr ms mrs miss dr pdf iban vat e-mail email phone fax
    order invoice quotation delivery shipping payment date number total amount account customer service team sales
    office manager department subject english japanese german french european internet word excel please thank thanks
    company name your our the re inquiry confirmation notice request reminder meeting zoom teams god ok
    monday tuesday wednesday thursday friday saturday sunday i i'm i'll i've sincerely
    """.split()  # noqa: SIM905 - a list of words reads better
) | frozenset(MONTHS)


def names_in(text: str, given: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of names in *text* that stand in none of the *given* texts."""
    known = _Known(given)
    taken = bytearray(len(text))
    for start, end in _candidates(plain(text)):
        if not any(taken[start:end]) and not known.has(plain(text[start:end])):
            taken[start:end] = b"\1" * (end - start)
            yield start, end


class _Known:
    """The given texts, as far as their names matter."""

    def __init__(self, given: Sequence[str]) -> None:
        self._flat = "\n".join(re.sub(r"[ 　]", "", plain(text)).casefold() for text in given)
        self._words = {word.casefold() for text in given for word in re.findall(r"[\wÀ-ÿ'’-]+", plain(text))}

    def has(self, name: str) -> bool:
        flat = re.sub(r"[ 　]", "", name).casefold()
        if flat in self._flat:
            return True
        words = [word.casefold().removesuffix("'s").removesuffix("’s") for word in name.split()]
        if all(word in self._words or word in _PLAIN_WORDS for word in words):
            return True
        # 担当佐伯様 is the given 佐伯.
        return not flat.isascii() and any(
            len(flat) - i >= 2 and flat[i:] in self._flat for i in range(1, len(flat))
        )


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for match in _POOL.finditer(text):
        yield match.span()
    for match in _TITLED.finditer(text):
        yield match.span("name")
    for match in _FIRM.finditer(text):
        group = next(name for name in ("name", "ja", "ja2") if match[name])
        yield match.start(group), match.start(group) + len(match[group].rstrip())
    for match in _HONOURED.finditer(text):
        if not match["name"].endswith(_NOBODY):
            yield match.span("name")
    for pattern in (_TOWN, _RUNNING):
        for match in pattern.finditer(text):
            yield match.span("name")
