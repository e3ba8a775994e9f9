"""Contacts on the command line: the same quota, reason and waiting as in the window."""

from __future__ import annotations

import pytest

from clientcrm.domain.access import Quota
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from tests.cli.conftest import Typed
from tests.support import PASSWORD, Shop

OWN = "чай-с-мятой-2026"


@pytest.fixture
def seller(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> str:
    """A seller who is shown two contacts a day, the second one for a reason; two clients of three contacts."""
    owner = shop.sign_in()
    for n in (1, 2):
        phones = (f"+7916204001{digit}" for digit in (n, n + 3))
        contacts = tuple(ContactDraft(ContactKind.PHONE, phone, phone) for phone in phones)
        owner.clients.create(ClientDraft(name=f"Клиент {n}", contacts=contacts[:n]))
    added = owner.staff.add("Света", "seller", [owner.portfolios[0][0]], PASSWORD)
    owner.staff.set_quota(added.uid, Quota(2, None, 2), PASSWORD)
    owner.close()
    desk = shop.sign_in("Света", added.one_time_password)
    desk.change_password(added.one_time_password, OWN)
    desk.close()
    monkeypatch.setenv("CLIENTCRM_PASSWORD", OWN)
    return "Света"


def test_a_quota_and_a_reason_hold_on_the_command_line(typed: Typed, plain: Typed, seller: str) -> None:
    assert typed("--user", seller, "reveal", 1).values["left_today"] == 1
    assert typed("--user", seller, "reveal", 1).values["left_today"] == 1
    assert typed("--user", seller, "reveal", 2, "--reason", "заказ").error == "quota_spent"
    said = plain("--lang", "ru", "--user", seller, "reveal", 1)
    assert "Осталось показов на сегодня: 1" in said.out


def test_a_reason_is_asked_for(typed: Typed, plain: Typed, shop: Shop, seller: str) -> None:
    owner = shop.sign_in()
    uid = next(person.uid for person in owner.staff.people() if person.name == seller)
    owner.staff.set_quota(uid, Quota(None, None, 2), PASSWORD)
    owner.close()
    assert typed("--user", seller, "reveal", 1).values["left_today"] is None
    assert typed("--user", seller, "reveal", 2).error == "reason_needed"
    assert "--reason" in plain("--lang", "ru", "--user", seller, "reveal", 2).err
    assert len(typed("--user", seller, "reveal", 2, "--reason", "заказ готов").values["contacts"]) == 2


def test_after_five_wrong_passwords_one_waits(
    typed: Typed, shop: Shop, seller: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTCRM_PASSWORD", "не тот пароль")
    assert [typed("--user", seller, "clients").error for _ in range(6)] == [*["wrong_password"] * 5, "too_many_tries"]
    monkeypatch.setenv("CLIENTCRM_PASSWORD", OWN)
    assert typed("--user", seller, "clients").error == "too_many_tries"
    shop.clock.go(seconds=31)
    assert typed("--user", seller, "clients").status == 0
