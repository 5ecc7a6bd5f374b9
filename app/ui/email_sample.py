"""A mail to try the page with."""

from app.records import EmailRequest, Language

_SAMPLE_TEMPLATE = "delay-notice"
_SAMPLE_FACTS: dict[Language, dict[str, str]] = {
    "en": {
        "recipient": "Ms Ellen Brandt",
        "item": "two office chairs",
        "order": "A-5541",
        "old-date": "2026-03-12",
        "new-date": "2026-03-19",
        "reason": "the ship was held up in the harbour",
        "sender": "Aiko Mori",
        "company": "Kitahama Office Supplies",
    },
    "ja": {
        "recipient": "山田花子",
        "item": "事務椅子 2脚",
        "order": "A-5541",
        "old-date": "2026-03-12",
        "new-date": "2026-03-19",
        "reason": "船の到着が遅れているため",
        "sender": "森愛子",
        "company": "北浜事務用品株式会社",
    },
}
_SAMPLE_NOTES: dict[Language, str] = {
    "en": "we pay the express delivery",
    "ja": "速達料金は当社負担",
}


def sample_request(language: Language) -> EmailRequest:
    """Return what is given for the sample mail in *language*."""
    return EmailRequest(
        template=_SAMPLE_TEMPLATE,
        facts=_SAMPLE_FACTS[language],
        notes=_SAMPLE_NOTES[language],
        language=language,
    )
