"""What ready segments are called, and whom each of them finds, in one sentence."""

from __future__ import annotations

from ui.i18n import tr


def ready_title(key: str) -> str:
    """The name of a ready segment."""
    return {
        "rich_and_rare": tr("Rich and rare"),
        "silent": tr("Silent longer than usual"),
        "lost_with_money": tr("Left, and spent a lot"),
        "lost": tr("Left", "a ready segment"),
        "birthdays": tr("Birthdays soon"),
        "new_without_second": tr("Newcomers not seen again"),
        "came_once": tr("Came once"),
        "no_contact": tr("Nobody has been in touch for long"),
        "planned_contact_passed": tr("The planned contact was missed"),
        "expected_soon": tr("Expected soon"),
        "overdue": tr("Should have come by now"),
        "regulars": tr("Come regularly"),
        "best": tr("Bring most of the money"),
        "returned": tr("Came back after a long break"),
        "interested": tr("Were interested, did not buy"),
        "bought_never_bought": tr("Bought one, never the other"),
        "product_due": tr("Will soon need it again"),
        "no_consent": tr("No consent to news"),
        "no_responsible": tr("Nobody looks after them"),
        "no_contacts": tr("No way to reach them"),
        "no_birthday": tr("Birthday is not known"),
    }.get(key, key)


def ready_sentence(key: str) -> str:
    """Whom it finds and what for."""
    return {
        "rich_and_rare": tr("Large checks, few visits: worth inviting more often."),
        "silent": tr("Have not come for longer than their habit: a reason to call."),
        "bought_never_bought": tr("Choose the goods: whom to offer the second to."),
        "birthdays": tr("In the next days: a reason to congratulate."),
        "new_without_second": tr("Came for the first time and not again yet: help them to return."),
        "overdue": tr("The window of their usual visit is over."),
    }.get(key, "")


def group_title(group: str) -> str:
    """The heading above ready segments of one kind."""
    return {
        "today": tr("Worth a call today"),
        "leaving": tr("Slipping away", "clients"),
        "worth": tr("Worth keeping close"),
        "cards": tr("Missing in the cards"),
    }.get(group, tr("Other", "ready segments"))
