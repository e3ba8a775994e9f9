"""Tiers from a terminal: the scale with its rules, who would change, applied and taken back, kept by hand."""

from __future__ import annotations

from tests.cli.conftest import Typed
from tests.support import Shop


def made(typed: Typed) -> int:
    """A client who bought on three days of this month and a day."""
    client = int(typed("add", "client", "--name", "Ковальчук Светлана").values["id"])
    for day in ("01.03.2026", "02.03.2026", "03.03.2026"):
        typed("add", "purchase", "--client", client, "--date", day, "--total", "500")
    return client


def test_the_scale_with_its_rules_and_counts(typed: Typed, plain: Typed) -> None:
    made(typed)
    said = typed("tiers").values
    assert [tier["key"] for tier in said["tiers"]][:5] == ["base", "potential", "subscribed", "regular", "vip"]
    assert said["tiers"][0]["clients"] == 1
    assert said["tiers"][3]["rule"] == {"measure": "purchases", "at_least": 5, "window": 365, "fewest": 50}
    assert (said["automatic"], said["demote"], said["grace"], said["waits"]) == (False, False, 90, False)
    text = plain("--lang", "ru", "tiers").out
    assert "от 5 дней с покупками за 365 дней" in text
    assert "Понижать им нельзя" in text


def test_a_rule_is_seen_applied_and_taken_back(typed: Typed, plain: Typed, shop: Shop) -> None:
    client = made(typed)
    assert typed("tiers", "rule", "regular", "purchases", 3, "--window", 3650).values["rule"]["at_least"] == 3
    shown = typed("tiers", "preview").values
    moves = [(one["client"], one["before"], one["reason"]) for one in shown["clients"]]
    assert (shown["changed"], moves[0][:2]) == (1, (client, "base"))
    assert "Ковальчук" in plain("--lang", "en", "tiers", "preview").out
    done = typed("tiers", "apply").values
    assert done["changed"] == 1
    assert typed("tiers", "preview").values["changed"] == 0
    assert typed("undo", done["batch"]).values["restored"] == 1
    assert typed("tiers", "lock", client).values == {"locked": [client]}
    assert typed("tiers", "apply").values == {"changed": 0, "batch": None}
    assert typed("tiers", "unlock", client).values == {"unlocked": [client]}


def test_rules_by_money_and_options(typed: Typed) -> None:
    assert typed("tiers", "rule", "VIP", "money", "10 000").values["rule"]["at_least"] == 1_000_000
    said = typed("tiers", "options", "--automatic", "on", "--demote", "on", "--grace", 30).values
    assert (said["automatic"], said["demote"], said["grace"], said["waits"]) == (True, True, 30, True)
    assert typed("tiers", "rule", "vip", "lost").status == 1
    assert typed("tiers", "rule", "vip", "money", "много").error == "unclear_value"
    assert typed("tiers", "rule", "vip", "money", "10.555").error == "unclear_value"
    assert typed("tiers", "rule", "platinum", "money", "5").status == 1


def test_an_advocate(typed: Typed) -> None:
    client = made(typed)
    assert typed("tiers", "advocate", client).values == {"client": client, "advocate": True}
    typed("tiers", "apply")
    assert typed("show", client).values["tier"] in ("Советует нас", "Advocate", "Потерян", "Lost")
