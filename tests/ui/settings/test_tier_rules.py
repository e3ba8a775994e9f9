"""Rules of tiers in the settings: each tier says its own, another one is set, who would change is seen and done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.tier_rules import BY_HAND, MONEY, PURCHASES, Rule, TierOptions
from tests.support import shops_day
from ui import i18n, theme
from ui.context import Context
from ui.settings.part import Part
from ui.settings.rule_dialog import RuleDialog
from ui.settings.tier_preview import PreviewDialog
from ui.settings.tiers import TiersPart
from ui.tier_words import reason_words, rule_words, why_words
from ui.widgets.fields import TextField
from ui.widgets.layout import scrolled

Settle = Callable[..., None]


@pytest.fixture
def part(context: Context, qtbot: QtBot, settle: Settle) -> Iterator[TiersPart]:
    """The part of the settings in a window of its own, with a client who spent 600 roubles."""
    client = context.desk.clients.create(ClientDraft(name="Ковальчук Светлана"))
    context.desk.sales.add(PurchaseDraft(client, shops_day(), total=60_000))
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1100, 800)
    made = TiersPart(context)
    window.setCentralWidget(made)
    window.show()
    settle()
    qtbot.waitUntil(lambda: len(made.lines) == 9)
    yield made
    context.deeds.forget()


def plain(text: str) -> str:
    """With spaces that may break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def line(part: TiersPart, palette: str) -> int:
    """The place of a tier."""
    return [one.draft().palette for one in part.lines].index(palette)


def dialog(part: TiersPart, kind: type) -> object:
    """The dialog that is open."""
    [found] = [one for one in part.window().findChildren(kind) if one.is_open()]
    return found


@pytest.mark.parametrize(
    ("rule", "russian", "english"),
    [
        (BY_HAND, "Только вручную", "By hand alone"),
        (Rule(PURCHASES, 5), "От 5 дней с покупками за 365 дн.", "5 days with purchases or more within 365 days"),
        (Rule(PURCHASES, 1, 30), "От 1 дня с покупками за 30 дн.", "1 day with purchases or more within 30 days"),
        (Rule("top_share", 3), "Лучшие 3 % по выручке", "The best 3% by revenue"),
        (Rule("lost"), "Молчит так долго, что считается потерянным", "Silent for so long that the client counts as"),
    ],
)
def test_a_rule_in_a_shopkeepers_words(rule: Rule, russian: str, english: str) -> None:
    for language, said in (("ru", russian), ("en", english)):
        i18n.set_language(language)
        assert plain(rule_words(rule, "RUB")).startswith(said)


def test_a_reason_has_its_numbers_only_where_they_are_told() -> None:
    assert reason_words("top_share", 3, 12, "RUB") == "Среди лучших по выручке: место 3 из 12"
    assert reason_words("top_share", None, None, "RUB") == "Среди лучших по выручке"
    assert reason_words("below.purchases", 2, 5, "RUB") == "Больше не выполнено: покупает часто: 2 дня с покупками"
    assert plain(reason_words("lost", 122, None, "RUB")) == "Давно нет покупок: 122 дн."
    assert reason_words("a reason of tomorrow", None, None, "RUB") == ""


def test_each_tier_says_its_rule_and_another_one_is_saved_with_the_scale(part: TiersPart, settle: Settle) -> None:
    regular = part.lines[line(part, "regular")]
    assert plain(regular.rule_text.text()) == "От 5 дней с покупками за 365 дн."
    assert part.lines[line(part, "dnd")].rule_button.isHidden()
    regular.rule_button.click()
    asked = dialog(part, RuleDialog)
    assert isinstance(asked, RuleDialog)
    assert asked.size() == part.window().size(), "a dialog lies over the whole window, so that it can be seen"
    assert asked.rect().contains(asked.panel.geometry())
    asked.measure.choose(MONEY)
    asked._show()
    asked.at_least.set_text("пятьсот")
    asked.save.click()
    assert asked.at_least.error() == "Напишите число"
    asked.at_least.set_text("500")
    asked.days.set_value(90)
    asked.save.click()
    assert not part.rules.preview.isEnabled(), "what is not saved is not reckoned by"
    part.save()
    settle()
    kept = next(one for one in part.context.desk.tiers.all() if one.key == "regular")
    assert kept.rule == Rule(MONEY, 50_000, 90)


@pytest.mark.proves("N07")
def test_who_would_change_is_shown_carried_out_and_taken_back(part: TiersPart, settle: Settle, qtbot: QtBot) -> None:
    desk = part.context.desk
    regular = next(one.id for one in desk.tiers.all() if one.key == "regular")
    desk.tiers.set_rule(regular, Rule(MONEY, 50_000))
    part.act()
    qtbot.waitUntil(
        lambda: bool([one for one in part.window().findChildren(PreviewDialog) if one.is_open()]), timeout=60_000
    )
    shown = dialog(part, PreviewDialog)
    assert isinstance(shown, PreviewDialog)
    assert shown.title.text() == "Ступень изменится: 1 клиент"
    settle()
    QTest.keyClick(shown.apply, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.clients.card(1).tier_id == regular, timeout=60_000)
    settle()
    assert part.rules.last.text() == "Последний пересчёт: сегодня"
    of_regulars = part.lines[line(part, "regular")]
    assert of_regulars.clients.text() == "1 клиент"
    part.context.deeds.undo()
    settle()
    assert desk.clients.card(1).tier_id != regular
    qtbot.waitUntil(lambda: of_regulars.clients.text() == "")
    part.act()
    qtbot.waitUntil(lambda: part.rules.preview.isEnabled() and not part.rules.preview.is_busy(), timeout=60_000)


def test_the_switches_are_saved_and_the_rules_wait_for_a_look(part: TiersPart, settle: Settle) -> None:
    part.rules.automatic.setChecked(True)
    part.rules.demote.setChecked(True)
    part.rules.grace.set_text("")
    part.save()
    assert part.rules.grace.error() == "Напишите число дней"
    part.rules.grace.set_value(30)
    part.save()
    settle()
    assert part.context.desk.tiers.rules().options == TierOptions(automatic=True, demote=True, grace=30)
    assert not part.rules.waits.isHidden()


def test_why_a_client_stands_there(part: TiersPart) -> None:
    desk = part.context.desk
    desk.tiers.lock([1])
    assert why_words(desk.tiers.why(1), "RUB") == "Держат вручную"


def test_text_that_wraps_pushes_what_stands_below_and_squeezes_nothing(context: Context, qtbot: QtBot) -> None:
    part = Part(context, "Показатели", width=300)
    fields = [TextField("Поле", hint="Пусто: как раньше " * 9) for _ in range(3)]
    part.add(*fields)
    area = scrolled(part)
    qtbot.addWidget(area)
    area.resize(900, 150)
    area.show()
    qtbot.waitUntil(lambda: fields[0].width() == theme.px(300))
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in fields))


def test_names_of_tiers_have_room_in_the_smallest_window_at_the_largest_scale(
    context: Context, qtbot: QtBot, settle: Settle
) -> None:
    i18n.set_language("en")
    theme.set_scale(130)
    made = TiersPart(context)
    area = scrolled(made)
    qtbot.addWidget(area)
    area.resize(640, 600)
    area.show()
    settle()
    qtbot.waitUntil(lambda: len(made.lines) == 9)
    for wide in (640, 1100, 640):
        area.resize(wide, 600)
        settle()
        assert made.width() <= area.viewport().width()
        for one in made.lines:
            field = one.name.line
            margins = field.textMargins()
            room = field.width() - margins.left() - margins.right()
            assert field.fontMetrics().horizontalAdvance(field.text()) <= room, (wide, field.text())
            assert one.color.accessibleName() == "Colour"
            shown = [part for part in one.findChildren(QWidget) if part.isVisible()]
            assert all(part.mapTo(one, part.rect().bottomRight()).x() <= one.width() for part in shown)
    made.close()
