"""The builder: conditions put together by the keyboard, counted meanwhile, said in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clientcrm.domain.access import READY, Role
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without, to_json
from tests.support import shops_day
from tests.ui.clients.screens import ListScreen, Shop
from tests.ui.segments.screens import BuilderScreen
from ui.segments.group import GroupBox
from ui.segments.line import KeptLine


def tier(shop: Shop, key: str) -> int:
    return next(one.id for one in shop.context.tiers() if one.key == key)


def build(builder: BuilderScreen, node: Node) -> None:
    """The filters of the list, opened in the builder."""
    builder.shop.context.open("clients", where=to_json(node))
    builder.shop.settle()
    builder.shop.context.open("clients", build="filter")
    builder.settle()


@pytest.mark.proves("F35")
def test_a_segment_is_built_by_the_keyboard_alone(builder: BuilderScreen, shop: Shop, clients: ListScreen) -> None:
    shop.press("Ctrl+Shift+F")
    builder.settle()
    assert builder.is_open()
    builder.tab_to("Что важно")
    builder.pick("Последний визит")
    assert builder.node() == AllOf((Ask("last_purchase", ago=60),))
    assert builder.says() == "Были в последний раз больше 60 дней назад"
    builder.tab_to("Добавить условие")
    shop.press("Return")
    builder.pick("Ступень")
    builder.tab_to("Ступень")
    builder.tick("Спящий")
    assert builder.node() == AllOf((Ask("last_purchase", ago=60), Ask("tier", (tier(shop, "sleeping"),))))
    assert builder.total() == "2 клиента"
    assert builder.counts() == ["3", "2"]
    assert builder.first() == ["Михайлов Олег", "Никитин Роман"]
    shop.press("Ctrl+Return")
    shop.type("Пора разбудить")
    shop.press_default()
    assert not builder.is_open()
    assert clients.names() == ["Михайлов Олег", "Никитин Роман"]
    assert "Пора разбудить 2" in clients.pills()
    assert "Сегмент сохранён: Пора разбудить" in shop.toast()
    shop.undo()
    assert "Пора разбудить 2" not in clients.pills()


def test_counts_follow_each_change_and_the_newest_answer_stays(builder: BuilderScreen, shop: Shop) -> None:
    build(builder, AllOf((Ask("last_purchase", ago=60),)))
    days = builder.lines()[0].value
    assert days is not None
    for text in ("1", "10", "100", "1000", "60", "200"):
        days.days.set_text(text)  # type: ignore[attr-defined]
    builder.settle()
    assert builder.total() == "1 клиент"
    assert builder.first() == ["Абрамов Денис"]
    assert builder.counts() == ["1"]


def test_groups_within_groups_are_edited_and_counted(builder: BuilderScreen, shop: Shop) -> None:
    vip = tier(shop, "vip")
    tree = AllOf((Ask("phone"), AnyOf((Ask("tier", (vip,)), Without(Ask("tag", ("Опт",)))))))
    build(builder, tree)
    assert builder.node() == tree
    assert builder.counts()[1:] == ["15", "2", "14"]
    group = builder.root.views[1]
    assert isinstance(group, GroupBox)
    group.mode.choose("none")
    group.mode.chosen.emit("none")
    builder.settle()
    assert builder.node() == AllOf((Ask("phone"), Without(AnyOf((Ask("tier", (vip,)), Without(Ask("tag", ("Опт",))))))))
    assert builder.counts()[1:] == ["3", "2", "14"]
    group.views[1].remove.click()
    builder.settle()
    assert builder.node() == AllOf((Ask("phone"), Without(Ask("tier", (vip,)))))
    assert builder.focus() is group.views[0].remove
    group.remove.click()
    builder.settle()
    assert builder.node() == AllOf((Ask("phone"),))


def test_what_is_too_deep_is_shown_in_words_and_kept(builder: BuilderScreen, shop: Shop) -> None:
    deep = AllOf((Ask("phone"), Ask("email")))
    tree = AllOf((AnyOf((Ask("consent"), AllOf((Ask("purchases", low=1), AnyOf((Ask("address"), deep)))))),))
    build(builder, tree)
    assert builder.node() == tree
    kept = builder.view.findChildren(KeptLine)
    assert [one.words.text() for one in kept] == ["Есть адрес или (есть телефон и есть почта)"]
    assert kept[0].count.text()
    builder.lines()[0].remove.click()
    builder.settle()
    assert builder.node() == AllOf((AnyOf((AllOf((Ask("purchases", low=1), AnyOf((Ask("address"), deep)))),)),))


def test_ready_segments_begin_an_ordinary_one(builder: BuilderScreen, shop: Shop) -> None:
    builder.open()
    assert shop.says("Начать с готового")
    shop.click("Скоро день рождения")
    builder.settle()
    assert builder.node() == AllOf((Ask("birthday", within=-7),))
    assert not shop.says("Начать с готового")
    assert builder.first() == ["Ковальчук Светлана"]
    shop.click("Готовые сегменты")
    shop.type("новичк")
    shop.press("Return")
    builder.settle()
    assert shop.dialog() is None
    assert builder.says().startswith("Визитов ровно 1")


@pytest.mark.proves("F52")
def test_bought_one_and_never_the_other(builder: BuilderScreen, shop: Shop) -> None:
    builder.open(ready="bought_never_bought")
    assert builder.node() is None
    assert builder.total() == "—"
    builder.tick("Гайвань фарфоровая")
    builder.lines()[1].focus_first()
    builder.tick("Да Хун Пао 50 г")
    assert builder.says() == "Покупали «Гайвань фарфоровая» и ни разу не брали «Да Хун Пао 50 г»"
    goods = {one.label: one.value for one in shop.context.desk.segments.choices("bought")}
    asked = AllOf((Ask("bought", (goods["Гайвань фарфоровая"],)), Without(Ask("had", (goods["Да Хун Пао 50 г"],)))))
    assert builder.node() == asked
    assert builder.total().split()[0] == str(shop.context.desk.segments.count(ClientFilter(where=asked)))


def test_an_unfinished_condition_is_not_saved_unsaid(builder: BuilderScreen, shop: Shop) -> None:
    builder.open()
    shop.press("Ctrl+Return", builder.view)
    assert "Пока не выбрано ни одного условия." in builder.note()
    builder.choose(builder.lines()[0].field, "total")
    shop.press("Ctrl+Return", builder.view)
    assert "Одно условие ещё не дописано." in builder.note()
    assert shop.dialog() is None
    value = builder.lines()[0].value
    assert value is not None
    assert value.isAncestorOf(builder.focus())


def test_leaving_asks_only_when_something_would_be_lost(builder: BuilderScreen, shop: Shop) -> None:
    build(builder, Ask("phone"))
    shop.press("Escape", builder.view)
    assert not builder.is_open()
    build(builder, Ask("phone"))
    builder.choose(builder.lines()[0].condition, "no")
    shop.press("Escape", builder.view)
    assert shop.says("Уйти без сохранения?")
    shop.click("Остаться")
    assert builder.is_open()
    shop.press("Escape", builder.view)
    shop.click("Уйти без сохранения")
    assert not builder.is_open()


def test_what_was_built_can_be_shown_without_saving(builder: BuilderScreen, shop: Shop, clients: ListScreen) -> None:
    builder.open()
    builder.choose(builder.lines()[0].field, "last_purchase")
    shop.click("Показать в списке")
    assert clients.names() == ["Абрамов Денис", "Михайлов Олег", "Никитин Роман"]
    assert clients.chips() == ["Фильтр: Условия Были в последний раз больше 60 дней назад"]
    clients.search("Олег")
    assert clients.names() == ["Михайлов Олег"]


def test_money_is_no_question_for_whoever_may_not_see_it(builder: BuilderScreen, shop: Shop) -> None:
    desk = shop.context.desk
    desk._gate.stand(replace(desk.user, role=READY[Role.SELLER]))
    builder.open()
    offered = {builder.lines()[0].field.itemData(n) for n in range(builder.lines()[0].field.count())}
    assert offered.isdisjoint({"total", "average", "abc", "expected_money"})
    assert "last_purchase" in offered
    assert not shop.has_button("Богатые и редкие")
    builder.choose(builder.lines()[0].field, "last_purchase")
    assert builder.total() == "3 клиента"


def test_every_control_of_the_builder_has_a_name(builder: BuilderScreen, shop: Shop) -> None:
    build(
        builder,
        AllOf((Ask("bought", low=2, within=90), AnyOf((Ask("total", low=1, high=5), Ask("birthday", within=-7))))),
    )
    seen = []
    builder.lines()[0].field.setFocus()
    for _ in range(40):
        here = builder.focus()
        if here in seen:
            break
        seen.append(here)
        assert here.accessibleName(), here
        builder.tab()
    assert len(seen) > 15


def test_a_removed_group_comes_back_with_everything_in_it(builder: BuilderScreen, shop: Shop) -> None:
    vip = tier(shop, "vip")
    tree = AllOf((Ask("phone"), AnyOf((Ask("tier", (vip,)), Without(Ask("tag", ("Опт",))))), Ask("consent")))
    build(builder, tree)
    group = builder.root.views[1]
    assert isinstance(group, GroupBox)
    group.views[0].remove.click()
    builder.root.views[1].remove.click()
    builder.settle()
    assert builder.node() == AllOf((Ask("phone"), Ask("consent")))
    assert "Группа убрана" in shop.toast()
    shop.undo()
    builder.settle()
    assert builder.node() == AllOf((Ask("phone"), AnyOf((Without(Ask("tag", ("Опт",))),)), Ask("consent")))
    shop.undo()
    builder.settle()
    assert builder.node() == tree
    assert builder.counts()[1:4] == ["15", "2", "14"]
    shop.context.deeds.redo()
    shop.context.deeds.redo()
    builder.settle()
    assert builder.node() == AllOf((Ask("phone"), Ask("consent")))


def test_an_empty_line_goes_without_a_word_and_a_draft_takes_its_ways_back_along(
    builder: BuilderScreen, shop: Shop
) -> None:
    build(builder, AllOf((Ask("phone"), Ask("consent"))))
    builder.root.add_line.click()
    builder.lines()[2].remove.click()
    assert shop.toast() == ""
    builder.lines()[1].remove.click()
    assert "Условие убрано" in shop.toast()
    builder.view.panel.show_list.click()
    shop.settle()
    assert not builder.is_open()
    shop.undo()
    assert shop.context.deeds._undone == []


def test_a_ready_segment_put_over_what_was_built_is_taken_back(builder: BuilderScreen, shop: Shop) -> None:
    build(builder, AllOf((Ask("phone"), Ask("consent"))))
    builder.view.begin_with("birthdays")
    builder.settle()
    assert builder.node() == AllOf((Ask("birthday", within=-7),))
    shop.undo()
    builder.settle()
    assert builder.node() == AllOf((Ask("phone"), Ask("consent")))


def test_a_sale_that_comes_in_meanwhile_is_counted(builder: BuilderScreen, shop: Shop) -> None:
    build(builder, AllOf((Ask("last_purchase", ago=60),)))
    assert builder.total() == "3 клиента"
    client = shop.context.desk.clients.ids(ClientFilter(where=Ask("last_purchase", ago=60)))[0]
    shop.context.desk.sales.add(PurchaseDraft(client, shops_day(), total=60_000))
    shop.settle()
    shop.qtbot.waitUntil(lambda: builder.total() == "2 клиента")
    assert builder.counts() == ["2"]


def test_alt_down_opens_the_list_of_a_field(builder: BuilderScreen, shop: Shop) -> None:
    builder.open()
    shop.press("Alt+Down")
    assert shop.popups()
    shop.press("Escape", builder.popup())
    assert builder.is_open()
