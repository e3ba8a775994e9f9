"""Every screen and state of the clients, for the tour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from clientcrm.domain.clients import ClientFilter, ClientOrder, ClientState
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import SealBroken
from clientcrm.domain.requests import RequestKind
from clientcrm.domain.rhythm import AT_RISK, LOST
from ui import words
from ui.clients.card import CardView
from ui.clients.editor import ClientEditor
from ui.clients.form_fields import ClientFields
from ui.clients.listing import ClientList
from ui.clients.page import ClientsPage
from ui.clients.purchase_dialog import PurchaseDialog
from ui.clients.showing import ask_for_agreement, ask_reason
from ui.paper.print_dialog import PrintDialog
from ui.scenes import Scene, Stage, asked_before
from ui.widgets.states import Waiting

W = TypeVar("W", bound=QWidget)
_LONG_NAME = ("Константинопольская-Преображенская", "Александра-Виктория", "Вениаминовна")
_LONG_ENGLISH = ("Featherstonehaugh-Cholmondeley", "Alexandra Victoria", "")


def client_scenes() -> list[Scene]:
    """The list and its states, the card, the form, their dialogs; what changes the shop comes last."""
    return [
        Scene("clients-empty", _list, shop="empty"),
        Scene("client-new", _new, shop="empty"),
        Scene("client-form-errors", _form_errors, shop="empty"),
        Scene("clients-list", _list),
        Scene("clients-bulk", _bulk),
        Scene("clients-print", lambda stage: stage.open("clients", print=True)),
        Scene("clients-print-request", _print_request),
        Scene("clients-filters", _filters),
        Scene("clients-filter-popover", _filter_popover),
        Scene("clients-filter-dates", _filter_dates),
        Scene("clients-status", _status),
        Scene("clients-columns", _columns),
        Scene("clients-compact", _compact),
        Scene("clients-nobody", _nobody),
        Scene("clients-loading", _loading),
        Scene("clients-failed", _failed),
        Scene("clients-shown-phone", _shown_phone),
        Scene("client-card", _card),
        Scene("client-card-shown", _card_shown),
        Scene("client-reason", _reason),
        Scene("client-ask-owner", _ask_owner),
        Scene("client-purchases", _purchases),
        Scene("client-purchase", _purchase),
        Scene("client-tier", _tier),
        Scene("client-tags", _tags),
        Scene("client-form", _form),
        Scene("client-form-leave", _form_leave),
        Scene("client-similar", _similar),
        Scene("client-conflict", _conflict),
        Scene("clients-segments", _segments),
        Scene("clients-long-names", _long_names),
        Scene("clients-moved-to-trash", _moved_to_trash),
        Scene("clients-trash", _trash),
        Scene("clients-erase", _erase),
    ]


# ---------------------------------------------------------------- ways into the screens


def _said(stage: Stage, russian: str, english: str) -> str:
    """Sample words in the language of the tour."""
    return russian if stage.language == "ru" else english


def _page(stage: Stage) -> ClientsPage:
    page = stage.page
    assert isinstance(page, ClientsPage)
    return page


def _shown(stage: Stage) -> ClientList:
    return _page(stage).shown_list()


def _card_of(stage: Stage) -> CardView:
    return _page(stage).card


def _editor_of(stage: Stage) -> ClientEditor:
    return _page(stage).editor


def _fields_of(stage: Stage) -> ClientFields:
    fields = _editor_of(stage).fields
    assert fields is not None
    return fields


def _best(stage: Stage, place: int = 2) -> int:
    """A client who buys a lot."""
    found = stage.desk.clients.ids(ClientFilter(), ClientOrder("total", True))
    return found[min(place, len(found) - 1)]


def _go(stage: Stage, **place: object) -> None:
    """Go there, whatever the scene before left in a form."""
    page = stage.page
    if isinstance(page, ClientsPage) and isinstance(page.current(), ClientEditor):
        page.editor.forget_edits()
    stage.open("clients", **place)


def _list(stage: Stage) -> Iterator[None]:
    if stage.desk.figures.is_due():  # the window would do it in the middle of the tour
        stage.desk.figures.reckon()
    _go(stage)
    yield
    _shown(stage).drop_filters()
    _shown(stage).table.clear_marks()
    yield


# ---------------------------------------------------------------- the list


def _bulk(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    ids = list(_shown(stage).model.ids()[:12])
    _shown(stage).table.mark([ids[1], ids[3], ids[10]])


def _narrowed(stage: Stage) -> ClientFilter:
    tiers = {tier.key: tier.id for tier in stage.context.tiers()}
    return ClientFilter(
        tiers=(tiers["regular"], tiers["vip"]),
        states=(ClientState.CLIENT,),
        last_from=words.today() - timedelta(days=120),
    )


def _print_request(stage: Stage) -> Iterator[None]:
    """As somebody sees it who needs the owner's agreement and has asked for this list already."""
    yield from _list(stage)
    stage.open("clients", print=True)
    yield
    stage.find(PrintDialog).ask_first(asked_before(RequestKind.PRINT, len(_shown(stage).model.ids())))
    yield


def _filters(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    _shown(stage).narrow(_narrowed(stage))


def _filter_popover(stage: Stage) -> Iterator[None]:
    yield from _filters(stage)
    yield
    _shown(stage).filters.edit_part("tier")


def _filter_dates(stage: Stage) -> Iterator[None]:
    yield from _filters(stage)
    yield
    _shown(stage).filters.edit_part("visit")


def _status(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    _shown(stage).narrow(ClientFilter(rhythms=(AT_RISK, LOST)))
    yield
    _shown(stage).filters.edit_part("rhythm")


def _columns(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    _shown(stage).tools.choose_columns()


def _compact(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    stage.context.preferences.density = 32
    yield
    yield from _usual_rows_after(stage)


def _usual_rows_after(stage: Stage) -> Iterator[None]:
    """The table keeps its compact rows for the picture; the next list begins with the usual ones."""
    table = _shown(stage).table
    stage.context.preferences.density = 40
    table.set_density(32)
    yield


def _nobody(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    _shown(stage).narrow(replace(_narrowed(stage), text=_said(stage, "колвак", "kolvak")))


def _loading(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    waiting = _shown(stage).states.findChild(Waiting)
    assert isinstance(waiting, Waiting)
    waiting.appear()


def _failed(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    _shown(stage).states.show_error(SealBroken("client"))


def _shown_phone(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    shown = _shown(stage)
    shown.table.set_density(40)
    shown.table.set_current_id(shown.model.ids()[4])
    shown.reveal()


def _segments(stage: Stage) -> Iterator[None]:
    tiers = {tier.key: tier.id for tier in stage.context.tiers()}
    for name, asked in (
        (_said(stage, "Постоянные", "Regulars"), ClientFilter(tiers=(tiers["regular"],))),
        (_said(stage, "Спящие", "Sleeping"), ClientFilter(tiers=(tiers["sleeping"],))),
        ("VIP", ClientFilter(tiers=(tiers["vip"],))),
    ):
        stage.desk.segments.save(name, asked)
    yield from _list(stage)
    _shown(stage).narrow(ClientFilter(tiers=(tiers["vip"],)))


def _long_names(stage: Stage) -> Iterator[None]:
    client_id = _best(stage)
    form = stage.desk.clients.form(client_id)
    last, first, middle = _LONG_NAME if stage.language == "ru" else _LONG_ENGLISH
    draft = replace(
        form.draft,
        name=f"{last} {first} {middle}",
        last_name=last,
        first_name=first,
        middle_name=middle,
        tags=(
            *form.draft.tags,
            _said(stage, "Любит улуны с длинным послевкусием", "Loves oolongs with a long aftertaste"),
            "VIP",
        ),
    )
    stage.desk.clients.change(client_id, form.version, draft)
    _go(stage, client=client_id)
    yield


def _moved_to_trash(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    shown = _shown(stage)
    shown.acts.trash(list(shown.model.ids()[:3]))


def _trash(stage: Stage) -> Iterator[None]:
    _go(stage, trash=True)
    yield


def _erase(stage: Stage) -> Iterator[None]:
    yield from _trash(stage)
    _shown(stage).table.mark_all()
    _shown(stage).to_trash_now()


# ---------------------------------------------------------------- the card


def _card(stage: Stage) -> Iterator[None]:
    yield from _list(stage)
    _go(stage, client=_best(stage), tab="timeline")
    yield


def _card_shown(stage: Stage) -> Iterator[None]:
    yield from _card(stage)
    _card_of(stage).reveal()


def _reason(stage: Stage) -> Iterator[None]:
    yield from _card(stage)
    ask_reason(stage.find(ClientsPage), 11, lambda _reason: None)


def _ask_owner(stage: Stage) -> Iterator[None]:
    yield from _card(stage)
    ask_for_agreement(stage.find(ClientsPage), 1)


def _purchases(stage: Stage) -> Iterator[None]:
    yield from _card(stage)
    _card_of(stage).show_tab("purchases")


def _purchase(stage: Stage) -> Iterator[None]:
    yield from _card(stage)
    _card_of(stage).sale()
    yield
    dialog = stage.find(PurchaseDialog)
    goods = (
        _said(stage, "Те Гуань Инь 100 г", "Tieguanyin, 100 g"),
        _said(stage, "Гайвань фарфоровая", "Porcelain gaiwan"),
    )
    prices = ("12", _said(stage, "9,50", "9.50"))
    for number, (product, price) in enumerate(zip(goods, prices, strict=True)):
        if number:
            dialog.lines.add_line()
        dialog.lines.rows[number].product.set_text(product)
        dialog.lines.rows[number].price.set_text(price)


def _tier(stage: Stage) -> Iterator[None]:
    yield from _card(stage)
    _card_of(stage).acts.change_tier()


def _tags(stage: Stage) -> Iterator[None]:
    yield from _card(stage)
    _card_of(stage).acts.edit_tags()


# ---------------------------------------------------------------- the form


def _new(stage: Stage) -> Iterator[None]:
    _go(stage, new=True)
    yield


def _form_errors(stage: Stage) -> Iterator[None]:
    yield from _new(stage)
    fields = _fields_of(stage)
    fields.birthday.set_text(_said(stage, "весной", "in spring"))
    fields.discount.set_text("120")
    fields.contacts.rows[0].value.set_text(_said(stage, "8 916 20", "07400 2"))
    fields.contacts.rows[0].value.left.emit()
    yield
    _editor_of(stage).save_now()


def _form(stage: Stage) -> Iterator[None]:
    _go(stage, client=_best(stage), edit=True)
    yield


def _form_leave(stage: Stage) -> Iterator[None]:
    yield from _form(stage)
    _fields_of(stage).texts["card_number"].set_text("000777")
    stage.open("clients")


def _similar(stage: Stage) -> Iterator[None]:
    known = stage.desk.clients.form(_best(stage)).draft
    _go(stage, new=True)
    yield
    fields = _fields_of(stage)
    fields.texts["last_name"].set_text(known.last_name)
    fields.texts["first_name"].set_text(known.first_name)
    for _ in range(3):
        yield


def _conflict(stage: Stage) -> Iterator[None]:
    client_id = _best(stage, 5)
    _go(stage, client=client_id, edit=True)
    yield
    fields = _fields_of(stage)
    fields.texts["city"].set_text(_said(stage, "Тверь", "Bath"))
    fields.texts["card_number"].set_text("000999")
    form = stage.desk.clients.form(client_id)
    number = _said(stage, "+79990001122", "+447911123456")
    phone = ContactDraft(ContactKind.PHONE, number, number, primary=True)
    note = _said(stage, "Ждёт звонка в пятницу", "Wants a call on Friday")
    city, contacts = _said(stage, "Рязань", "York"), (*form.draft.contacts, phone)
    elsewhere = replace(form.draft, city=city, note=note, contacts=contacts)
    stage.desk.clients.change(client_id, form.version, elsewhere)
    yield
    _editor_of(stage).save_now()
