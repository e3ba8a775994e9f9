"""What staff do once the owner has agreed: asking, agreeing, refusing, withdrawing, using an agreement once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission, Role, Scope
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import AccessDenied, Invalid, MustChangePassword, NotFound, WrongPassword
from clientcrm.domain.exports import ExportPlan, ExportShape, ExportWhat, PrintPlan
from clientcrm.domain.requests import (
    AgreementNeeded,
    RequestClosed,
    RequestState,
    TicketRefused,
    TooManyToExport,
    TriedTooOften,
    wait_after,
)
from tests.services.asking import ASKS, FOREIGN, MANAGER, NAMES, SELLER, asking_shop, hired, manager, phone, shaped
from tests.services.journals import entries
from tests.support import OWNER, PASSWORD, Shop

WHY = "нужна выверка с бухгалтерией"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return asking_shop(tmp_path_factory.mktemp("asking"))


@pytest.fixture
def plan(tmp_path: Path) -> ExportPlan:
    return ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS)


def asked(shop: Shop, plan: ExportPlan) -> int:
    """The manager asks and goes."""
    desk = manager(shop)
    number = desk.requests.ask_export(plan, WHY)
    desk.close()
    return number


def agreed(shop: Shop, plan: ExportPlan) -> int:
    """The manager asks, the owner agrees."""
    number = asked(shop, plan)
    owner = shop.sign_in()
    owner.requests.approve(number)
    owner.close()
    return number


def state(desk: Desk, number: int) -> RequestState:
    """How the own request stands."""
    return next(row.state for row in desk.requests.mine() if row.id == number)


def told(shop: Shop, action: str) -> list[dict[str, object]]:
    """Entries of this kind."""
    shop.close()
    return [entry for entry in entries(shop) if entry["action"] == action]


# ---------------------------------------------------------------- asking and answering


@pytest.mark.proves("F20")
@pytest.mark.attack("T28")
def test_t28_a_file_is_written_once_after_the_owner_agreed(shop: Shop, plan: ExportPlan) -> None:
    desk = manager(shop)
    with pytest.raises(AgreementNeeded):
        desk.exporting.run(plan)
    number = desk.requests.ask_export(plan, WHY)
    with pytest.raises(AgreementNeeded):
        desk.exporting.run(plan)
    assert not plan.path.exists()
    desk.close()

    owner = shop.sign_in()
    [row] = owner.requests.waiting()
    assert (row.id, row.person, row.count, row.reason, row.genuine) == (number, MANAGER, 4, WHY, True)
    assert {"full_name", "phone", "email", "own"} <= set(row.fields)
    shown = owner.requests.preview(number)
    assert (shown.count, shown.canaries, len(shown.rows)) == (4, 0, 4)
    cells = {cell for line in shown.rows for cell in line}
    assert "+7 916 ••• •• 00" in cells
    assert not any("20400" in str(cell) for cell in cells)
    owner.requests.approve(number)
    assert owner.requests.waiting() == []
    owner.close()

    desk = manager(shop)
    assert state(desk, number) is RequestState.GRANTED
    assert desk.requests.granted(plan) == number
    done = desk.exporting.run(plan)
    assert done.rows == 4
    assert state(desk, number) is RequestState.USED
    with pytest.raises(AgreementNeeded):
        desk.exporting.run(replace(plan, path=plan.path.with_name("again.xlsx")))
    with pytest.raises(TicketRefused) as refused:
        desk.exporting.run(replace(plan, path=plan.path.with_name("again.xlsx")), request=number)
    assert refused.value.reason == "used"
    assert not plan.path.with_name("again.xlsx").exists()
    [entry] = told(shop, "clients.exported")
    assert (entry["object_kind"], entry["object_id"], entry["count"]) == ("request", number, 4)
    assert '"ids":"1-4"' in str(entry["detail_json"])


@pytest.mark.proves("F24")
@pytest.mark.attack("T28")
def test_t28_the_entry_is_written_before_the_file_appears(
    shop: Shop, plan: ExportPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = agreed(shop, plan)
    desk = manager(shop)

    def full_disk(*_arguments: object) -> None:
        raise OSError(28, "disk full")

    monkeypatch.setattr("clientcrm.services.exporting.write_table", full_disk)
    with pytest.raises(OSError, match="disk full"):
        desk.exporting.run(plan)
    assert state(desk, number) is RequestState.USED
    assert not plan.path.exists()
    assert len(told(shop, "clients.exported")) == 1


def test_an_agreement_is_for_exactly_this_plan(shop: Shop, plan: ExportPlan) -> None:
    number = agreed(shop, plan)
    desk = manager(shop)
    others = (
        replace(plan, path=plan.path.with_suffix(".csv")),
        replace(plan, shape=ExportShape.FOR_PEOPLE),
        replace(plan, what=ExportWhat.ALL),
        replace(plan, filter=ClientFilter(cities=("Уфа",))),
        replace(plan, filter=ClientFilter(text="Орлова")),
        replace(plan, ids=(1, 2)),
    )
    for other in others:
        with pytest.raises(AgreementNeeded):
            desk.exporting.run(other)
        with pytest.raises(TicketRefused) as refused:
            desk.exporting.run(other, request=number)
        assert refused.value.reason == "another_plan"
    assert [path.name for path in plan.path.parent.glob("*.*")] == []
    assert desk.exporting.run(plan).rows == 4


def test_clients_who_came_after_the_answer_stay_out_of_the_file(shop: Shop, plan: ExportPlan) -> None:
    agreed(shop, plan)
    desk = manager(shop)
    desk.clients.create(ClientDraft(name="Новый Клиент", contacts=(phone(77),)))
    assert desk.exporting.run(plan).rows == 4


@pytest.mark.proves("F20")
def test_only_own_portfolios_go_out_even_by_hand(shop: Shop, plan: ExportPlan) -> None:
    foreign = len(NAMES) + 1
    owner = shop.sign_in()
    assert owner.clients.card(foreign).name == FOREIGN
    owner.close()
    picked = replace(plan, ids=(1, foreign), shape=ExportShape.FOR_PEOPLE)
    agreed(shop, picked)
    done = manager(shop).exporting.run(picked)
    values = {cell for row in load_workbook(done.path)["Клиенты"].iter_rows(values_only=True) for cell in row}
    assert done.rows == 1
    assert NAMES[0] in values
    assert FOREIGN not in values


def test_an_agreement_is_over_after_seven_days_whatever_the_clock_says_then(shop: Shop, plan: ExportPlan) -> None:
    number = agreed(shop, plan)
    shop.clock.go(days=7)
    desk = manager(shop)
    assert state(desk, number) is RequestState.EXPIRED
    desk.close()
    shop.clock.go(days=-6)
    desk = manager(shop)
    assert desk.requests.granted(plan) is None
    with pytest.raises(TicketRefused) as refused:
        desk.exporting.run(plan)
    assert refused.value.reason == "expired"
    assert len(told(shop, "request.not_accepted")) == 1


def test_the_owner_refuses_and_the_person_withdraws(shop: Shop, plan: ExportPlan) -> None:
    first, second = asked(shop, plan), asked(shop, replace(plan, ids=(1,)))
    owner = shop.sign_in()
    owner.requests.refuse(first)
    with pytest.raises(RequestClosed):
        owner.requests.approve(first)
    owner.requests.approve(second)
    owner.close()
    desk = manager(shop)
    desk.requests.withdraw(second)
    with pytest.raises(RequestClosed):
        desk.requests.withdraw(first)
    for number in (first, second):
        with pytest.raises(TicketRefused):
            desk.exporting.run(plan, request=number)
    assert [row.state for row in desk.requests.mine()] == [RequestState.WITHDRAWN, RequestState.REFUSED]


def test_an_agreement_can_be_taken_back_before_it_is_used(shop: Shop, plan: ExportPlan) -> None:
    number = agreed(shop, plan)
    owner = shop.sign_in()
    owner.requests.refuse(number)
    assert [row.state for row in owner.requests.answered()] == [RequestState.REFUSED]
    owner.close()
    with pytest.raises(AgreementNeeded):
        manager(shop).exporting.run(plan)


def test_nobody_answers_for_the_owner_or_sees_what_others_asked(shop: Shop, plan: ExportPlan) -> None:
    number = asked(shop, plan)
    seller = shop.sign_in(SELLER, ASKS)
    assert seller.requests.mine() == []
    for refused in (
        seller.requests.waiting,
        seller.requests.answered,
        lambda: seller.requests.preview(number),
        lambda: seller.requests.approve(number),
        lambda: seller.requests.refuse(number),
        lambda: seller.requests.ask_export(plan, WHY),
    ):
        with pytest.raises(AccessDenied):
            refused()
    for missing in (
        lambda: seller.requests.withdraw(number),
        lambda: seller.requests.approve_in_place(number, OWNER, PASSWORD),
    ):
        with pytest.raises(NotFound):
            missing()


@pytest.mark.parametrize(
    ("reason", "code"), [("", "empty"), ("  ", "empty"), ("о" * 501, "too_long")], ids=["none", "blank", "long"]
)
def test_a_reason_is_needed(shop: Shop, plan: ExportPlan, reason: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        manager(shop).requests.ask_export(plan, reason)
    assert refused.value.fields == {"reason": code}


def test_neither_the_reason_nor_what_was_searched_for_can_be_read_by_staff(shop: Shop, plan: ExportPlan) -> None:
    asked(shop, replace(plan, filter=ClientFilter(text="+7 916 204-00-01")))
    owner = shop.sign_in()
    [row] = owner.requests.waiting()
    assert (row.text, row.count) == ("+7 916 204-00-01", 1)
    owner.close()
    from tests.services.raw import raw

    with raw(shop) as connection:
        kept = connection.execute("select asked_json || hex(reason) from access_request").fetchone()[0]
    assert "2040001" not in kept.replace("-", "")
    assert WHY.encode().hex() not in kept.casefold()


# ---------------------------------------------------------------- in place


def test_the_owner_agrees_at_the_employees_desk_with_the_own_password(shop: Shop, plan: ExportPlan) -> None:
    desk = manager(shop)
    number = desk.requests.ask_export(plan, WHY)
    with pytest.raises(WrongPassword):
        desk.requests.approve_in_place(number, OWNER, "не тот пароль")
    with pytest.raises(AccessDenied):
        desk.requests.approve_in_place(number, MANAGER, ASKS)
    assert state(desk, number) is RequestState.ASKED
    desk.requests.approve_in_place(number, OWNER, PASSWORD)
    assert desk.exporting.run(plan).rows == 4
    assert not desk.user.may(Permission.MANAGE_PEOPLE)
    [entry] = told(shop, "request.approved")
    assert '"in_place":true' in str(entry["detail_json"])
    assert len(told(shop, "request.password_wrong")) == 2


def test_a_password_to_be_used_once_agrees_to_nothing(shop: Shop, plan: ExportPlan) -> None:
    owner = shop.sign_in()
    hired(shop, owner, "Второй Владелец", Role.OWNER)
    owner.close()
    desk = manager(shop)
    number = desk.requests.ask_export(plan, WHY)
    with pytest.raises(MustChangePassword):
        desk.requests.approve_in_place(number, "Второй Владелец", "одноразовый-1")
    assert state(desk, number) is RequestState.ASKED


def test_guessing_the_owners_password_in_place_takes_longer_and_longer(shop: Shop, plan: ExportPlan) -> None:
    desk = manager(shop)
    number = desk.requests.ask_export(plan, WHY)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            desk.requests.approve_in_place(number, OWNER, "мимо-мимо")
    with pytest.raises(TriedTooOften):
        desk.requests.approve_in_place(number, OWNER, PASSWORD)
    desk.close()
    desk = manager(shop)  # a restart forgives nothing
    with pytest.raises(TriedTooOften):
        desk.requests.approve_in_place(number, OWNER, PASSWORD)
    shop.clock.go(seconds=2)
    desk.requests.approve_in_place(number, OWNER, PASSWORD)


def test_waits_grow_to_half_a_minute() -> None:
    assert [wait_after(wrong) for wrong in (0, 4, 5, 6, 9, 10, 99)] == [0, 0, 1, 2, 16, 30, 30]


# ---------------------------------------------------------------- paper and showings


def test_a_list_is_printed_once_the_owner_agreed_and_bears_the_name(shop: Shop) -> None:
    paper = PrintPlan()
    desk = manager(shop)
    with pytest.raises(AgreementNeeded):
        desk.exporting.print_list(paper)
    number = desk.requests.ask_print(paper, WHY)
    desk.requests.approve_in_place(number, OWNER, PASSWORD)
    printed = desk.exporting.print_list(paper)
    assert [column.key for column in printed.columns] == ["full_name", "phone", "tier", "last_purchase", "city"]
    assert len(printed.rows) == 4
    assert printed.page_line == f"Выгружено для: {MANAGER}, 30.06.2026 12:00, запрос № {number}"
    with pytest.raises(AgreementNeeded):
        desk.exporting.print_list(paper)
    [entry] = told(shop, "clients.printed")
    assert entry["count"] == 4


def test_contacts_on_request_are_shown_once(shop: Shop) -> None:
    shaped(shop, Role.MANAGER, {Permission.SHOW_CONTACTS: Scope.REQUEST})
    desk = manager(shop)
    number = desk.requests.ask_show(1, "перезвонить по заказу")
    desk.close()
    owner = shop.sign_in()
    [row] = owner.requests.waiting()
    assert (row.client_id, row.client_name, row.count) == (1, NAMES[0], 2)
    owner.requests.approve(number)
    owner.close()
    desk = manager(shop)
    shown = desk.clients.show_contacts(1).contacts
    assert [contact.value for contact in shown] == ["+79162040000", "c0@mail.ru"]
    assert state(desk, number) is RequestState.USED
    with pytest.raises(AgreementNeeded):
        desk.clients.show_contacts(2)
    shop.clock.go(days=1)  # the same day it costs nothing to look again
    with pytest.raises(AgreementNeeded):
        desk.clients.show_contacts(1)
    [entry] = told(shop, "contact.shown")
    assert f'"request":{number}' in str(entry["detail_json"])


def test_whoever_asked_may_show_the_owner_what_will_be_in_the_file(shop: Shop, plan: ExportPlan) -> None:
    number = asked(shop, plan)
    desk = manager(shop)
    assert desk.requests.owners() == (OWNER,)
    shown = desk.requests.preview_own(number)
    assert (shown.count, shown.canaries, len(shown.rows)) == (4, 0, 4)
    cells = {cell for line in shown.rows for cell in line}
    assert "+7 916 ••• •• 00" in cells
    assert not any("20400" in str(cell) for cell in cells)
    desk.close()
    with pytest.raises(NotFound):
        shop.sign_in(SELLER, ASKS).requests.preview_own(number)


def test_whoever_needs_no_agreement_is_told_so(shop: Shop, plan: ExportPlan) -> None:
    shaped(shop, Role.MANAGER, {Permission.EXPORT: Scope.YES})
    desk = manager(shop)
    with pytest.raises(Invalid) as refused:
        desk.requests.ask_export(plan, WHY)
    assert refused.value.fields == {"request": "not_needed"}
    assert desk.exporting.run(plan).rows == 4


@pytest.mark.attack("T28")
def test_more_than_the_cap_is_neither_asked_for_nor_written(shop: Shop, plan: ExportPlan) -> None:
    agreed(shop, plan)
    shaped(shop, Role.MANAGER, {}, export_cap=3)
    desk = manager(shop)
    with pytest.raises(TooManyToExport) as refused:
        desk.requests.ask_export(replace(plan, shape=ExportShape.FOR_PEOPLE), WHY)
    assert (refused.value.count, refused.value.most) == (4, 3)
    with pytest.raises(TooManyToExport):
        desk.exporting.run(plan)
    assert not plan.path.exists()
    assert len(told(shop, "export.refused")) == 1
