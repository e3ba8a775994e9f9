"""Agreements that nobody gave: rows of requests edited, copied and made up with the raw key of the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.access import Role
from clientcrm.domain.exports import ExportPlan, ExportWhat
from clientcrm.domain.requests import AgreementNeeded, TicketRefused
from tests.services.asking import MANAGER, asking_shop, hired, manager
from tests.services.raw import raw
from tests.support import Shop

WHY = "сверка"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return asking_shop(tmp_path_factory.mktemp("forged"))


@pytest.fixture
def plan(tmp_path: Path) -> ExportPlan:
    return ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS, ids=(1, 2))


@pytest.fixture
def number(shop: Shop, plan: ExportPlan) -> int:
    """A request of the manager's that the owner agreed to."""
    desk = manager(shop)
    made = desk.requests.ask_export(plan, WHY)
    desk.close()
    owner = shop.sign_in()
    owner.requests.approve(made)
    owner.close()
    return made


def refused(shop: Shop, plan: ExportPlan, number: int) -> str:
    """Why the program does not obey."""
    desk = manager(shop)
    with pytest.raises(TicketRefused) as error:
        desk.exporting.run(plan, request=number)
    assert not plan.path.exists()
    desk.close()
    return error.value.reason


@pytest.mark.proves("F20")
@pytest.mark.parametrize(
    "edit",
    [
        "update access_request set asked_json = replace(asked_json, '[1,2]', '[1,2,3]')",
        "update access_request set asked_json = replace(asked_json, 'full_copy', 'for_people')",
        "update access_request set count = 1",
        "update access_request set decided_at = datetime(decided_at, '+1 day')",
        "update access_request set ticket = zeroblob(64)",
        "update access_request set ticket = null",
        "update access_request set uuid = randomblob(16)",
        "update access_request set asked_json = 'nonsense'",
    ],
    ids=["clients", "shape", "count", "later", "ticket", "no-ticket", "another-row", "nonsense"],
)
def test_an_edited_agreement_is_worth_nothing(shop: Shop, plan: ExportPlan, number: int, edit: str) -> None:
    with raw(shop) as connection:
        connection.execute(edit)
    assert refused(shop, plan, number) == "forged"


@pytest.mark.proves("F20")
def test_a_used_agreement_put_back_stays_used(shop: Shop, plan: ExportPlan, number: int) -> None:
    desk = manager(shop)
    assert desk.exporting.run(plan).rows == 2
    desk.close()
    plan.path.unlink()
    with raw(shop) as connection:
        connection.execute("update access_request set state = 'granted'")
    assert refused(shop, plan, number) == "used"


def test_an_agreement_taken_back_and_put_back_stays_over(shop: Shop, plan: ExportPlan, number: int) -> None:
    owner = shop.sign_in()
    owner.requests.refuse(number)
    owner.close()
    with raw(shop) as connection:
        connection.execute("update access_request set state = 'granted'")
    assert refused(shop, plan, number) == "used"


def test_a_copy_of_an_agreement_is_another_row(shop: Shop, plan: ExportPlan, number: int) -> None:
    desk = manager(shop)
    desk.exporting.run(plan)
    desk.close()
    plan.path.unlink()
    with raw(shop) as connection:
        columns = "uuid, uid, kind, asked_json, count, reason, asked_at, decided_by, decided_at, ticket"
        query = f"insert into access_request ({columns}, state) select {columns}, 'granted' from access_request"
        connection.execute(query)
    assert refused(shop, plan, number + 1) == "forged"
    desk = manager(shop)
    with pytest.raises(TicketRefused):
        desk.exporting.run(plan)


def test_a_request_made_up_in_another_persons_name_is_not_agreed_to(shop: Shop, plan: ExportPlan) -> None:
    desk = manager(shop)
    made = desk.requests.ask_export(plan, WHY)
    desk.close()
    with raw(shop) as connection:
        connection.execute("update access_request set asked_json = replace(asked_json, '[1,2]', '[1,2,3,4]')")
    owner = shop.sign_in()
    assert [row.genuine for row in owner.requests.waiting()] == [False]
    with pytest.raises(TicketRefused):
        owner.requests.approve(made)


def test_an_own_signature_is_no_agreement(shop: Shop, plan: ExportPlan) -> None:
    desk = manager(shop)
    desk.requests.ask_export(plan, WHY)
    uid = desk.user.uid
    desk.close()
    with raw(shop) as connection:
        moment = connection.execute("select asked_at from access_request").fetchone()[0]
        connection.execute("update access_request set state = 'granted', decided_by = ?, decided_at = ?", (uid, moment))
    assert refused(shop, plan, 1) == "not_an_owner"


def test_an_agreement_of_somebody_who_is_no_owner_any_more_is_over(shop: Shop, plan: ExportPlan) -> None:
    owner = shop.sign_in()
    uid = hired(shop, owner, "Второй Владелец", Role.OWNER)
    owner.close()
    desk = manager(shop)
    made = desk.requests.ask_export(plan, WHY)
    desk.close()
    second = shop.sign_in("Второй Владелец", "одноразовый-1")
    second.change_password("одноразовый-1", "второй-владелец-1")
    second.requests.approve(made)
    second.close()
    owner = shop.sign_in()
    draft = owner._keys.draft()
    draft.set_person(uid, role=Role.MANAGER.value)
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()
    assert refused(shop, plan, made) == "not_an_owner"


def test_without_any_agreement_nothing_is_found(shop: Shop, plan: ExportPlan) -> None:
    desk: Desk = manager(shop)
    assert desk.user.name == MANAGER
    with pytest.raises(AgreementNeeded):
        desk.exporting.run(plan)
