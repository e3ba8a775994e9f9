"""Names stand in clear and contacts are sealed: whoever has no name gets none from a phone or an e-mail."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from clientcrm.crm import Desk
from clientcrm.data.models import Client
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter, ClientOrder
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
