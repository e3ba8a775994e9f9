"""The command tiers: the scale with its rules, whom they would move, keeping a tier by hand."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from clientcrm.cli.speech import Speech
from clientcrm.domain.tier_rules import MEASURES, STATUSES

Kind = Callable[[str, str, str], ArgumentParser]
ONE, OFF = "on", "off"


def tier_commands(group: Callable[[str, str, str, str], Kind], say: Speech, whole: Callable[[str], int]) -> None:
    """Alone it lists the scale."""
    kind = group("tiers", "tiers", "ступени: правила, кто изменится", "tiers: their rules and whom they move")
    shown = kind("preview", "кто изменится по правилам", "who would change by the rules")
    shown.add_argument("--limit", type=whole, default=20, metavar="N", help=say("0 — все", "0 for all"))
    kind("apply", "пересчитать ступени (отмена: undo)", "move everybody whom the rules move (undo takes it back)")
    rule = kind("rule", "правило ступени", "the rule of a tier")
    rule.add_argument("tier", metavar="TIER", help=say("название или ключ ступени", "name or key of the tier"))
    rule.add_argument("measure", choices=("hand", *MEASURES, *STATUSES), help=say("по чему", "what it looks at"))
    rule.add_argument(
        "at_least",
        nargs="?",
        default="",
        metavar="N",
        help=say("сколько: дней покупок, денег, %%", "how many, or how much"),  # argparse formats this
    )
    rule.add_argument(
        "--window", type=whole, metavar="365", help=say("за столько последних дней", "within so many days")
    )
    options = kind("options", "когда правила работают сами", "when the rules work by themselves")
    for name, russian, english in (
        ("--automatic", "пересчитывать каждый день", "recalculate each day"),
        ("--demote", "правила могут и понижать", "rules may lower, too"),
    ):
        options.add_argument(name, choices=(ONE, OFF), help=say(russian, english))
    options.add_argument("--grace", type=whole, metavar="90", help=say("дней до понижения", "days before they lower"))
    for name, russian, english in (
        ("lock", "держать ступень вручную", "keep these clients on their tiers by hand"),
        ("unlock", "отдать ступень правилам", "give these clients back to the rules"),
    ):
        kind(name, russian, english).add_argument(
            "ids", type=whole, nargs="+", metavar="ID", help=say("номера клиентов", "numbers of clients")
        )
    advocate = kind("advocate", "клиент советует нас: привёл друга или оставил отзыв", "brought a friend or a review")
    advocate.add_argument("id", type=whole, metavar="ID", help=say("номер клиента", "number of the client"))
    advocate.add_argument("--off", action="store_true", help=say("снять отметку", "take the mark off"))
