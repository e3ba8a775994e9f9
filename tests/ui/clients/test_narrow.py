"""The smallest window and the largest scale: nothing of a list, card or form is cut or lies over something else."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QWidget

from clientcrm.domain.clients import ClientFilter, ClientState
from tests.ui.clients.conftest import TODAY
from tests.ui.clients.screens import EditorScreen, ListScreen, Shop
from tests.ui.clients.shop import MAIN
from ui import i18n, theme
from ui.widgets.fields import Field

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
