"""T13: whatever the shop looks like, the keys of a person open the clients of their own portfolios and no others.

Not through the program: every key that the person holds is tried on every sealed value in the file itself.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientcrm.crm import Desk
from clientcrm.domain.errors import SealBroken
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.vault import vault
from clientcrm.vault.fields import FieldSeal, Kind
from clientcrm.vault.header_file import read_header
from clientcrm.vault.unlocked import Unlocked
from tests.services.raw import raw
from tests.services.test_moving import SVETA
from tests.support import CHEAP, OWNER, PASSWORD, Shop, make_template

# Each sealed column with the kind of its key.
SEALED: tuple[tuple[str, str, Kind], ...] = (
    ("contact_point", "sealed", "contact"),
    ("client_private", "masked", "contact"),
    ("client_private", "document", "text"),
    ("timeline_entry", "text", "text"),
    ("purchase", "comment", "text"),
    ("batch_effect", "before", "text"),
)


@dataclass(frozen=True, slots=True)
class Chart:
    """Who reads which portfolio, whom the owner takes out again, and who is moved where; all by their place."""

    roles: tuple[str, ...]
    members: tuple[tuple[int, int], ...]  # person, portfolio
    taken_out: tuple[int, int] | None
    moved: tuple[int, int]  # client, portfolio


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Up to three people and three portfolios."""
    people = draw(st.integers(1, 3))
    roles = tuple(draw(st.sampled_from(["manager", "seller", "observer"])) for _ in range(people))
    pairs = list(product(range(people), range(1, 4)))
    members = tuple(sorted(draw(st.sets(st.sampled_from(pairs)))))
    out = draw(st.sampled_from(members)) if members and draw(st.booleans()) else None
    return Chart(roles, members, out, (draw(st.integers(1, 3)), draw(st.integers(1, 3))))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_template(tmp_path_factory.mktemp("charts"))


def build(desk: Desk, chart: Chart) -> dict[str, str]:
    """The shop of this chart, a client with everything sealed in each portfolio; passwords by name."""
    for name in ("Второй", "Третий"):
        desk.staff.add_portfolio(name, [], PASSWORD)
    passwords, uids = {}, []
    for place, role in enumerate(chart.roles):
        reads = [portfolio for person, portfolio in chart.members if person == place]
        added = desk.staff.add(f"Сотрудник {place}", role, reads, PASSWORD)
        passwords[f"Сотрудник {place}"] = added.one_time_password
        uids.append(added.uid)
    for portfolio in (1, 2, 3):
        client = desk.clients.create(replace(SVETA, name=f"Клиент {portfolio}", portfolio=portfolio))
        desk.timeline.record(InteractionDraft(client, EntryKind.CALL, "о чае"))
        desk.sales.add(PurchaseDraft(client, date(2026, 6, 1), total=100, comment="в подарок"))
    desk.clients.mass_tag([1, 2, 3], "сестра")
    desk.clients.move([chart.moved[0]], chart.moved[1])
    if chart.taken_out is not None:
        person, portfolio = chart.taken_out
        members = next(row.members for row in desk.staff.portfolios() if row.id == portfolio)
        desk.staff.set_members(portfolio, [uid for uid in members if uid != uids[person]], PASSWORD)
    return passwords


def sealed_values(shop: Shop) -> Iterator[tuple[str, str, Kind, int, bytes, bytes]]:
    """Every sealed value in the file with its place and portfolio."""
    with raw(shop) as connection:
        for table, column, kind in SEALED:
            query = f"select portfolio, uuid, {column} from {table} where {column} is not null"
            for portfolio, uuid, sealed in connection.execute(query).fetchall():
                yield table, column, kind, portfolio, uuid, sealed


def opens(seal: FieldSeal, table: str, column: str, kind: Kind, uuid: bytes, sealed: bytes) -> bool:
    try:
        return bool(seal.open(table, column, uuid, sealed, kind))
    except SealBroken:
        return False


def keys_by_name(shop: Shop, name: str, password: str) -> Unlocked:
    header = read_header(shop.folder)
    return vault.open_with_password(header, header.person_named(name).uid, password, shop.device, CHEAP)


@pytest.mark.proves("N01")
@pytest.mark.attack("T13")
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chart=charts())
def test_t13_keys_of_a_person_open_exactly_the_own_clients(empty: Callable[[Path], Shop], chart: Chart) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = empty(Path(folder) / "base")
        desk = shop.sign_in()
        passwords = build(desk, chart)
        everything = {number for number, _ in desk.portfolios}
        shop.close()
        values = list(sealed_values(shop))
        assert {value[3] for value in values} == {1, 2, 3} - ({chart.moved[0]} - {chart.moved[1]})
        for name, password in {**passwords, OWNER: PASSWORD}.items():
            keys = keys_by_name(shop, name, password)
            place = int(name.rpartition(" ")[2]) if name != OWNER else -1
            own = {p for who, p in chart.members if who == place and (who, p) != chart.taken_out}
            expected = everything if name == OWNER else own
            for table, column, kind, portfolio, uuid, sealed in values:
                found = any(opens(seal, table, column, kind, uuid, sealed) for seal in keys.seals.values())
                assert found is (portfolio in expected), (name, table, column, portfolio)
            keys.close()
