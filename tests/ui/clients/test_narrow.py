"""The smallest window and the largest scale: nothing of a list, card or form is cut or lies over something else."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from clientcrm.domain.clients import ClientFilter, ClientState
from tests.ui.clients.conftest import TODAY
from tests.ui.clients.screens import CardScreen, EditorScreen, ListScreen, Shop
from tests.ui.clients.shop import MAIN
from ui import i18n, theme
from ui.widgets.button import Button
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.tag import Tag

SIZES = ((1440, 900), (1100, 700))


@pytest.fixture
def large() -> None:
    """130 %, in English."""
    i18n.set_language("en")
    theme.set_scale(130)


def squeezed(inside: QWidget) -> list[str]:
    """Visible fields that are lower than they need to be."""
    return [
        f"{field.control.accessibleName()}: {field.minimumSizeHint().height()} in {field.height()}"
        for field in inside.findChildren(Field)
        if field.isVisible() and field.height() < field.minimumSizeHint().height()
    ]


def test_the_contacts_in_the_form_have_their_height(large: None, shop: Shop, editor: EditorScreen) -> None:
    editor.open(MAIN)
    fields = shop.page.editor.fields
    assert fields is not None
    assert len(fields.contacts.rows) > 1
    assert squeezed(fields.form) == []


def test_filters_lie_neither_over_the_search_nor_beyond_the_edge(large: None, shop: Shop, clients: ListScreen) -> None:
    bar = clients.list.filters
    asked = ClientFilter(states=(ClientState.CLIENT,), tags=("очень длинная метка " * 6,), last_from=TODAY)
    for size in SIZES:
        shop.window.resize(*size)
        for shown in (ClientFilter(), asked):
            clients.list.narrow(shown)
            shop.window.resize(*size)
            shop.settle()
            parts: list[QWidget] = [one for one in bar.findChildren(QAbstractButton) if one.isVisible()]
            parts = [bar.search, *(one for one in parts if not bar.search.isAncestorOf(one))]
            places = [QRect(one.mapTo(bar, QPoint()), one.size()) for one in parts]
            assert shop.window.size() == QSize(*size), "the window may be as small as that"
            assert len(places) == (7 if shown == ClientFilter() else 10)
            assert all(bar.rect().contains(place) for place in places)
            assert not any(one.intersects(other) for one, other in combinations(places, 2)), (size, places)


def test_a_long_filter_that_comes_has_a_line_of_its_own(large: None, shop: Shop, clients: ListScreen) -> None:
    shop.window.resize(*SIZES[1])
    shop.settle()
    clients.list.narrow(ClientFilter(tags=("очень длинная метка " * 6,)))
    assert clients.list.filters._below, "at once: nothing resizes the bar when one line of filters stays one"
    shop.settle()
    [chip] = clients.list.filters._chips.values()
    assert chip.width() == chip.sizeHint().width()


def test_what_can_be_done_with_the_marked_is_never_cut_and_the_rest_waits_behind_a_button(
    large: None, shop: Shop, clients: ListScreen
) -> None:
    clients.mark(MAIN)
    bar = clients.list.marked.bar
    assert bar is not None
    wide = [button.text() for button in bar.findChildren(Button) if button.isVisible() and button.text()]
    shop.window.resize(*SIZES[1])
    shop.settle()
    seen = [button for button in bar.findChildren(Button) if button.isVisible()]
    assert [button.text() for button in seen if button.width() < button.sizeHint().width()] == []
    assert 4 <= len([button for button in seen if button.text()]) < len(wide)
    shop.click("More actions", bar)
    shop.choose(wide[-1])
    assert shop.toast().startswith("1 client moved to the trash")
    clients.mark("Абрамов Денис")
    shop.window.resize(*SIZES[0])
    shop.settle()
    assert [button.text() for button in bar.findChildren(Button) if button.isVisible() and button.text()] == wide


@pytest.mark.parametrize("tab", ["timeline", "purchases"])
def test_all_of_the_card_lies_within_the_window(large: None, shop: Shop, card: CardScreen, tab: str) -> None:
    card.open(MAIN, tab)
    for size in SIZES:
        shop.window.resize(*size)
        shop.settle()
        view = shop.page.card
        [area] = [area for area in view.findChildren(QScrollArea) if area.isAncestorOf(view.figures)]
        content = area.widget()
        assert content is not None
        assert content.width() <= area.viewport().width()
        shown = [label for label in view.figures.findChildren(Label) if label.isVisible() and label.text()]
        assert len(shown) == 15
        for label in shown:
            words = label.fontMetrics().horizontalAdvance(label.text())
            assert label.wordWrap() or words <= label.contentsRect().width(), label.text()
            assert not label.wordWrap() or label.heightForWidth(label.width()) <= label.height(), label.text()


def test_the_head_of_the_card_shows_a_long_name_and_whole_buttons(
    large: None, shop: Shop, card: CardScreen, editor: EditorScreen
) -> None:
    editor.open(MAIN)
    shop.write("Surname", "Featherstonehaugh-Cholmondeley")
    fields = shop.page.editor.fields
    assert fields is not None
    fields.tags.set_tags(("Loves oolongs with a long aftertaste, white and green", "Wholesale"))
    editor.save()
    for size in SIZES:
        shop.window.resize(*size)
        shop.settle()
        assert shop.window.size() == QSize(*size)
        head = shop.page.card.head
        buttons = [button for button in head.findChildren(Button) if button.isVisible()]
        assert {button.text() for button in buttons} >= {"Edit", "Purchase", "Record a contact"}
        assert [button.text() for button in buttons if button.width() < button.sizeHint().width()] == []
        places = [QRect(one.mapTo(head, QPoint()), one.size()) for one in (*buttons, *head.findChildren(Tag))]
        assert not any(one.intersects(other) for one, other in combinations(places, 2))
        [name] = [label for label in head.findChildren(Label) if label.text().startswith("Feather")]
        assert name.width() > head.width() * 0.4


def test_a_phone_shown_by_key_is_seen_where_contacts_stand_below_the_timeline(
    large: None, shop: Shop, card: CardScreen
) -> None:
    shop.window.resize(*SIZES[1])
    card.open(MAIN)
    contacts = shop.page.card.side.contacts
    assert contacts is not None
    assert contacts.visibleRegion().isEmpty()
    shop.press("Ctrl+R")
    assert contacts.visibleRegion().boundingRect().height() == contacts.height()
    assert any("916" in text for text in card.contacts())
    shop.press("Ctrl+J")
    composer = shop.page.card.timeline.composer
    assert composer.visibleRegion().boundingRect().height() == composer.height(), "and so is where Ctrl J writes"
    shop.press("Ctrl+R")
    bar = shop.page.card._area.verticalScrollBar()  # type: ignore[union-attr]
    assert bar.value() > 0
    card.open("Абрамов Денис")
    assert bar.value() == 0, "the next one is seen from the head on"
