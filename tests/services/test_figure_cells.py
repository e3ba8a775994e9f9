"""Whom each cell of an answer counts, and options that move where classes end: the golden shop through its base."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from clientcrm.crm import Desk
from clientcrm.data.models import Client
from clientcrm.domain.analytics.rhythm import return_curve
from clientcrm.domain.errors import Invalid
from clientcrm.services.analytics import shop
from clientcrm.services.analytics.answers.people import _ages
from clientcrm.services.analytics.option_words import OptionWords
from clientcrm.services.analytics.shop import Shop as Asked
from tests.services.raw import raw
from tests.support import Shop

DAY = date(2024, 6, 30)
STAGES = ("known", "bought", "again")


@pytest.fixture(scope="module")
def golden(golden_shop: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    made = golden_shop(tmp_path_factory.mktemp("cells") / "base")
    made.sign_in().close()
    with raw(made) as connection:  # c01 was 39 at the first visit, c02 is not born yet
        connection.execute("update client set birth_year = 1985 where id = 1")
        connection.execute("update client set birth_year = 2025 where id = 2")
    yield made
    made.close()


@pytest.fixture(scope="module")
def desk(golden: Shop) -> Desk:
    return golden.sign_in()


def ask(desk: Desk, name: str, **options: str) -> dict[str, Any]:
    return desk.figures.ask(name, DAY, options)


@pytest.mark.proves("N13")
def test_every_cell_of_newcomers_names_them(desk: Desk) -> None:
    said = ask(desk, "conversion", W="60", by="product")
    cells = [*said["cohorts"], *said["groups"]]
    assert len(said["groups"]) == 4
    assert len(said["cohorts"]) == 18
    for row in cells:
        assert len(row["ids"]["converted"]) == row["converted"], row
        assert len(row["ids"]["converted"]) + len(row["ids"]["leaked"]) == row["mature"], row
    hair = next(row for row in said["groups"] if row["group"] == "HAIR")
    assert hair["ids"] == {"converted": [1, 4], "leaked": []}


@pytest.mark.proves("N13")
def test_every_cell_of_the_flow_names_its_clients(desk: Desk) -> None:
    for row in ask(desk, "flow", L="84")["periods"]:
        for what in ("opening", "new", "returned", "lost", "closing"):
            assert len(row["ids"][what]) == row[what], (row["period"], what)
    assert row["ids"]["closing"] == [1, 3, 7, 10, 14]


@pytest.mark.proves("N13", "F64")
def test_an_average_names_its_receipts(desk: Desk) -> None:
    said = ask(desk, "average-check", by="product")
    for row in [*said["trend"], *said["groups"]]:
        assert len(row["ids"]) == row["n"] > 0, row
    assert said["trend"][-1]["ids"] == [27, 29, 30, 31, 32, 33]


@pytest.mark.proves("N13", "F63")
def test_every_stage_of_a_month_names_who_reached_it(desk: Desk) -> None:
    for row in ask(desk, "new-existing")["periods"]:
        assert [len(row["ids"][stage]) for stage in STAGES] == [row[stage] for stage in STAGES]


@pytest.mark.proves("N13", "F65")
def test_a_product_names_its_buyers(desk: Desk) -> None:
    told = {row["product_name"]: row for row in ask(desk, "products")["products"]}
    assert all(len(row["ids"]) == row["clients"] for row in told.values())
    assert told["MASK"]["ids"] == [2, 4]  # c07 brought theirs back


@pytest.mark.proves("F37", "F38")
def test_the_limits_of_classes_are_the_askers(desk: Desk) -> None:
    """Of 10,849,000: c02 brought 6,000,000, c05 1,200,000, c01 1,050,000 (ANALYTICS.md 7.0)."""

    def classes(**options: str) -> dict[str, str]:
        return {row["code"] or str(row["client"]): row["abc"] for row in ask(desk, "abc-xyz", **options)["clients"]}

    strict = classes(shares="50,70")
    assert [client for client, abc in strict.items() if abc == "A"] == ["2"]
    assert [client for client, abc in strict.items() if abc == "B"] == ["1", "5"]
    said = ask(desk, "abc-xyz", shares="50,70", mode="variation", variation="20,400")
    assert (said["options"]["shares"], said["options"]["variation"]) == ([50, 70], [20, 400])
    assert {row["xyz"] for row in said["clients"]} - {"none"} == {
        "Y"
    }  # nobody's spending varies by more than four times
    assert {row["xyz"] for row in ask(desk, "abc-xyz", mode="variation")["clients"]} - {"none"} == {"Z"}
    for wrong, why in (("80", "two_numbers"), ("95,80", "not_rising"), ("80,101", "out_of_range")):
        with pytest.raises(Invalid) as refused:
            ask(desk, "products", shares=wrong)
        assert refused.value.fields == {"shares": why}


@pytest.mark.parametrize(("typical", "period"), [(28, "month"), (6, "week"), (80, "quarter")])
def test_the_nearest_period_to_the_usual_interval(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, typical: int, period: str
) -> None:
    monkeypatch.setattr(
        shop, "return_curve", lambda *given, **named: replace(return_curve(*given, **named), typical=typical)
    )
    for name in ("abc-xyz", "products"):
        assert ask(desk, name, period="nearest")["options"]["period"] == period


def test_a_ladder_by_visits(desk: Desk) -> None:
    said = ask(desk, "tiers", ladder="base;often:5 visits;gold:50000")
    assert {row["client"]: row["by_rule"] for row in said["clients"] if row["by_rule"] != "base"} == {
        1: "often",
        2: "gold",
        5: "often",
    }


def test_how_old_a_client_was_at_the_first_visit(desk: Desk) -> None:
    with desk._gate.whole_base() as session:
        seen = frozenset(session.scalars(select(Client.id)))
        shop = Asked(desk._gate, session, DAY, OptionWords({}, (), DAY), seen)
        ages = _ages(shop)
    assert ages.to_dict() == {client: "30–39" if client == 1 else "" for client in range(1, 15)}
