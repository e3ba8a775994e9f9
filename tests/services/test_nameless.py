"""Names stand in clear and contacts are sealed: whoever has no name gets none from a phone or an e-mail."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from clientcrm.crm import Desk
from clientcrm.data.models import Client
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft, ClientFilter, ClientOrder
from clientcrm.domain.exports import ExportPlan
from tests.services.imported import brought, csv_file


def test_a_list_of_phones_and_addresses_makes_no_names(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ("ФИО", "Телефон", "E-mail"),
        ("", "+7 916 111-22-33", ""),
        ("", "", "anna@mail.example"),
        ("", "2-34-56 Анна", ""),
        # As telephones write whom nobody named.
        ("8 (916) 111-22-44", "+7 916 111-22-44", ""),
        ("Ivan@mail.example", "", "ivan@mail.example"),
    ]
    done = brought(desk, csv_file(tmp_path / "phones.csv", rows))
    assert done.counts.created == 5
    assert done.codes["W260"] == 5
    with desk._gate.read(Permission.VIEW_CLIENTS) as session:
        columns = (Client.name, Client.list_name, Client.sort_key, Client.last_name, Client.first_name)
        assert session.execute(select(*columns).distinct()).all() == [("", "", "", "", "")]
    shown = desk.clients.rows(list(desk.clients.ids(ClientFilter(), ClientOrder())))
    assert {row.name for row in shown} >= {"+7 916 ••• •• 33", "a•••••@mail.example"}
    assert not any("111-22" in row.name or "34-56" in row.name for row in shown)
    [found] = desk.clients.ids(ClientFilter(text="9161112233"), ClientOrder())
    assert desk.clients.card(found).name == ""


BESIDE = [
    ("ФИО", "Телефон", "Компания"),
    ("Орлова Анна 8 916 111-22-33", "", ""),
    ("Ким Виктор kim@mail.example", "+7 916 111-22-44", ""),
    ("Ли Пётр 8 916 111-22-55", "+7 916 111-22-66", ""),
    ("", "", "ООО Ромашка тел. 8 495 111-22-77"),
    ("Иванова Мария", "+7 916 111-22-88", ""),
]


def test_a_phone_beside_a_name_becomes_a_contact(desk: Desk, tmp_path: Path) -> None:
    """Lists kept by hand have the number in the cell of the name, where everybody who is let in could read it."""
    file = csv_file(tmp_path / "beside.csv", BESIDE)
    done = brought(desk, file)
    assert (done.counts.created, done.codes["W262"]) == (5, 4)
    cards = {card.name: card for card in map(desk.clients.card, desk.clients.ids(ClientFilter(), ClientOrder()))}
    assert set(cards) == {"Орлова Анна", "Ким Виктор", "Ли Пётр", "ООО Ромашка", "Иванова Мария"}
    assert cards["Орлова Анна"].last_name == "Орлова"
    [found] = desk.clients.ids(ClientFilter(text="9161112233"), ClientOrder())
    assert found == cards["Орлова Анна"].id
    shown = {
        name: [contact.value for contact in desk.clients.show_contacts(card.id).contacts]
        for name, card in cards.items()
    }
    assert shown == {
        "Орлова Анна": ["+79161112233"],
        "Ким Виктор": ["+79161112244", "kim@mail.example"],
        "Ли Пётр": ["+79161112266", "+79161112255"],  # that of its own column is the one to call
        "ООО Ромашка": ["+74951112277"],
        "Иванова Мария": ["+79161112288"],
    }
    again = brought(desk, file)
    assert (again.counts.created, again.counts.updated, again.counts.unchanged) == (0, 0, 5)


def test_a_full_copy_keeps_a_name_as_the_base_held_it(desk: Desk, tmp_path: Path) -> None:
    client = desk.clients.create(ClientDraft(name="Орлова Анна 8 916 111-22-33"))
    copy = tmp_path / "copy.xlsx"
    desk.exporting.run(ExportPlan(copy))
    done = brought(desk, copy)
    assert (done.counts.created, done.counts.updated, done.counts.unchanged) == (0, 0, 1)
    assert desk.clients.card(client).name == "Орлова Анна 8 916 111-22-33"
