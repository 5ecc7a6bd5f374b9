"""Knows two people and one office."""

from app.documents.contacts import Contact
from app.errors import DeskhandError
from app.records import Relation, Tone
from app.tasks.email.mail_knowledge import Known, KnownFact, MailBegun, People, Person

TANAKA = Person(
    "田中 太郎",
    "tanaka@aoba.example.jp",
    "株式会社青葉商事  ·  営業部",
    Contact(name="田中 太郎", company="株式会社青葉商事", department="営業部", language="ja"),
)
BRANDT = Person(
    "Ellen Brandt",
    "ellen@brandt.example",
    "Brandt Foods  ·  ellen@brandt.example",
    Contact(name="Ellen Brandt", company="Brandt Foods", emails=("ellen@brandt.example",)),
)


class FakeKnowledge:
    """Fills the sender from the office, and the recipient and the reason of who was chosen.

    Attributes:
        asked: The mails that were asked about, in order.
        searched: The words that people were looked for by.
        troubles: What goes wrong each time.
        products: Names and prices of what the office sells.
    """

    def __init__(self) -> None:
        self.asked: list[MailBegun] = []
        self.searched: list[str] = []
        self.troubles: tuple[DeskhandError, ...] = ()
        self.products: tuple[tuple[str, str], ...] = ()

    def people(self, words: str, most: int = 8) -> People:
        """Return those whose name holds *words*."""
        self.searched.append(words)
        found = [each for each in (BRANDT, TANAKA) if words.casefold() in each.name.casefold()]
        return People(tuple(found[:most]), self.troubles)

    def about(self, mail: MailBegun) -> Known:
        """Return what is known."""
        self.asked.append(mail)
        facts = {"sender": KnownFact("Aiko Mori", "office")}
        person = mail.person or mail.sender
        if person and person.name:
            facts["recipient"] = KnownFact(f"Ms {person.name}", "address-book")
            facts["reason"] = KnownFact("as always", "last-time")
        given = {name for name, text in mail.given.items() if text}
        return Known(
            facts={name: fact for name, fact in facts.items() if name not in given},
            offers={"order": "A-1"} if person else {},
            choices={"item": self.products},
            address=person.address if person else "",
            signature="Mori Trading",
            language="ja" if person and person.contact and person.contact.language == "ja" else None,
            tone=Tone.FORMAL if person else None,
            relation=Relation.COLLEAGUE if person else None,
            troubles=self.troubles,
        )
