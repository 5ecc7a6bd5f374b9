"""Gives labels that are made at run time the underlined letter that a keyboard reaches them by."""

from collections.abc import Iterable, Sequence


def with_mnemonics(labels: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Return *labels*, each with an ampersand before a letter that no other has.

    Labels without such a letter, as in Japanese, get one in brackets while letters last.

    Args:
        labels: Plain words.
        taken: Letters in use elsewhere on the page.
    """
    used = {letter.casefold() for letter in taken}
    spare = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in used]
    made = []
    for label in labels:
        plain = label.replace("&", "&&")
        place = _free_letter(plain, used)
        if place is not None:
            used.add(plain[place].casefold())
            made.append(f"{plain[:place]}&{plain[place:]}")
            continue
        spare = [letter for letter in spare if letter not in used]
        if label.isascii() or not spare:
            made.append(plain)
        else:
            used.add(spare[0])
            made.append(f"{plain}(&{spare[0].upper()})")
    return made


def _free_letter(label: str, used: set[str]) -> int | None:
    places = [0, *(index + 1 for index, sign in enumerate(label) if sign == " ")]
    places.extend(range(len(label)))
    for index in places:
        sign = str(label[index : index + 1]).casefold()
        if sign.isascii() and sign.isalpha() and sign not in used:
            return index
    return None
