"""A single sale moves the kept figures of its client at once: to what a reckoning of everybody would find."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from clientcrm.crm import Desk
from clientcrm.data.models import Client
from clientcrm.data.models import ClientFigures as Row
from clientcrm.data.standing import standing
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import Invalid
from clientcrm.domain.figures import FigureOptions
from clientcrm.domain.journal import JournalFilter
from clientcrm.domain.sales import PurchaseDraft, ReceiptKind
from clientcrm.domain.scores import RfmLimits
from clientcrm.domain.standing import Bought
from clientcrm.services.figures_at_once import _rules, follow_sales
from clientcrm.services.kept_figures import WRITTEN
from clientcrm.services.standing_at_once import _OF_NOBODY, _OF_ONE, _OF_RECEIPTS, by_sheet
from clientcrm.services.touching import TOUCHED
from tests.rules.sources import ROOT
from tests.rules.test_start import python
from tests.services.golden import GOLDEN_LOST
from tests.services.imported import brought, csv_file
from tests.services.raw import make_filled
from tests.services.test_figures import OWN
from tests.services.test_import_purchases import CLIENTS, HEADER
from tests.support import PASSWORD, Clock, Shop

MADE_DAY = datetime(2026, 6, 30, 9, tzinfo=UTC)
EXACT = tuple(
    name for name in WRITTEN if name not in {"visit_chance", "expected_visits", "expected_money", "interval"}
)  # what no fit moves
Deed = Callable[[Desk], None]


def fill_made(desk: Desk) -> None:
    """Sixty clients with up to nine receipts each, some brought back; three more never buy, three are in the trash."""
    chance, today = random.Random(11), MADE_DAY.date()
    for number in range(1, 64):
        desk.clients.create(ClientDraft(name=f"Клиент {number}"))
    for client in range(1, 61):
        day = today - timedelta(days=chance.randrange(20, 500))
        for _ in range(chance.randrange(1, 10)):
            if day > today:
                break
            made = desk.sales.add(PurchaseDraft(client, day, total=1000 * chance.randrange(1, 40)))
            if chance.random() < 0.15:
                desk.sales.add(PurchaseDraft(client, day, total=900, kind=ReceiptKind.REFUND, return_of=made))
            day += timedelta(days=chance.randrange(5, 90))
    desk.clients.trash([58, 59, 60])


@pytest.fixture(scope="module")
def templates(
    golden_shop: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Callable[[Path], Shop]]:
    return {
        "golden": golden_shop,
        "made": make_filled(tmp_path_factory.mktemp("made"), fill_made, Clock(MADE_DAY)),
    }


@pytest.fixture(params=["golden", "made"])
def base(request: pytest.FixtureRequest, templates: dict[str, Any], tmp_path: Path) -> Iterator[Shop]:
    """Either shop on its day."""
    made = templates[request.param](tmp_path / "base")
    yield made
    made.close()


def kept(desk: Desk, client: int) -> dict[str, Any] | None:
    """The row of a client as it stands in the table."""
    with desk._gate.whole_base() as session:
        row = session.scalars(select(Row).where(Row.client_id == client)).first()
        return None if row is None else {name: getattr(row, name) for name in WRITTEN}


def by_frames(desk: Desk, client: int) -> dict[str, float]:
    """The figures that hang on typical, model and checks, from the frames and by what the last reckoning found."""
    import numpy as np

    from clientcrm.domain.analytics import gamma_gamma, mbg_nbd
    from clientcrm.domain.analytics.history import histories, purchase_days
    from clientcrm.domain.analytics.rhythm import with_personal
    from clientcrm.services.analytics.reading import sales_of

    with desk._gate.whole_base() as session:
        rules = _rules(session)
        receipts = sales_of(session)[0].receipts
    assert rules is not None
    today = desk._gate.today()
    days, found = purchase_days(receipts, today), histories(receipts, today)
    mine = found[found.index == client]
    model, past = mbg_nbd.Model(*rules.model), mbg_nbd.pasts(mine, today.toordinal())
    later = days.loc[days["client"] == client, "eff"].to_numpy()[1:]
    checks = gamma_gamma.GammaGamma(*rules.checks) if len(rules.checks) == 3 else gamma_gamma.Shrunk(*rules.checks)
    visits = mbg_nbd.expected(model, past, 365 / 7)
    check = checks.check(past.x, np.array([later.mean() if len(later) else 0.0]))
    return {
        "interval": float(with_personal(mine, rules.typical)["personal"].iloc[0]),
        "visit_chance": float(mbg_nbd.visit(model, past, rules.horizon / 7)[0]),
        "expected_visits": float(visits[0]),
        "expected_money": float(np.rint(visits * check)[0]),
    }


def deeds(client: int, today: date) -> dict[str, Deed]:
    """What happens at the counter, one after another; each is followed by a look at the client's figures."""
    made: dict[str, Any] = {}
    sale = PurchaseDraft(client, today, total=123_450)
    refund = replace(sale, kind=ReceiptKind.REFUND)

    def add(key: str, draft: PurchaseDraft, back: str = "") -> Deed:
        def deed(desk: Desk) -> None:
            made[key] = desk.sales.add(replace(draft, return_of=made[back]) if back else draft)

        return deed

    def remove(desk: Desk) -> None:
        made["taken"] = desk.sales.remove(made["large"])

    def put_back(desk: Desk) -> None:
        made["large"] = desk.sales.add(made["taken"])

    def change(desk: Desk) -> None:
        made["before"] = desk.sales.change(made["today"], replace(sale, day=today - timedelta(days=60)))

    def undo_change(desk: Desk) -> None:
        desk.sales.change(made["today"], made["before"])

    return {
        "a sale of today": add("today", sale),
        "a sale long ago": add("old", replace(sale, day=today - timedelta(days=400), total=10)),
        "the largest sum of all": add("large", replace(sale, day=today - timedelta(days=3), total=50_000_000)),
        "a part brought back": add("part", replace(refund, total=450), "today"),
        "taken away": remove,
        "put back": put_back,
        "changed into a day before": change,
        "the change undone": undo_change,
        "all of a sale brought back": add("void", replace(refund, total=50_000_000), "large"),
        "more brought back than was ever paid": add("worse", replace(refund, total=900_000_000)),
    }


@pytest.mark.proves("F44", "F37", "F38")
@pytest.mark.parametrize("client", [1, 2, 6])
def test_after_each_deed_the_client_stands_as_a_reckoning_of_all_would_put_them(base: Shop, client: int) -> None:
    desk = base.sign_in()
    lost = GOLDEN_LOST if base.clock.at.year == 2024 else 120
    desk.figures.decide(FigureOptions(lost_after=lost))
    desk.figures.reckon()
    moved = set()
    for name, deed in deeds(client, desk._gate.today()).items():
        known, before = desk.figures.latest(), kept(desk, client)
        deed(desk)
        at_once = kept(desk, client)
        assert at_once is not None, name
        by_kept = by_frames(desk, client)
        money = by_kept.pop("expected_money")
        assert {key: at_once[key] for key in by_kept} == pytest.approx(by_kept, rel=1e-9), name
        assert abs(at_once["expected_money"] - money) <= 1, name  # half a kopeck may fall either way
        moved.update(key for key in WRITTEN if before is None or before[key] != at_once[key])
        found = desk.figures.reckon()
        whole = kept(desk, client)
        assert whole is not None
        assert known is not None
        by_typical = {"status", "next_from", "next_to"} if found.typical != known.typical else set()
        assert [(key, at_once[key]) for key in EXACT if key not in by_typical] == [
            (key, whole[key]) for key in EXACT if key not in by_typical
        ], name
    assert moved >= {"expected_money", "visit_chance"}


@pytest.mark.parametrize(
    ("base", "client"), [("golden", 1), ("golden", 14), ("made", 1), ("made", 60)], indirect=["base"]
)
def test_the_row_comes_with_the_first_purchase_day_and_goes_with_the_last(base: Shop, client: int) -> None:
    desk, today = base.sign_in(), base.clock.at.date()
    desk.figures.reckon()
    for row in desk.sales.purchases(client):
        desk.sales.remove(row.id)
    assert desk.figures.of(client) is None
    before = desk.figures.changes(client)
    made = desk.sales.add(PurchaseDraft(client, today, total=5_000))
    found = desk.figures.of(client)
    trashed = client == 60
    assert (found is None) is trashed
    if found is not None:
        assert (found.status, found.as_of) == ("new", today)
        assert desk.figures.changes(client) == before, "nobody's first classes are a change"
        desk.sales.remove(made)
        assert desk.figures.of(client) is None


def test_changed_classes_are_history_of_a_single_sale_too(base: Shop) -> None:
    desk = base.sign_in()
    desk.figures.decide(FigureOptions(lost_after=84))
    desk.figures.reckon()
    client = next(i for i in range(1, 15) if (found := desk.figures.of(i)) is not None and found.status == "lost")
    made = desk.sales.add(PurchaseDraft(client, base.clock.at.date(), total=5_000))
    [said] = [one for one in desk.figures.changes(client) if one.figure == "status"]
    assert (said.before, said.as_of) == ("lost", base.clock.at.date())
    assert said.after == desk.figures.of(client).status  # type: ignore[union-attr]
    desk.sales.remove(made)
    assert [one.after for one in desk.figures.changes(client) if one.figure == "status"] == ["lost", said.after]


def test_a_sale_that_goes_to_another_client_moves_both(base: Shop) -> None:
    desk, today = base.sign_in(), base.clock.at.date()
    desk.figures.reckon()
    draft = PurchaseDraft(1, today, total=77_000_000)
    made = desk.sales.add(draft)
    desk.sales.change(made, replace(draft, client_id=3))
    at_once = [kept(desk, client) for client in (1, 3)]
    desk.figures.reckon()
    for first, second in zip(at_once, [kept(desk, client) for client in (1, 3)], strict=True):
        assert first is not None
        assert second is not None
        assert [first[key] for key in ("abc", "xyz", "segment")] == [second[key] for key in ("abc", "xyz", "segment")]


@pytest.mark.parametrize(("days", "net"), [(1, 1), (3, 30_000), (6, -5), (50, 10**9)])
def test_counting_from_either_side_comes_to_the_same(base: Shop, days: int, net: int) -> None:
    desk = base.sign_in()
    last = base.clock.at.date() - timedelta(days=60)
    with desk._gate.whole_base() as session:
        ways = [(often, stale) for often in (False, True) for stale in (False, True)]
        found = [standing(session, 1, last, days, net, frequent=often, stale=stale) for often, stale in ways]
    assert found == [found[0]] * 4
    assert found[0].others in (8, 56)


def assert_sheet_tells(desk: Desk, *moving: int) -> None:
    """What the sheet and the journal say of anybody is what counting through everybody comes to."""
    today = desk._gate.today()
    with desk._gate.whole_base() as session:
        rules = _rules(session)
        assert rules is not None
        for client, ago, days, net in [(1, 0, 1, 1), (4, 60, 3, 30_000), (8, 200, 6, -5), (999, 1, 50, 10**9)]:
            last = today - timedelta(days=ago)
            asked = Bought(last.toordinal(), days, net)
            told = by_sheet(session, desk._gate, rules.run, client, asked, moving)
            counted = standing(session, client, last, days, net)
            assert told is not None
            told = told if net > 0 else replace(told, above=0, whole=0)
            assert told == (counted if net > 0 else replace(counted, above=0, whole=0))


def test_the_sheet_of_a_reckoning_tells_with_the_journal_what_counting_does(base: Shop) -> None:
    desk, today = base.sign_in(), base.clock.at.date()
    desk.figures.reckon()
    assert_sheet_tells(desk)
    made = desk.sales.add(PurchaseDraft(4, today, total=77_000))
    assert_sheet_tells(desk)
    desk.sales.change(made, PurchaseDraft(6, today - timedelta(days=3), total=50_000_000))
    assert_sheet_tells(desk)
    desk.sales.remove(made)
    for row in desk.sales.purchases(8):
        desk.sales.remove(row.id)
    assert_sheet_tells(desk)
    new = desk.clients.create(ClientDraft(name="Новая"))
    desk.sales.add(PurchaseDraft(new, today, total=12_345))
    desk.clients.trash([4])
    desk.clients.trash([new])
    desk.clients.restore([4])
    assert_sheet_tells(desk)
    form = desk.clients.form(5)
    desk.clients.change(5, form.version, replace(form.draft, house=True))
    assert_sheet_tells(desk)
    base.close()
    desk = base.sign_in()
    assert_sheet_tells(desk)
    desk.clients.trash([1, 2])
    with desk._gate.whole_base() as session:
        rules = _rules(session)
        assert rules is not None
        assert by_sheet(session, desk._gate, rules.run, 3, Bought(1, 1, 1), ()) is None, "two are not named one by one"
    desk.figures.reckon()
    assert_sheet_tells(desk)


def test_a_write_that_names_whom_it_moves_is_counted_as_it_is_by_then(base: Shop) -> None:
    desk = base.sign_in()
    desk.figures.reckon()
    with desk._gate.write(Permission.EDIT_CLIENTS, "test") as session:
        session.execute(update(Client).where(Client.id == 4).values(total=10**8, purchase_days=40))
        rules = _rules(session)
        assert rules is not None
        last = desk._gate.today() - timedelta(days=30)
        told = by_sheet(session, desk._gate, rules.run, 1, Bought(last.toordinal(), 2, 70_000), [4])
        assert told == standing(session, 1, last, 2, 70_000)


def test_every_action_that_the_sheet_passes_by_is_one_that_there_is() -> None:
    """A misspelt name would leave sales to counting for the rest of the day."""
    said = "".join(
        path.read_text("utf-8") for path in (ROOT / "clientcrm").rglob("*.py") if path.name != "standing_at_once.py"
    )
    assert [action for action in sorted(_OF_NOBODY | _OF_ONE | _OF_RECEIPTS) if f'"{action}"' not in said] == []


def test_nothing_is_kept_before_the_first_reckoning(base: Shop) -> None:
    desk = base.sign_in()
    desk.sales.add(PurchaseDraft(1, base.clock.at.date(), total=5_000))
    assert desk.figures.of(1) is None


def test_a_sale_written_down_while_all_are_reckoned_is_not_lost(base: Shop) -> None:
    desk = base.sign_in()

    def sell(done: int, _total: int) -> None:
        if done == 2:  # the sales have been read, nothing is written yet
            desk.sales.add(PurchaseDraft(8, base.clock.at.date(), total=900))

    if desk.figures.reckon(sell).clients:
        at_once = kept(desk, 8)
        desk.figures.reckon()
        whole = kept(desk, 8)
        assert at_once is not None
        assert whole is not None
        assert [at_once[name] for name in ("status", "xyz", "abc")] == [
            whole[name] for name in ("status", "xyz", "abc")
        ]


def test_a_load_of_sales_asks_for_a_reckoning_and_so_does_taking_it_back(desk: Desk, tmp_path: Path) -> None:
    brought(desk, csv_file(tmp_path / "clients.csv", CLIENTS))
    desk.figures.reckon()
    assert not desk.figures.is_due(), "clients alone change no figures"
    client = desk.clients.ids(ClientFilter())[0]
    rows = [HEADER, *((str(n), f"0{n}.05.2026", "К1", "Чай", "1", "100", "") for n in range(1, 4))]
    loaded = brought(desk, csv_file(tmp_path / "sales.csv", rows))
    assert desk.figures.is_due()
    assert [desk.figures.of(i) for i in desk.clients.ids(ClientFilter())] == [None, None], "left as they were"
    desk.figures.reckon()
    assert not desk.figures.is_due()
    desk.sales.add(PurchaseDraft(client, date(2026, 6, 30), total=500))
    assert not desk.figures.is_due(), "a single sale is followed at once"
    before = [desk.figures.of(i) for i in desk.clients.ids(ClientFilter())]
    desk.importing.undo(loaded.batch)
    after = [desk.figures.of(i) for i in desk.clients.ids(ClientFilter())]
    assert desk.figures.is_due()
    assert before != after, "whom a small batch leaves is followed at once"
    desk.figures.reckon()
    again = [desk.figures.of(i) for i in desk.clients.ids(ClientFilter())]
    assert [one and (one.status, one.abc, one.xyz) for one in after] == [
        one and (one.status, one.abc, one.xyz) for one in again
    ]


def test_many_wait_for_the_next_reckoning(base: Shop) -> None:
    desk, today = base.sign_in(), base.clock.at.date()
    desk.figures.reckon()
    with desk._gate.write(Permission.EDIT_CLIENTS, "test") as session:
        follow_sales(session, desk._gate, range(1, 22))
        assert Topic.FIGURES not in session.info[TOUCHED]
        follow_sales(session, desk._gate, range(1, 21))
        assert Topic.FIGURES in session.info[TOUCHED]
    assert desk.figures.latest().as_of == today  # type: ignore[union-attr]


@pytest.mark.proves("F19")
def test_ranks_are_those_of_the_whole_base_whoever_sells(base: Shop) -> None:
    owner, today = base.sign_in(), base.clock.at.date()
    added = owner.staff.add("Света", "seller", list(dict(owner.portfolios)), PASSWORD)
    owner.figures.reckon()
    owner.close()
    base.sign_in("Света", added.one_time_password).change_password(added.one_time_password, OWN)
    base.close()
    base.sign_in().close()  # the owner accepts the new keys
    seller = base.sign_in("Света", OWN)
    seller.sales.add(PurchaseDraft(1, today, total=30_000))
    at_once = kept(seller, 1)
    seller.figures.reckon()
    whole = kept(seller, 1)
    assert at_once is not None
    assert whole is not None
    assert [at_once[name] for name in EXACT[4:]] == [whole[name] for name in EXACT[4:]]


def test_scores_by_the_owners_limits_are_right_at_once(templates: dict[str, Any], tmp_path: Path) -> None:
    """Fourteen clients and fewer have no ranks, and scores by limits all the same."""
    shop = templates["golden"](tmp_path / "base")
    desk = shop.sign_in()
    limits = RfmLimits((7, 30, 90, 180), (2, 3, 5, 7), (1, 500_000, 1_000_000, 5_000_000))
    desk.figures.decide(FigureOptions(limits=limits))
    entry = desk.journal.entries(JournalFilter(), limit=1)[0]
    assert entry.before_after == {  # each kind by its name, as a person reads it
        name: (None, list(getattr(limits, name))) for name in ("recency", "purchases", "money")
    }
    desk.figures.reckon()
    scores = ("recency_score", "frequency_score", "money_score", "segment")
    first = kept(desk, 2)
    assert first is not None
    assert [first[name] for name in scores] == [2, 1, 5, "hibernating"]  # 107 days, one visit, 60,000.00
    desk.sales.add(PurchaseDraft(2, desk._gate.today(), total=30_000))
    at_once = kept(desk, 2)
    desk.figures.reckon()
    whole = kept(desk, 2)
    assert at_once is not None
    assert whole is not None
    assert [at_once[name] for name in scores] == [whole[name] for name in scores] == [5, 2, 5, "potential_loyal"]
    with pytest.raises(Invalid):
        desk.figures.decide(FigureOptions(limits=RfmLimits((7, 30, 30, 180), (2, 3, 5, 7), (1, 2, 3, 4))))
    shop.close()


def test_scores_within_a_window_keep_what_they_were_but_for_recency(templates: dict[str, Any], tmp_path: Path) -> None:
    shop = templates["made"](tmp_path / "base")
    desk = shop.sign_in()
    desk.figures.decide(FigureOptions(window=200))
    desk.figures.reckon()
    client = next(i for i in range(1, 57) if (desk.figures.of(i).recency_score or 5) < 3)  # type: ignore[union-attr]
    before = desk.figures.of(client)
    desk.sales.add(PurchaseDraft(client, MADE_DAY.date(), total=90_000_000))
    after = desk.figures.of(client)
    assert before is not None
    assert after is not None
    assert (after.recency_score, after.abc) == (5, "A")
    assert (after.frequency_score, after.money_score) == (before.frequency_score, before.money_score)
    shop.close()


WRITES = """
import sys
from datetime import date
from pathlib import Path
from clientcrm.crm import Crm
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.settings import NewBase
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.passwords import KdfPolicy
from clientcrm.data.standing import standing
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.data.models import FiguresRun
from datetime import datetime, UTC
import json

desk = Crm(kdf=KdfPolicy(8, 1, 1), device=MemoryDeviceStore()).create(
    Path(sys.argv[1]), NewBase("Чайный дом", "Марина", "заварка-2026", "Магазин")
).desk
client = desk.clients.create(ClientDraft(name="Анна"))
found = dict(lost_after=90, lost_source="preset", typical=30, horizon=90, model=[0.7, 5.0, 0.8, 2.0], checks=[900.0])
with desk._storage.write() as session:
    session.add(FiguresRun(as_of=desk._gate.today(), made_at=datetime.now(UTC), journal_seq=0, clients=0,
                           options_json="{}", found_json=json.dumps(found)))
desk.sales.add(PurchaseDraft(client, desk._gate.today(), total=900))
print(desk.figures.of(client).status, [n for n in ("numpy", "pandas") if n in sys.modules])
desk.close()
"""


def test_writing_a_sale_down_loads_no_pandas(tmp_path: Path) -> None:
    assert python(WRITES, str(tmp_path / "base")).strip() == "new []"
