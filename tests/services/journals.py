"""What the tests of the journal share: its entries as they stand in the file, a verdict, somebody hired."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from clientcrm.crm import Desk
from clientcrm.domain.access import Role
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.vault import vault
from clientcrm.vault.canonical import canonical
from clientcrm.vault.unlocked import Change
from tests.services.raw import raw
from tests.support import CHEAP, PASSWORD, Shop

PHONE = ContactDraft(ContactKind.PHONE, "+79162040017", "+79162040017")
SVETA = ClientDraft(name="Ковальчук Светлана", city="Москва", contacts=(PHONE,))
COLUMNS = ("seq", "at", "uid", "action", "object_kind", "object_id", "count", "detail_json")


def entries(shop: Shop, password: str = PASSWORD) -> list[dict[str, Any]]:
    """The journal as it stands in the file."""
    with raw(shop, password) as connection:
        rows = connection.execute(f"select {', '.join(COLUMNS)} from journal_entry order by seq").fetchall()
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def actions(shop: Shop, after: int = 0, password: str = PASSWORD) -> list[str]:
    """What was done, in order."""
    return [entry["action"] for entry in entries(shop, password) if entry["seq"] > after]


def verdict(desk: Desk, name: str = "journal") -> str:
    """What the check says of a part: nothing when it is whole."""
    [line] = [line for line in desk.checking.run() if line.name == name]
    assert line.ok == (not line.detail)
    return line.detail


def hire(shop: Shop, desk: Desk, name: str, role: Role, *, password: str = "одноразовый-1") -> str:
    """Somebody with this role who reads the shop's portfolio and has come in once before; the uid."""
    draft = desk._keys.draft()
    uid = draft.add_person(name, role.value, {}, password, CHEAP)
    draft.set_members(next(iter(desk._keys.seals)), [uid])
    desk._keys.commit(shop.folder, draft.sign())
    newcomer = vault.open_with_password(desk._keys.header, uid, password, shop.device, CHEAP)
    settled = newcomer.change_password(password, password, CHEAP).header
    desk._keys.commit(shop.folder, Change(replace(desk._keys.holding, header=settled), desk._keys.header))
    newcomer.close()
    return uid


def show_often(desk: Desk, client: int, times: int) -> None:
    """Some entries."""
    for _ in range(times):
        desk.clients.show_contacts(client)


def entry_row(seq: int, session: int, uid: str) -> tuple[dict[str, Any], bytes]:
    """An entry as a forger writes it, and what its mac covers."""
    said = {"seq": seq, "session": session, "at": "2026-06-30T09:00:00Z", "uid": uid, "action": "client.erased"}
    said |= {"kind": "client", "id": 1, "count": 1, "detail": "{}"}
    return said, canonical(said)


def put(connection: Any, said: dict[str, Any], mac: bytes) -> None:
    """Write it into the table."""
    connection.execute(
        "insert into journal_entry (seq, session_id, at, uid, action, object_kind, object_id, count, detail_json, mac)"
        " values (?, ?, '2026-06-30 09:00:00.000000', ?, ?, 'client', 1, 1, '{}', ?)",
        (said["seq"], said["session"], said["uid"], said["action"], mac),
    )
