"""A shop with people in it, of whom one will leave: what each of them reads, and everything that the base seals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select

from clientcrm.crm import Desk
from clientcrm.data.models import Client, InboxItem, Portfolio, new_uuid
from clientcrm.domain.access import Permission, Role
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import SealBroken
from clientcrm.domain.imports import FileChoice
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.services.keys.resealing import SEALED
from clientcrm.vault.fields import ColumnSeal
from tests.services.raw import make_filled
from tests.support import PASSWORD, Shop

IGOR, ANNA, BORIS = "Игорь Уходящий", "Анна Верная", "Борис Новый"
OWN_PASSWORD = "свой-пароль-7"
SHARED, PERSONAL = 1, 2
PHONE = "+7916204{:04d}"


def person(desk: Desk, name: str) -> str:
    """The uid."""
    return next(uid for uid, called in desk.people.items() if called == name)


def phone(number: int) -> str:
    """The phone of the n-th client."""
    return PHONE.format(number)


def client(number: int, portfolio: int, **more: Any) -> ClientDraft:
    """A client with everything that is sealed of one."""
    normal = phone(number)
    contacts = (
        ContactDraft(ContactKind.PHONE, f"8 ({normal[2:5]}) {normal[5:]}", normal, label="рабочий"),
        ContactDraft(ContactKind.EMAIL, f"client{number}@mail.ru", f"client{number}@mail.ru"),
    )
    draft = ClientDraft(name=f"Клиент {number}", city="Тула", address="ул. Чайная, 1", note=f"заметка {number}")
    return replace(draft, contacts=contacts, portfolio=portfolio, **more)


def make_staffed(folder: Path) -> Callable[[Path], Shop]:
    """A shop of four people with eight clients, everything that can be sealed in it; the answer copies it."""
    made: dict[str, Shop] = {}

    def fill(desk: Desk) -> None:
        passwords = {}
        for name in (IGOR, ANNA, BORIS):
            portfolios = [] if name == BORIS else [SHARED]
            passwords[name] = desk.staff.add(name, Role.SELLER.value, portfolios, PASSWORD).one_time_password
        assert desk.staff.add_portfolio("Личный Игоря", [person(desk, IGOR)], PASSWORD) == PERSONAL
        made["passwords"] = passwords  # type: ignore[assignment]
        _fill(desk, folder)

    copy = make_filled(folder, fill)
    first = copy(folder / "first")
    for name, password in made["passwords"].items():  # type: ignore[attr-defined]
        desk = first.sign_in(name, password)
        desk.change_password(password, OWN_PASSWORD)
        desk.close()
    first.sign_in().close()  # the owner takes their keys over
    return lambda target: _copied(first, target)


def _copied(first: Shop, target: Path) -> Shop:
    import shutil

    from clientcrm.vault.device import MemoryDeviceStore
    from tests.support import Clock

    shutil.copytree(first.folder, target)
    device = MemoryDeviceStore()
    device.secrets.update(first.device.secrets)
    device.anchors.update(first.device.anchors)
    return Shop(target, first.recovery_code, device, Clock(first.clock.at))


def _fill(desk: Desk, folder: Path) -> None:
    igor, anna = person(desk, IGOR), person(desk, ANNA)
    ids = [desk.clients.create(client(n, SHARED)) for n in range(1, 6)]
    ids += [desk.clients.create(client(n, PERSONAL)) for n in range(6, 9)]
    desk.clients.mass_assign([1, 2, 3, 6, 7], igor)
    desk.clients.mass_assign([4], anna)
    for n in ids:
        desk.timeline.record(InteractionDraft(n, EntryKind.CALL, f"разговор {n}"))
        desk.sales.add(PurchaseDraft(n, date(2026, 1, n), total=100_000 * n, comment=f"комментарий {n}"))
        desk.sales.add(PurchaseDraft(n, date(2026, 2, n), total=50_000))
    desk.clients.change(1, desk.clients.form(1).version, replace(desk.clients.form(1).draft, city="Калуга"))
    listing = folder / "list.csv"
    listing.write_text("ФИО;Телефон\nОрлова Наталья;+79031112233\nБез телефона;\n", "utf-8")
    desk.importing.apply(desk.importing.check(desk.importing.plan(FileChoice(listing))).batch)
    listing.write_text("ФИО;Телефон\nЕщё одна;+79031112244\nИ ещё;12\n", "utf-8")
    desk.importing.check(desk.importing.plan(FileChoice(listing)))


def leave_in_inbox(desk: Desk, portfolio: int, client_id: int) -> None:
    """What somebody without the key wrote."""
    with desk._gate.write(Permission.EDIT_CLIENTS, "client.changed", "client", client_id) as session:
        uuid = new_uuid()
        sealed = desk._gate.seals.to_inbox(portfolio, uuid, {"note": f"из прихожей {client_id}"})
        row = InboxItem(
            client_id=client_id, portfolio=portfolio, uid=desk.user.uid, left_at=desk._gate.now(), uuid=uuid
        )
        row.sealed = sealed
        session.add(row)


def empty_inbox(desk: Desk) -> None:
    """Take it away again: who signs in would look into it."""
    with desk._gate.write(Permission.EDIT_CLIENTS, "client.changed", "client") as session:
        for item in session.scalars(select(InboxItem)):
            session.delete(item)


def opened(seal: ColumnSeal, row_uuid: bytes, sealed: bytes) -> bytes | None:
    """What a seal opens, None where it does not."""
    try:
        return seal.open(row_uuid, sealed)
    except SealBroken:
        return None


def everything(desk: Desk) -> dict[tuple[str, str, tuple[Any, ...]], bytes | None]:
    """Each sealed value in clear, by table, column and key; None for one that does not open."""
    found: dict[tuple[str, str, tuple[Any, ...]], bytes | None] = {}
    seals = desk._gate.seals
    with desk._storage.read() as session:
        portfolios = dict(session.execute(select(Client.id, Client.portfolio)).all())
        assert set(portfolios.values()) <= set(session.scalars(select(Portfolio.id)))
        for table in SEALED:
            model: Any = table.model
            for row in session.scalars(select(model)):
                key = tuple(inspect(row).identity or ())
                number = getattr(row, "portfolio", SHARED)
                for column, kind in table.columns.items():
                    value = getattr(row, column)
                    if value is not None:
                        seal = seals.key(number).column(table.model.__tablename__, column, kind)
                        found[table.model.__tablename__, column, key] = opened(seal, row.uuid, value)
        for item in session.scalars(select(InboxItem)):
            said = seals.from_inbox(item.portfolio, item.uuid, item.sealed)
            found["inbox_item", "sealed", (item.id,)] = repr(said).encode()
    return found
