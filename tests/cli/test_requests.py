"""Requests to the owner from a terminal: asked, answered, used by the export that comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clientcrm.domain.access import Permission, Role, Scope
from tests.cli.conftest import Typed
from tests.services.asking import ASKS, MANAGER, NAMES, SELLER, asking_shop, shaped
from tests.support import OWNER, PASSWORD, Shop


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return asking_shop(tmp_path_factory.mktemp("asking"))


@pytest.fixture
def shop(template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """The shop with a manager who asks before exporting."""
    made = template(tmp_path / "base")
    yield made
    made.close()


@pytest.fixture
def by(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type a command as somebody."""

    def run(person: str, *arguments: object) -> object:
        monkeypatch.setenv("CLIENTCRM_PASSWORD", PASSWORD if person == OWNER else ASKS)
        return typed("--user", person, *arguments)

    return run  # type: ignore[return-value]


@pytest.mark.proves("F20")
def test_an_export_goes_by_an_answered_request(by: Typed, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    refused = by(MANAGER, "--lang", "ru", "export", out)
    assert (refused.status, refused.error) == (1, "agreement_needed")
    assert "requests ask" in refused.values["error"]["message"]
    asked = by(MANAGER, "requests", "ask", out, "--reason", "сверка").values
    assert (asked["count"], asked["state"]) == (4, "asked")
    number = asked["id"]
    [row] = by(OWNER, "requests", "list").values["requests"]
    assert (row["id"], row["person"], row["reason"], row["genuine"]) == (number, MANAGER, "сверка", True)
    assert by(OWNER, "requests", "approve", number).values == {"id": number, "state": "granted"}
    assert by(MANAGER, "export", out).values["clients"] == 4
    assert by(MANAGER, "export", out).error == "agreement_needed"
    assert [row["state"] for row in by(MANAGER, "requests", "list").values["requests"]] == ["used"]
    assert [row["reason"] for row in by(MANAGER, "requests", "list").values["requests"]] == [""]


def test_the_owner_answers_in_place_or_says_no(by: Typed, tmp_path: Path) -> None:
    words = tmp_path / "owner.txt"
    words.write_text("не тот\n", "utf-8")
    number = by(MANAGER, "requests", "ask", tmp_path / "a.csv", "--reason", "сверка").values["id"]
    place = ("requests", "approve", number, "--owner", OWNER, "--owner-password-file", words)
    assert by(MANAGER, *place).error == "wrong_password"
    words.write_text(PASSWORD, "utf-8")
    assert by(MANAGER, *place).values["state"] == "granted"
    assert by(MANAGER, "requests", "withdraw", number).values["state"] == "withdrawn"
    other = by(MANAGER, "requests", "ask", tmp_path / "b.csv", "--reason", "сверка").values["id"]
    assert by(OWNER, "requests", "refuse", other).values["state"] == "refused"
    assert by(OWNER, "requests", "approve", other).error == "request_closed"
    assert by(SELLER, "requests", "approve", other).error == "access_denied"
    assert by(MANAGER, "requests", "approve", other, "--owner", OWNER).error == "password_missing"


def test_contacts_are_asked_for_by_the_client(shop: Shop, by: Typed) -> None:
    shaped(shop, Role.SELLER, {Permission.SHOW_CONTACTS: Scope.REQUEST})
    assert by(SELLER, "reveal", 1).error == "agreement_needed"
    number = by(SELLER, "requests", "ask", "--client", 1, "--reason", "перезвонить").values["id"]
    [row] = by(OWNER, "requests", "list").values["requests"]
    assert (row["kind"], row["client_name"], row["count"]) == ("show", NAMES[0], 2)
    by(OWNER, "requests", "approve", number)
    assert len(by(SELLER, "reveal", 1).values["contacts"]) == 2


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        ((), 2, "usage"),
        (("ask", "--reason", "зачем-то"), 2, "usage"),
        (("ask", "x.xlsx"), 2, "usage"),
        (("ask", "x.xlsx", "--client", "1", "--reason", "зачем-то"), 2, "usage"),
        (("ask", "x.xlsx", "--reason", " "), 1, "invalid"),
        (("approve",), 2, "usage"),
        (("refuse", "семь"), 2, "usage"),
        (("withdraw", "99"), 1, "not_found"),
    ],
)
def test_what_makes_no_sense_is_refused(by: Typed, arguments: tuple[str, ...], status: int, code: str) -> None:
    said = by(MANAGER, "requests", *arguments)
    assert (said.status, said.error) == (status, code)


def test_the_list_for_a_person(plain: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENTCRM_PASSWORD", ASKS)
    own = ("--lang", "ru", "--user", MANAGER, "requests")
    assert plain(*own, "list").out.strip() == "Запросов нет."
    assert "Запрос 1 отправлен владельцу: 4 клиента." in plain(*own, "ask", tmp_path / "a.xlsx", "--reason", "x").out
    assert "ждёт ответа" in plain(*own, "list").out
