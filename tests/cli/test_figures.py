"""Figures on the command line: the golden values through the encrypted base, refusals, both languages."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from clientcrm.cli.clients import _need, _need_words
from clientcrm.cli.figure_columns import COLUMNS
from clientcrm.cli.figure_formulas import FORMULAS
from clientcrm.cli.figure_layouts import LAYOUTS
from clientcrm.cli.figure_options import _REASONS
from clientcrm.cli.speech import Speech
from clientcrm.crm import Desk
from clientcrm.domain.access import Permission, Role, Scope
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.figure_names import FIGURES
from clientcrm.domain.figures import ClientFigures
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.services.analytics.asked import ANSWERS
from tests.cli.conftest import Typed
from tests.domain.analytics.shops import GOLDEN
from tests.rules.sources import modules, texts
from tests.services.journals import hire
from tests.services.raw import make_filled
from tests.support import OWNER, PASSWORD, Shop

ON = ("--as-of", "2024-06-30")
OWN = "пуэр-из-пекина-7"
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def fill(desk: Desk) -> None:
    """The golden shop with the sources of its clients."""
    with (GOLDEN / "clients.csv").open(encoding="utf-8") as file:
        sources = [row["source"] for row in csv.DictReader(file)]
    for number, source in enumerate(sources, 1):
        card = desk.clients.card(number)
        draft = ClientDraft(name=f"Клиент {number}", source=source, code=f"c{number:02}")
        desk.clients.change(number, card.version, draft)


@pytest.fixture(scope="module")
def template(golden_shop: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """The golden shop with its sources, made once."""
    return make_filled(tmp_path_factory.mktemp("golden"), fill, of=golden_shop)


@pytest.fixture
def shop(template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A copy on its day."""
    made = template(tmp_path / "base")
    yield made
    made.close()


def asked(typed: Typed, name: str, *words: str) -> dict[str, Any]:
    said = typed("--user", OWNER, "figures", name, *ON, *words)
    assert said.status == 0, said.out
    return said.values


def row(rows: list[dict[str, Any]], **which: object) -> dict[str, Any]:
    [found] = [one for one in rows if all(one[key] == value for key, value in which.items())]
    return found


# ---------------------------------------------------------------- golden values


def test_the_shop_in_numbers(typed: Typed) -> None:
    said = asked(typed, "summary")
    assert (said["cards"], said["n"], said["receipts"], said["mean"], said["median"]) == (14, 9, 26, 424_962, 175_000)
    assert row(said["people"], group="potential")["ids"] == [6, 8, 9, 11, 12]


@pytest.mark.proves("F49")
def test_statuses_with_a_threshold_of_the_own(typed: Typed) -> None:
    said = asked(typed, "status", "--set", "L=84")
    ids = {one["status"]: one["ids"] for one in said["statuses"]}
    assert ids == {
        "potential": [6, 8, 9, 11, 12],
        "lost": [2, 4, 5, 13],
        "new": [3],
        "at_risk": [],
        "active": [1, 7, 10, 14],
    }
    assert row(said["flags"], flag="regular")["ids"] == [1, 14]
    personal = {one["code"]: round(one["personal"], 3) for one in said["clients"]}
    assert (personal["c05"], personal["c14"], personal["c07"], personal["c02"]) == (18.667, 52, 28.667, 28)
    assert (said["options"]["L"], said["L_source"], said["formula"]) == (84, "asked", "figures.status.owner")


@pytest.mark.proves("F36")
def test_scores_and_segments(typed: Typed) -> None:
    said = asked(typed, "rfm", "--set", "levels=5")
    told = {one["code"]: f"{one['r']}{one['f']}{one['m']} {one['segment']}" for one in said["clients"]}
    assert told == {
        "c01": "554 champions",
        "c02": "215 hibernating",
        "c03": "511 new",
        "c04": "122 lost",
        "c05": "244 at_risk",
        "c07": "322 about_to_sleep",
        "c10": "423 potential_loyal",
        "c13": "311 about_to_sleep",
        "c14": "443 loyal",
    }
    few = asked(typed, "rfm")
    assert few["not_enough_data"] == {"reason": "few_clients", "have": 9, "need": 15}
    assert (few["n"], few["clients"], few["segments"]) == (9, [], [])


@pytest.mark.proves("F37", "F38")
def test_classes_by_money_and_frequency(typed: Typed) -> None:
    said = asked(typed, "abc-xyz")
    told = {one["code"]: one["abc"] + one["xyz"] for one in said["clients"]}
    assert told == {
        "c01": "AX",
        "c02": "AZ",
        "c03": "CZ",
        "c04": "BY",
        "c05": "AX",
        "c07": "BY",
        "c10": "AY",
        "c13": "CZ",
        "c14": "BX",
    }
    assert row(said["cells"], abc="A", xyz="X")["ids"] == [1, 5]
    assert len(said["cells"]) == 9
    one = row(said["clients"], code="c05")
    assert (one["money"], one["kept"], one["periods"]) == (1_200_000, 3, 6)


def test_the_return_curve(typed: Typed) -> None:
    said = asked(typed, "return-curve")
    away = {one["days"]: one["away"] for one in said["curve"]}
    golden = {14: 0.8, 28: 0.426667, 30: 0.373333, 61: 0.32, 70: 0.266667, 91: 0.213333}
    assert away == pytest.approx(golden, abs=1e-6)
    assert (said["typical"], said["L"], said["curve_says"], said["source"]) == (28, 70, 70, "curve")
    assert (said["gaps"], said["gap_median"], said["gap_mean"]) == (15, 28, pytest.approx(33.6))


@pytest.mark.proves("F46")
def test_newcomers_who_came_again(typed: Typed) -> None:
    said = asked(typed, "conversion", "--set", "W=60", "--set", "by=source")
    assert (said["second"]["k"], said["second"]["n"], said["second"]["share"]) == (3, 7, None)
    assert (said["second"]["low"], said["second"]["high"]) == pytest.approx((0.158, 0.750), abs=1e-3)
    assert said["naive"] == pytest.approx(2 / 3)
    assert row(said["people"], group="converted")["ids"] == [1, 4, 5]
    assert {one["group"] for one in said["groups"]} == {"VK", "вывеска", "рекомендация"}
    assert said["not_enough_data"] == {"reason": "few_mature", "have": 7, "need": 20}


@pytest.mark.proves("F62")
def test_the_flow_balances(typed: Typed) -> None:
    def told(*words: str) -> list[tuple[int, ...]]:
        names = ("opening", "new", "returned", "lost", "closing")
        return [tuple(one[name] for name in names) for one in asked(typed, "flow", "--set", "L=84", *words)["periods"]]

    months = [(0, 3, 0, 0, 3), (3, 1, 0, 0, 4), (4, 2, 0, 0, 6), (6, 1, 1, 1, 7), (7, 1, 0, 2, 6), (6, 1, 0, 2, 5)]
    assert told() == months
    assert told("--set", "period=year") == [(0, 9, 1, 5, 5)]
    weeks = asked(typed, "flow", "--set", "L=84", "--set", "period=week")["periods"]
    week = row(weeks, period="2024-05-20")
    assert (week["opening"], week["lost"], week["closing"], len(week["ids"]["lost"])) == (8, 2, 6, 2)


def test_cohorts_and_the_average_check(typed: Typed) -> None:
    said = asked(typed, "cohorts")
    assert said["table"][0] == {"cohort": "2024-01-01", "clients": [3, 2, 2, 2, 1, 2]}
    assert row(said["cells"], cohort="2024-01-01", k=0)["ids"] == [1, 5, 14]
    check = asked(typed, "average-check", "--set", "by=product")
    assert (check["mean"], check["median"], check["total"], check["n"]) == (424_962, 175_000, 11_049_000, 26)
    assert row(check["trend"], period="2024-06-01")["mean"] == 233_333
    assert "HAIR" in {one["group"] for one in check["groups"]}


def test_baskets_sequences_entry_and_exit(typed: Typed) -> None:
    said = asked(typed, "baskets", "--set", "basis=day", "--set", "min_count=1", "--set", "min_confidence=0.5")
    [pair] = [one for one in said["pairs"] if {one["left_name"], one["right_name"]} == {"HAIR", "MASK"}]
    assert (said["n"], pair["together"], sorted((pair["n_left"], pair["n_right"]))) == (25, 1, [2, 13])
    assert pair["lift"] == pytest.approx(0.961538, abs=1e-6)
    assert said["rules"] == []  # no more often than by chance
    steps = asked(typed, "sequences")
    step = row(steps["steps"], now_name="NAIL", then_name="COLOR")
    assert (steps["n"], step["together"], step["n_now"], step["lift"]) == (15, 1, 6, pytest.approx(1.25))
    entry = asked(typed, "entry-exit", "--set", "W=60")
    told = {one["by_name"]: (one["seen"], one["n"]) for one in entry["entry"]}
    assert told == {"HAIR": (2, 2), "MASK": (1, 2), "COLOR": (0, 2), "NAIL": (1, 3)}
    assert (entry["seen"], entry["n"]) == (3, 7)


def test_sources_with_what_was_spent_and_what_the_goods_cost(typed: Typed) -> None:
    costs = "costs=HAIR:400;COLOR:1500;NAIL:600;MASK:300;CONS:0"
    spend = ("--set", "spend=VK:2024-03:5000", "--set", "spend=VK:2024-06:7000", "--set", "spend=вывеска:2024-01:12000")
    said = asked(typed, "sources", *spend, "--set", costs)
    vk, sign = (row(said["lines"], source=name) for name in ("VK", "вывеска"))
    assert (vk["new"], vk["revenue"], vk["cost"], vk["spend"], vk["cac"]) == (
        2,
        6_200_000,
        2_340_000,
        1_200_000,
        600_000,
    )
    assert (sign["new"], sign["revenue"], sign["cost"], sign["cac"]) == (4, 2_549_000, 860_000, 300_000)
    assert (vk["romi"], sign["romi"]) == pytest.approx((2.216667, 0.4075), abs=1e-6)
    assert row(said["lines"], source="рекомендация")["romi"] is None
    bare = asked(typed, "sources")
    assert bare["not_enough_data"]["reason"] == "no_spend"
    assert {one["cac"] for one in bare["lines"]} == {None}


def test_plan_and_fact(typed: Typed) -> None:
    said = typed("--user", OWNER, "figures", "plan", "--as-of", "20.06.2024", "--set", "plan=15000").values
    assert (said["fact"], said["expected"], said["forecast"]) == (1_050_000, 1_000_000, 1_575_000)
    assert (said["done"], said["pace"], said["days_left"]) == pytest.approx((0.7, 1.05, 10))
    assert asked(typed, "plan")["not_enough_data"]["reason"] == "no_plan"


@pytest.mark.proves("F39")
def test_tiers_by_rule(typed: Typed) -> None:
    said = asked(typed, "tiers", "--set", "ladder=base;silver:3000;gold:10000")
    by_rule: dict[str, list[str]] = {}
    for one in said["clients"]:
        by_rule.setdefault(one["by_rule"], []).append(one["code"])
    assert by_rule["gold"] == ["c01", "c02", "c05"]
    assert by_rule["silver"] == ["c04", "c07", "c10", "c14"]
    assert {"c03", "c13"} <= set(by_rule["base"])


# ---------------------------------------------------------------- every figure


def test_every_figure_is_told_in_both_languages(plain: Typed) -> None:
    for name in FIGURES:
        russian = plain("--user", OWNER, "--lang", "ru", "figures", name, *ON)
        english = plain("--user", OWNER, "--lang", "en", "figures", name, *ON)
        assert (russian.status, english.status) == (0, 0), name
        assert CYRILLIC.search(russian.out)
        said = re.sub("вывеска|рекомендация", "", english.out)
        assert not CYRILLIC.search(said), said


def test_an_empty_base_answers_every_name(typed: Typed, plain: Typed, tmp_path: Path, shop: Shop) -> None:
    shop.close()
    assert set(LAYOUTS) == set(FIGURES)
    made = plain("init", "--shop", "Пустой", "--owner", OWNER, base=tmp_path / "empty")
    assert made.status == 0, made.err
    for name in FIGURES:
        said = typed("figures", name, *ON, base=tmp_path / "empty")
        assert said.status == 0, (name, said.out)
        assert said.values["n"] == 0, name
        assert not re.search(r"\b(NaN|Infinity)\b", said.out), name
        assert plain("--lang", "ru", "figures", name, base=tmp_path / "empty").status == 0, name


def test_every_formula_has_its_sentence_and_every_column_its_words() -> None:
    shape = re.compile(r"figures\.[a-z-]+")
    used = {text for tree in modules("clientcrm/domain/analytics").values() for _, text in texts(tree)}
    assert {text for text in used if shape.fullmatch(text)} <= set(FORMULAS)
    for name, layout in LAYOUTS.items():
        keys = [part.key for part in layout.numbers]
        for table, columns in layout.tables:
            keys += [f"table.{table}", *(part.key for part in columns)]
        assert [key for key in keys if key not in COLUMNS and f"{name}.{key}" not in COLUMNS] == [], name
    for russian, english in [*FORMULAS.values(), *COLUMNS.values()]:
        assert russian
        assert not CYRILLIC.search(english)


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("flow", "--set", "foo=1"), "«foo» — у этого показателя такой настройки нет"),
        (("flow", "--set", "L=много"), "«L» — нужно число"),
        (("flow", "--set", "L=0"), "«L» — слишком мало"),
        (("flow", "--set", "period=decade"), "«period» — такого значения нет"),
        (("flow", "--set", "since=вчера-позавчера"), "«since» — нужна дата"),
        (("flow", "--set", "since=01.07.2024"), "«since» — позже дня показателя"),
        (("rfm", "--set", "levels=4"), "«levels» — бывает 3 или 5"),
        (("baskets", "--set", "min_support=2"), "«min_support» — нужна доля от 0 до 1"),
        (("plan", "--set", "plan=-5"), "«plan» — не бывает меньше нуля"),
        (("sources", "--set", "spend=VK"), "«spend» — нужны пары"),
        (("sources", "--set", "costs=ЧУЖОЕ:5"), "«costs» — такого значения нет"),
        (("cross-sell", "--set", "bought=HAIR"), "«never» — не названо"),
    ],
)
def test_a_wrong_option_is_named(plain: Typed, words: tuple[str, ...], told: str) -> None:
    said = plain("--lang", "ru", "figures", *words, *ON)
    assert said.status == 1
    assert told in said.err
    assert said.out == ""


def test_a_wrong_name_a_wrong_day_and_a_set_without_a_value(typed: Typed, plain: Typed) -> None:
    said = plain("--lang", "ru", "figures", "rfmm")
    assert said.status == 1
    assert said.err.startswith("Неизвестный показатель «rfmm», есть такие: summary, status")
    assert typed("figures", "rfmm").error == "unknown_figure"
    assert typed("figures", "rfm", "--as-of", "позавчера-вчера").error == "unclear_value"
    assert typed("figures", "rfm", "--set", "levels").status == 2


@pytest.mark.proves("F19")
def test_who_may_not_see_every_sum_is_refused_with_an_entry(
    shop: Shop, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    hire(shop, owner, "Пётр", Role.MANAGER)
    own = (role.with_scope(Permission.SEE_SUMS, Scope.OWN) for role in owner.staff.roles() if role.key == Role.MANAGER)
    owner.staff.save_roles(list(own), PASSWORD)
    owner.close()
    for person in ("Света", "Пётр"):
        with monkeypatch.context() as patch:
            patch.setenv("CLIENTCRM_PASSWORD", "одноразовый-1")
            for name in ("summary", "status", "tiers"):
                assert typed("--user", person, "figures", name, *ON).error == "access_denied"
    asked(typed, "flow")
    entries = typed("--user", OWNER, "journal").values["entries"]
    refused = [one["person"] for one in entries if one["action"] == "access.refused"]
    assert {"Света", "Пётр"} <= set(refused)
    assert [one["detail"]["name"] for one in entries if one["action"] == "figures.asked"] == ["flow"]


def test_who_reads_another_portfolio_is_told_the_shop_s_numbers_and_no_ids(
    shop: Shop, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = shop.sign_in()
    second = owner.staff.add_portfolio("Второй", [], PASSWORD)
    once = owner.staff.add("Пётр", "manager", [second], PASSWORD).one_time_password
    owner.close()
    first = shop.sign_in("Пётр", once)
    first.change_password(once, OWN)
    first.close()
    shop.sign_in().close()  # the owner accepts the new keys
    monkeypatch.setenv("CLIENTCRM_PASSWORD", OWN)
    said = typed("--user", "Пётр", "figures", "status", *ON).values
    assert [one["clients"] for one in said["statuses"]] == [5, 4, 1, 0, 4]
    assert {len(one["ids"]) for one in said["statuses"]} == {0}
    assert said["clients"] == []
    for words in (("potential", "--set", "margin=0.4"), ("sources", "--set", "costs=HAIR:400")):
        assert typed("--user", "Пётр", "figures", *words).error == "access_denied"  # margins are the owner's


@pytest.mark.proves("F54")
def test_a_reward_for_a_minimum_sum(shop: Shop, typed: Typed) -> None:
    """500 off from 3,000 since the twentieth of June: held against the eleven days before."""
    desk = shop.sign_in()
    for number in range(44):
        day = date(2024, 6, 9 + number // 2)
        gross = 320_000 if number % 4 == 0 else 250_000
        off = 50_000 if day >= date(2024, 6, 20) and gross > 300_000 else 0
        line = LineDraft("Чай", 1000, gross, gross - off, off)
        desk.sales.add(PurchaseDraft(None, day, (line,)))
    desk.close()
    said = asked(typed, "reward", "--set", "from=3000")
    assert said["options"] == {"since": "2024-06-21", "from": 300_000}
    groups = {one["group"]: one for one in said["groups"]}
    assert groups["with"]["given"] == 50_000 * groups["with"]["n"]
    assert groups["since"]["n"] == groups["with"]["n"] + groups["without"]["n"]
    assert len(groups["before"]["ids"]) == groups["before"]["n"] >= 20
    assert (said["verdict"], said["high"] < 0) == ("fell", True)  # nobody bought more for its sake
    early = asked(typed, "reward", "--set", "since=2024-06-25", "--set", "from=3000")
    assert early["not_enough_data"]["reason"] == "few_receipts"


@pytest.mark.proves("F52")
def test_nobody_is_offered_something_who_was_just_talked_to_or_asked_to_be_left_alone(shop: Shop, typed: Typed) -> None:
    asks = ("--set", "bought=HAIR", "--set", "never=NAIL")
    everybody = [one["client"] for one in asked(typed, "cross-sell", *asks)["clients"]]
    talked, left_alone = everybody[:2]
    desk = shop.sign_in()
    desk.timeline.record(InteractionDraft(talked, EntryKind.CALL, "о стрижке", datetime(2024, 6, 17, 9, tzinfo=UTC)))
    guard = next(tier.id for tier in desk.tiers.all() if tier.key == "dnd")
    desk.clients.set_tier(left_alone, guard, "просил")
    desk.close()
    said = asked(typed, "cross-sell", *asks)
    assert [one["client"] for one in said["clients"]] == everybody[2:]
    assert sorted(said["left_out"]) == sorted([talked, left_alone])
    sooner = asked(typed, "cross-sell", *asks, "--set", "quiet=13")  # the call was fourteen days ago
    assert talked in [one["client"] for one in sooner["clients"]]


@pytest.mark.proves("F39")
def test_what_each_cell_takes_of_the_staffs_attention(shop: Shop, typed: Typed) -> None:
    desk = shop.sign_in()
    for client, calls in ((1, 1), (2, 3)):
        for _ in range(calls):
            at = datetime(2024, 6, 1, 9, tzinfo=UTC)
            desk.timeline.record(InteractionDraft(client, EntryKind.CALL, "о стрижке", at))
    desk.timeline.record(InteractionDraft(1, EntryKind.NOTE, "любит чай", datetime(2024, 6, 1, 9, tzinfo=UTC)))
    desk.close()
    cells = asked(typed, "abc-xyz")["cells"]
    found = {(one["abc"], one["xyz"]): (one["effort"], one["share_of_effort"]) for one in cells}
    assert (found["A", "X"], found["A", "Z"], found["C", "Z"]) == ((1, 0.25), (3, 0.75), (0, 0.0))


@pytest.mark.proves("F47")
def test_why_clients_left(typed: Typed) -> None:
    for client, reason in ((2, "price"), (4, "price"), (6, "moved")):
        words = ("--client", str(client), "--kind", "left", "--reason", reason, "--at", "2024-06-28 10:00")
        assert typed("--user", OWNER, "add", "interaction", *words).status == 0
    said = asked(typed, "leaving-reasons", "--set", "L=84")
    assert (said["known"], said["natural"], said["n"]) == (3, 1, 5)
    assert [(one["reason"], one["clients"], one["ids"]) for one in said["reasons"]] == [
        ("price", 2, [2, 4]),
        ("moved", 1, [6]),
    ]
    assert said["unknown_ids"] == [5, 13]
    refused = typed("--user", OWNER, "add", "interaction", "--client", "2", "--kind", "left")
    assert refused.status == 1


@pytest.mark.proves("F50")
def test_a_card_says_what_to_offer_and_why(typed: Typed, plain: Typed, shop: Shop) -> None:
    desk = shop.sign_in(password=PASSWORD)
    desk.figures.reckon()
    desk.close()
    need = typed("show", 1).values["next_need"]
    assert (need["product"], need["every"]) == ("HAIR", 28)
    assert typed("show", 2).values["next_need"] is None
    assert "HAIR, с" in plain("--lang", "ru", "show", 1).out
    assert "every 28 days" in plain("--lang", "en", "show", 1).out


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "Чаша, с 21.03.2026 (другие часто берут это после: Чай, куплено 11.03.2026)"),
        ("en", "Чаша, from 2026-03-21 (others often buy it after Чай, bought 2026-03-11)"),
    ],
)
def test_a_need_says_which_product_it_follows(language: str, said: str) -> None:
    stored = ClientFigures(
        date(2026, 3, 15), "new", next_product="Чаша", next_due=date(2026, 3, 21), next_last=date(2026, 3, 11)
    )
    say = Speech(language)
    need = _need(replace(stored, next_because="Чай"))
    assert need is not None
    assert (need["because"], need["every"]) == ("Чай", None)
    assert _need_words(need, say) == said
    plain_need = _need(replace(stored, next_last=None))
    assert "11" not in _need_words(plain_need, say)


@pytest.mark.proves("F35")
def test_scores_by_fixed_limits(typed: Typed) -> None:
    """Client 1: 4 days, 7 purchase days, 10,500.00; client 2: 107 days, 1, 60,000.00 (ANALYTICS.md 7.0)."""
    words = ("--set", "recency=7,30,90,180", "--set", "purchases=2,3,5,7", "--set", "money=1000,5000,10000,50000")
    found = asked(typed, "rfm", *words)
    scores = {row["client"]: (row["r"], row["f"], row["m"], row["segment"]) for row in found["clients"]}
    assert scores[1] == (5, 5, 4, "champions")
    assert scores[2] == (2, 1, 5, "hibernating")
    assert found["options"]["money"] == [100_000, 500_000, 1_000_000, 5_000_000]
    assert "not_enough_data" not in found  # limits need no number of clients


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("recency=7,30,90,180",), "purchases"),
        (("recency=7,30,90",), "четыре числа"),
        (("recency=7,30,30,180",), "возрастать"),
        (("recency=a,b,c,d",), "нужно число"),
        (("recency=7,30,90,180", "purchases=2,3,5,7", "money=много,1,2,3"), "нужна сумма"),
        (("recency=7,30,90,180", "purchases=2,3,5,7", "money=1,2,3,4", "levels=3"), "границы"),
    ],
)
def test_limits_that_do_not_hold(plain: Typed, words: tuple[str, ...], said: str) -> None:
    typed = [part for word in words for part in ("--set", word)]
    answer = plain("--lang", "ru", "--user", OWNER, "figures", "rfm", *ON, *typed)
    assert answer.status == 1
    assert said in answer.err


def test_every_option_of_every_figure_refuses_nonsense_with_a_reason_of_its_own(shop: Shop) -> None:
    """No option is passed over in silence, and none answers with the word for anything else."""
    names_of_things = {"by", "spend", "costs", "employee", "bought", "never", "ladder", "status"}
    desk = shop.sign_in(password=PASSWORD)
    passed, unnamed = [], []
    for name, (_, options) in ANSWERS.items():
        for option in options:
            try:
                desk.figures.ask(name, date(2024, 6, 30), {option: "чепуха"})
            except Invalid as error:
                if option not in error.fields:
                    unnamed.append((name, option, dict(error.fields)))
                unnamed += [(name, option, why) for why in error.fields.values() if why not in _REASONS]
            except NotFound:
                continue
            else:
                passed += [(name, option)] if option not in names_of_things else []
    assert passed == []
    assert unnamed == []
