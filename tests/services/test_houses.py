"""House clients: sales to nobody in particular count for the shop alone, whatever is done with the mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.figures import FigureOptions
from clientcrm.domain.house import Looks
from clientcrm.domain.imports import ImportKind, UnknownClients
from clientcrm.domain.sales import PurchaseDraft
from tests.services.imported import brought, csv_file
from tests.support import Shop

# What stays of the golden shop when its largest client turns out to be nobody (ANALYTICS.md 7.0).
BIG, SPENT, ANONYMOUS, OF_CLIENTS = 2, 6_000_000, 150_000, 10_849_000


@pytest.fixture
def desk(golden_shop: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Desk]:
    """The golden shop after a reckoning."""
    shop = golden_shop(tmp_path / "base")
    desk = shop.sign_in()
    desk.figures.decide(FigureOptions(lost_after=84))
    desk.figures.reckon()
    yield desk
    shop.close()


def mark(desk: Desk, client: int, *, house: bool = True) -> None:
    """As the editor does."""
    form = desk.clients.form(client)
    desk.clients.change(client, form.version, replace(form.draft, house=house))


def summary(desk: Desk) -> dict[str, Any]:
    return desk.figures.ask("summary", None, {})


@pytest.mark.proves("F44")
def test_a_house_client_counts_for_the_shop_alone(desk: Desk) -> None:
    before = summary(desk)
    assert (before["anonymous"], before["of_clients"], before["n"]) == (ANONYMOUS, OF_CLIENTS, 9)
    mark(desk, BIG)
    after = summary(desk)
    for name in ("net", "sales", "refunds", "receipts", "mean", "median"):
        assert after[name] == before[name]
    assert (after["anonymous"], after["of_clients"]) == (ANONYMOUS + SPENT, OF_CLIENTS - SPENT)
    assert (after["n"], after["cards"], after["houses"]) == (8, before["cards"] - 1, 1)
    everyone = {one for group in after["people"] for one in group["ids"]}
    assert BIG not in everyone


def test_it_has_no_figures_at_once_and_gets_them_back(desk: Desk) -> None:
    kept = desk.figures.of(BIG)
    assert kept is not None
    mark(desk, BIG)
    assert desk.figures.of(BIG) is None
    assert desk.figures.is_due()
    desk.figures.reckon()
    assert desk.figures.of(BIG) is None
    assert not desk.figures.is_due()
    mark(desk, BIG, house=False)
    assert desk.figures.of(BIG) is not None
    desk.figures.reckon()
    again = desk.figures.of(BIG)
    assert again == replace(kept, as_of=again.as_of) if again else False


def test_no_sale_gives_a_house_client_figures_or_moves_the_ranks_of_others(desk: Desk) -> None:
    mark(desk, BIG)
    desk.figures.reckon()
    others = {client: desk.figures.of(client) for client in (1, 4, 5, 7, 10, 14)}
    desk.sales.add(PurchaseDraft(BIG, date(2024, 6, 29), total=50_000_000))
    assert desk.figures.of(BIG) is None
    desk.sales.add(PurchaseDraft(1, date(2024, 6, 26), total=100))  # asks where client 1 stands among all
    moved = desk.figures.of(1)
    desk.figures.reckon()
    for client, was in others.items():
        assert (now := desk.figures.of(client)) is not None
        assert was is not None
        assert (now.abc, now.status, now.recency_score) == (was.abc, was.status, was.recency_score)
    assert (again := desk.figures.of(1)) is not None
    assert moved is not None
    assert (moved.abc, moved.status, moved.frequency_score) == (again.abc, again.status, again.frequency_score)


def test_a_first_purchase_moves_no_house_client_on_the_scale(desk: Desk) -> None:
    tiers = {tier.key: tier.id for tier in desk.tiers.all()}
    ids = [
        desk.clients.create(ClientDraft(name=name, tier_id=tiers["potential"], house=house))
        for name, house in (("Розничный покупатель", True), ("Ирина", False))
    ]
    for client in ids:
        desk.sales.add(PurchaseDraft(client, date(2024, 6, 29), total=50_000))
    assert [desk.clients.card(client).tier_id == tiers["potential"] for client in ids] == [True, False]


@pytest.mark.proves("F33")
def test_many_at_once_are_marked_found_and_taken_back(desk: Desk) -> None:
    batch = desk.clients.mass_house([BIG, 1])
    assert list(desk.clients.ids(ClientFilter(has=("house",)))) == sorted([BIG, 1], key=_name_of(desk))
    assert {BIG, 1}.isdisjoint(desk.clients.ids(ClientFilter(has_not=("house",))))
    assert desk.clients.card(BIG).house
    assert [desk.figures.of(client) for client in (BIG, 1)] == [None, None]
    result = desk.importing.undo(batch)
    assert (result.restored, result.conflicts) == (2, ())
    assert not desk.clients.card(BIG).house
    assert desk.figures.of(1) is not None


def _name_of(desk: Desk) -> Callable[[int], str]:
    return lambda client: desk.clients.card(client).name


def test_from_a_column_of_a_file(desk: Desk, tmp_path: Path) -> None:
    rows = [["Код", "ФИО", "Служебный клиент"], ["р1", "Розничный покупатель", "да"], ["р2", "Анна Иванова", "нет"]]
    batch = brought(desk, csv_file(tmp_path / "houses.csv", rows)).batch
    found = [desk.clients.card(client) for client in desk.clients.ids(ClientFilter(has=("house",)))]
    assert [card.code for card in found] == ["р1"]
    desk.importing.undo(batch)
    assert not list(desk.clients.ids(ClientFilter(has=("house",))))


def test_a_load_of_purchases_asks_about_a_name_and_about_too_many_receipts(desk: Desk, tmp_path: Path) -> None:
    first = date(2024, 1, 1)
    rows = [["Чек", "Дата", "Код клиента", "Сумма"]]
    for number in range(400):
        who = "Розничный покупатель" if number % 4 == 0 else "Т-777" if number % 4 == 1 else f"К-{number:03}"
        rows.append([f"ч{number}", (first + timedelta(days=number % 170)).isoformat(), who, "100,00"])
    file = csv_file(tmp_path / "sales.csv", rows)
    result = brought(desk, file, kind=ImportKind.PURCHASES, unknown_clients=UnknownClients.CREATE)
    hints = {hint.name: (hint.looks, hint.receipts) for hint in result.houses}
    assert hints == {"Розничный покупатель": (Looks.NAMED, 100), "Т-777": (Looks.OVERDONE, 100)}
    told = {hint["name"]: hint["looks"] for hint in summary(desk)["house_clients"]}
    assert told == {"Розничный покупатель": "named", "Т-777": "overdone"}
    assert not list(desk.clients.ids(ClientFilter(has=("house",))))  # asked, never done
    desk.clients.mass_house([hint.client_id for hint in result.houses])
    assert summary(desk)["house_clients"] == []
