"""Saved segments: members as of now or of a moment, who came and went, and what people do with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.exports import ExportPlan
from clientcrm.domain.filter_trees import as_tree
from clientcrm.domain.ready_segments import READY, tree_of
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.segment_fields import FIELDS, GROUPS
from clientcrm.domain.segment_list import ClientStay, MembershipDay, Move
from clientcrm.domain.segment_words import TITLES
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without, require_sound
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.services.clients.fields import field_id
from clientcrm.services.segments.membership import AT_ONCE
from tests.services.raw import make_filled, raw
from tests.support import PASSWORD, Clock, Shop

START = datetime(2026, 6, 30, 9, tzinfo=UTC)
TODAY = START.date()
BOUGHT, IN_TULA = Ask("purchases", low=1), Ask("city", any_of=("Тула",))


def fill(desk: Desk) -> None:
    """Six people, three of Tula; two have bought."""
    for number in range(1, 7):
        desk.clients.create(ClientDraft(name=f"Клиент {number}", city="Тула" if number <= 3 else "Омск"))
    for client in (1, 2):
        desk.sales.add(PurchaseDraft(client, TODAY - timedelta(days=40), (LineDraft("Чай", total=500),), total=500))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("segments"), fill, Clock(START))


@pytest.fixture
def shop(filled: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    made = filled(tmp_path / "base")
    yield made
    made.close()


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return shop.sign_in()


def where(node: Node) -> ClientFilter:
    return ClientFilter(where=node)


def count(desk: Desk, name: str) -> int:
    return next(one.clients for one in desk.segments.all() if one.name == name)


# ---------------------------------------------------------------- as of now


@pytest.mark.proves("F35")
def test_a_purchase_moves_its_client_at_once(shop: Shop, desk: Desk) -> None:
    segment = desk.segments.save("Покупатели", where(BOUGHT))
    assert (count(desk, "Покупатели"), desk.segments.history(segment)) == (2, [])
    shop.clock.go(days=1)
    sale = desk.sales.add(PurchaseDraft(5, TODAY, total=900))
    assert count(desk, "Покупатели") == 3
    assert list(desk.segments.members(segment)) == [1, 2, 5]
    tomorrow = TODAY + timedelta(days=1)
    assert desk.segments.moves(segment) == [Move(5, tomorrow, True)]
    assert ClientStay(segment, "Покупатели", tomorrow) in desk.segments.of_client(5)
    assert ClientStay(segment, "Покупатели", None) in desk.segments.of_client(1)
    shop.clock.go(days=1)
    desk.sales.remove(sale)
    assert desk.segments.history(segment) == [
        MembershipDay(tomorrow + timedelta(days=1), 0, 1),
        MembershipDay(tomorrow, 1, 0),
    ]
    assert desk.segments.history(segment, since=tomorrow + timedelta(days=1)) == [
        MembershipDay(tomorrow + timedelta(days=1), 0, 1)
    ]
    assert desk.segments.of_client(5) == []


@pytest.mark.proves("F35")
def test_a_receipt_given_to_somebody_else_moves_both(desk: Desk) -> None:
    segment = desk.segments.save("Покупатели", where(BOUGHT))
    sale = desk.sales.add(PurchaseDraft(4, TODAY, total=900))
    desk.sales.change(sale, PurchaseDraft(6, TODAY, total=900))
    assert [(move.client_id, move.entered) for move in desk.segments.moves(segment)] == [
        (6, True),
        (4, False),
        (4, True),
    ]


@pytest.mark.proves("F35", "F03")
def test_card_tag_talk_tier_and_trash_move_at_once(desk: Desk) -> None:
    vip = next(tier.id for tier in desk.tiers.all() if tier.key == "vip")
    trees = {
        "Омск": Ask("city", any_of=("Омск",)),
        "Опт": Ask("tag", any_of=("опт",)),
        "Звонили": Ask("dealt", any_of=("call",), within=30),
        "VIP": Ask("tier", any_of=(vip,)),
        "Все": AllOf(()),
    }
    ids = {name: desk.segments.save(name, where(node)) for name, node in trees.items()}
    form = desk.clients.form(1)
    desk.clients.change(1, form.version, replace(form.draft, city="Омск", tags=("опт",)))
    desk.timeline.record(InteractionDraft(2, EntryKind.CALL, "о чае"))
    desk.clients.set_tier(3, vip, "")
    desk.clients.trash([4])
    moved = {name: [(m.client_id, m.entered) for m in desk.segments.moves(number)] for name, number in ids.items()}
    assert moved == {
        "Омск": [(4, False), (1, True)],
        "Опт": [(1, True)],
        "Звонили": [(2, True)],
        "VIP": [(3, True)],
        "Все": [(4, False)],
    }


def test_many_at_once_are_written_down_by_the_next_reckoning(desk: Desk) -> None:
    segment = desk.segments.save("Опт", where(Ask("tag", any_of=("опт",))))
    for number in range(AT_ONCE + 1):
        desk.clients.create(ClientDraft(name=f"Новый {number}"))
    desk.clients.mass_tag(range(1, AT_ONCE + 5), "опт")
    assert count(desk, "Опт") == AT_ONCE + 4, "counts are as of now all the same"
    desk.figures.reckon()
    assert desk.segments.history(segment) == [MembershipDay(TODAY, AT_ONCE + 4, 0)]
    assert desk.segments.catch_up() == 0


def test_time_alone_moves_clients_at_the_next_reckoning(shop: Shop, desk: Desk) -> None:
    segment = desk.segments.save("Недавно", where(Ask("last_purchase", within=45)))
    assert list(desk.segments.members(segment)) == [1, 2]
    shop.clock.go(days=6)
    assert list(desk.segments.members(segment)) == []
    assert desk.segments.catch_up() == 2
    assert desk.segments.history(segment) == [MembershipDay(TODAY + timedelta(days=6), 0, 2)]


def test_days_count_back_in_the_shops_calendar(shop: Shop, desk: Desk) -> None:
    """Half past ten in the evening by UTC is tomorrow in Moscow."""
    shop.clock.at = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    new = desk.clients.create(ClientDraft(name="Ночной"))
    first = date(2026, 7, 1)
    assert list(desk.clients.ids(where(Ask("created", since=first)))) == [new]
    assert list(desk.clients.ids(where(Ask("created", within=0)))) == [new]
    assert list(desk.clients.ids(ClientFilter(created_from=first))) == [new]
    assert list(desk.clients.ids(ClientFilter(created_to=first - timedelta(days=1)))) == [1, 2, 3, 4, 5, 6]
    desk.timeline.record(InteractionDraft(2, EntryKind.CALL, "о чае"))
    assert list(desk.clients.ids(where(Ask("dealt", since=first)))) == [2]
    assert list(desk.clients.ids(where(Ask("dealt", until=first - timedelta(days=1))))) == []


def test_a_segment_of_another_program_stops_no_sale(shop: Shop, desk: Desk) -> None:
    desk.segments.save("Покупатели", where(BOUGHT))
    desk.close()
    with raw(shop) as connection:
        connection.execute('update saved_segment set filter_json = \'{"where": {"ask": "shoe_size"}}\'')
    desk = shop.sign_in()
    assert desk.sales.add(PurchaseDraft(5, TODAY, total=900)) > 0
    assert desk.segments.catch_up() == 0


# ---------------------------------------------------------------- of a moment


@pytest.mark.proves("F35")
def test_a_frozen_one_keeps_the_clients_of_its_moment(shop: Shop, desk: Desk) -> None:
    segment = desk.segments.freeze("Покупали к июлю", where(BOUGHT))
    desk.sales.add(PurchaseDraft(5, TODAY, total=900))
    [told] = desk.segments.all()
    assert (told.clients, told.frozen_at, told.origin) == (2, START, where(BOUGHT))
    assert list(desk.clients.ids(told.filter)) == list(desk.segments.members(segment)) == [1, 2]
    assert list(desk.clients.ids(replace(told.filter, cities=("Омск",)))) == []
    desk.clients.trash([1])
    assert list(desk.segments.members(segment)) == [2]
    desk.clients.restore([1])
    assert list(desk.clients.ids(desk.segments.named("покупали К июлю"))) == [1, 2]
    assert desk.segments.history(segment) == []
    desk.figures.reckon()
    assert list(desk.segments.members(segment)) == [1, 2]


def test_marked_clients_are_frozen_as_they_are(desk: Desk) -> None:
    desk.clients.trash([6])
    segment = desk.segments.freeze("Выбранные", ClientFilter(), ids=[5, 3, 6, 77])
    assert list(desk.segments.members(segment)) == [3, 5]


def test_saving_over_a_frozen_one_makes_it_follow_again(desk: Desk) -> None:
    segment = desk.segments.freeze("Тула", where(IN_TULA))
    assert desk.segments.save("тула", where(IN_TULA)) == segment
    [told] = desk.segments.all()
    assert (told.name, told.frozen_at, told.clients) == ("тула", None, 3)


# ---------------------------------------------------------------- one within another


def test_segments_ask_for_segments(desk: Desk) -> None:
    buyers = desk.segments.save("Покупатели", where(BOUGHT))
    tula = desk.segments.freeze("Тула", ClientFilter(cities=("Тула",)))
    plain = desk.segments.save("Омск", ClientFilter(cities=("Омск",)))
    for other, common in ((tula, 2), (plain, 0)):
        both = AllOf((Ask("segment", any_of=(buyers,)), Ask("segment", any_of=(other,))))
        assert desk.segments.count(where(both)) == common
    others = AllOf((Ask("segment", any_of=(tula,)), Without(Ask("segment", any_of=(buyers,)))))
    nested = desk.segments.save("Тула без покупок", where(others))
    assert list(desk.segments.members(nested)) == [3]
    desk.sales.add(PurchaseDraft(3, TODAY, total=100))
    assert list(desk.segments.members(nested)) == []
    assert [(move.client_id, move.entered) for move in desk.segments.moves(nested)] == [(3, False)]
    assert list(desk.clients.ids(where(Ask("segment", any_of=(99,))))) == []


def test_none_asks_for_itself_and_none_in_use_is_removed(desk: Desk) -> None:
    first = desk.segments.save("Первый", where(BOUGHT))
    second = desk.segments.save("Второй", where(Ask("segment", any_of=(first,))))
    for own in (first, second):
        with pytest.raises(Invalid) as refused:
            desk.segments.save("Первый", where(Without(Ask("segment", any_of=(own,)))))
        assert refused.value.fields == {"segment": "circle"}
    with pytest.raises(Invalid) as refused:
        desk.segments.remove(first)
    assert refused.value.fields == {"segment": "in_use"}
    desk.segments.remove(second)
    desk.segments.remove(first)
    assert desk.segments.all() == []


# ---------------------------------------------------------------- saving, naming, taking away


def test_a_name_is_used_once(desk: Desk) -> None:
    first = desk.segments.save("Опт", where(BOUGHT))
    second = desk.segments.save("Тула", where(IN_TULA))
    for name in ("Опт", " опт "):
        with pytest.raises(Invalid) as refused:
            desk.segments.rename(second, name)
        assert refused.value.fields == {"name": "taken"}
        with pytest.raises(Invalid) as refused:
            desk.segments.save(name, where(IN_TULA), second)
        assert refused.value.fields == {"name": "taken"}
    desk.segments.rename(second, "ТУЛА")
    assert desk.segments.save("оПТ", where(IN_TULA), first) == first
    assert [(one.name, one.clients) for one in desk.segments.all()] == [("оПТ", 3), ("ТУЛА", 3)]
    assert {move.client_id for move in desk.segments.moves(first)} == {3}, "its history goes on with the new question"


@pytest.mark.parametrize(
    ("name", "asked", "fields"),
    [
        (" ", ClientFilter(), {"name": "empty"}),
        ("я" * 121, ClientFilter(), {"name": "too_long"}),
        ("Поиск", ClientFilter(text="79161234567"), {"segment": "text"}),
        ("Дерево", ClientFilter(where=Ask("shoe_size")), {"segment": "unknown_field"}),
    ],
)
def test_what_cannot_be_kept_is_said(desk: Desk, name: str, asked: ClientFilter, fields: dict[str, str]) -> None:
    for keep in (desk.segments.save, desk.segments.freeze):
        with pytest.raises(Invalid) as refused:
            keep(name, asked)
        assert refused.value.fields == fields


def test_what_was_taken_away_comes_back_with_its_history(shop: Shop, desk: Desk) -> None:
    segment = desk.segments.save("Покупатели", where(BOUGHT))
    desk.sales.add(PurchaseDraft(5, TODAY, total=900))
    assert desk.segments.remove(segment).name == "Покупатели"
    assert desk.segments.all() == []
    for look in (desk.segments.get, desk.segments.members, desk.segments.history, desk.segments.moves):
        with pytest.raises(NotFound):
            look(segment)
    shop.clock.go(days=2)
    desk.sales.add(PurchaseDraft(6, TODAY, total=900))
    desk.segments.restore(segment)
    assert list(desk.segments.members(segment)) == [1, 2, 5, 6]
    assert {(move.client_id, move.entered) for move in desk.segments.moves(segment)} == {(5, True), (6, True)}
    desk.segments.remove(segment)
    desk.segments.save("Покупатели", where(IN_TULA))
    with pytest.raises(Invalid) as refused:
        desk.segments.restore(segment)
    assert refused.value.fields == {"name": "taken"}
    shop.clock.go(days=31)
    desk.segments.catch_up()
    with pytest.raises(NotFound):
        desk.segments.restore(segment)


# ---------------------------------------------------------------- whose clients


def kept_of(shop: Shop, client: int) -> set[tuple[str, int]]:
    """The tables that tell of a client, with the portfolios that they name."""
    with raw(shop) as connection:
        found = set()
        for table in ("segment_member", "segment_move"):
            rows = connection.execute(f"select portfolio from {table} where client_id = ?", (client,))
            found |= {(table, row[0]) for row in rows}
    return found


def test_what_is_kept_moves_with_its_client_and_goes_with_it(shop: Shop, desk: Desk) -> None:
    desk.staff.add_portfolio("Второй", [], PASSWORD)
    desk.segments.save("Покупатели", where(BOUGHT))
    desk.sales.add(PurchaseDraft(5, TODAY, total=900))
    desk.segments.freeze("Тогда", where(BOUGHT))
    desk.close()
    assert kept_of(shop, 5) == {("segment_member", 1), ("segment_move", 1)}
    desk = shop.sign_in()
    desk.clients.move([5], 2)
    desk.close()
    assert kept_of(shop, 5) == {("segment_member", 2), ("segment_move", 2)}
    desk = shop.sign_in()
    desk.clients.trash([5])
    desk.clients.erase([5])
    assert [one.clients for one in desk.segments.all()] == [2, 2]
    desk.close()
    assert kept_of(shop, 5) == set()


# ---------------------------------------------------------------- numbers beside a tree, words in a file


def test_numbers_beside_each_line_are_those_of_the_list(desk: Desk) -> None:
    tree = AllOf((AnyOf((BOUGHT, Ask("city", any_of=("Омск",)))), Without(Ask("dealt")), Without(AnyOf(()))))

    def told(node: Node) -> list[int]:
        part = desk.segments.parts(node)
        found, waiting = [], [part]
        while waiting:
            one = waiting.pop(0)
            assert one.clients == len(desk.clients.ids(where(one.node))), one.node
            found.append(one.clients)
            waiting += one.parts
        return found

    assert told(tree) == [5, 5, 6, 6, 2, 3, 0, 0]
    desk.timeline.record(InteractionDraft(1, EntryKind.VISIT, "зашла"))
    assert told(tree) == [4, 5, 5, 6, 2, 3, 1, 0], "what was counted before a change is forgotten"


def test_own_fields_answer_whether_they_are_filled(desk: Desk) -> None:
    with desk._gate.write(Permission.CHANGE_SETTINGS, "field.made") as session:
        field = field_id(session, "Любимый чай")
    form = desk.clients.form(2)
    desk.clients.change(2, form.version, replace(form.draft, own={field: "улун"}))
    [choice] = desk.segments.choices("own")
    assert (choice.value, choice.label) == (f"own:{field}", "Любимый чай")
    assert list(desk.clients.ids(where(Ask(str(choice.value))))) == [2]
    assert list(desk.clients.ids(where(Ask(str(choice.value), is_so=False)))) == [1, 3, 4, 5, 6]


def test_what_may_be_chosen_is_what_there_is(desk: Desk) -> None:
    desk.segments.save("Покупатели", where(BOUGHT))
    assert [(one.value, one.clients) for one in desk.segments.choices("city")] == [("Омск", 3), ("Тула", 3)]
    assert [one.label for one in desk.segments.choices("bought")] == ["Чай"]
    assert [one.label for one in desk.segments.choices("segment")] == ["Покупатели"]
    assert {one.value for one in desk.segments.choices("status")} == {"active", "new", "at_risk", "lost"}
    assert [(one.value, one.clients) for one in desk.segments.choices("responsible")] == [(None, 6)]
    with pytest.raises(NotFound):
        desk.segments.choices("total")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_exported_segment_says_in_the_file_what_it_asked_for(desk: Desk, tmp_path: Path, language: str) -> None:
    [tea] = desk.segments.choices("bought")
    tree = AllOf((Ask("bought", any_of=(tea.value,)), Without(AnyOf((Ask("consent"), Ask("last_purchase", within=7))))))
    done = desk.exporting.run(ExportPlan(tmp_path / "out.xlsx", filter=where(tree), language=language))
    assert done.rows == 2
    cells = [str(row[0]) for sheet in load_workbook(done.path) for row in sheet.iter_rows(values_only=True)]
    said = {
        "ru": "Условия: купил: Чай и не (согласие: да или последняя покупка: за последние 7 дн.)",
        "en": "Conditions: bought: Чай and not (consent: yes or last purchase: within the last 7 days)",
    }
    assert said[language] in cells


def test_every_field_has_words_and_stands_in_the_builder_once() -> None:
    offered = [field for fields in GROUPS.values() for field in fields]
    assert sorted(offered) == sorted(FIELDS) == sorted(TITLES)


# ---------------------------------------------------------------- ready ones


@pytest.mark.proves("F35")
def test_ready_segments_are_plain_trees(desk: Desk) -> None:
    [tea] = desk.segments.choices("bought")
    assert len({ready.key for ready in READY}) == len(READY)
    desk.figures.reckon()
    counts = {}
    for ready in READY:
        chosen = {name: [tea.value] for name in ready.needs}
        tree = tree_of(ready.key, **chosen)  # type: ignore[arg-type]
        require_sound(tree)
        counts[ready.key] = desk.segments.count(where(tree))
        assert desk.segments.parts(tree).clients == len(desk.clients.ids(where(tree)))
    assert counts["new_without_second"] == counts["no_contacts"] == counts["no_responsible"] == 2
    assert counts["bought_never_bought"] == counts["came_once"] == 0
    assert {ready.key for ready in READY if ready.of_money} == {"best", "rich_and_rare", "lost_with_money"}
    with pytest.raises(NotFound):
        tree_of("nothing_like_it")
    with pytest.raises(Invalid):
        tree_of("bought_never_bought", bought=[1])


@pytest.mark.parametrize(
    "asked",
    [
        ClientFilter(cities=("Тула",), has=("purchases",)),
        ClientFilter(has_not=("purchases", "responsible", "phone", "birthday")),
        ClientFilter(total_from=100, purchases_to=3, last_to=TODAY),
        ClientFilter(created_from=TODAY, created_to=TODAY),
        ClientFilter(birthday_from=(12, 20), birthday_to=(1, 10)),
        ClientFilter(where=Without(BOUGHT), cities=("Омск",)),
        ClientFilter(),
    ],
)
def test_a_plain_filter_opens_as_a_tree_that_finds_the_same(desk: Desk, asked: ClientFilter) -> None:
    tree = as_tree(asked)
    assert tree is not None
    assert list(desk.clients.ids(where(tree))) == list(desk.clients.ids(asked))
    assert as_tree(ClientFilter(text="чай")) is None
