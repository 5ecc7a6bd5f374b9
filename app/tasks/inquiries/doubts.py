"""What is doubtful before anything is sorted: about the categories, and about their rules on these inquiries."""

from collections.abc import Sequence

from app.records import Finding
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.category_checks import check_categories
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.rule_reach import check_rules


def doubts_before_sorting(
    categories: CategorySet, examples: Sequence[tuple[str, str]], inquiries: Sequence[Inquiry]
) -> tuple[Finding, ...]:
    """Return what a person should know before *inquiries* are sorted into *categories*; takes seconds at most.

    Codes: `only-category` (category), `rule-fits-inquiries` (category, rule), and those of `check_categories`.

    Args:
        categories: Where to sort.
        examples: Texts that are sorted already, with the category's name.
        inquiries: What is to be sorted.
    """
    names = categories.names
    only = (Finding("only-category", {"category": names[0]}),) if len(names) == 1 else ()
    return (*only, *check_rules(categories, inquiries), *check_categories(categories, examples))
