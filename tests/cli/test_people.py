"""People and portfolios from a terminal: added, let in, shaped, frozen; each answer says what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.support import OWNER

OWN = "зелёный-чай-7"


def as_person(typed: Typed, monkeypatch: pytest.MonkeyPatch, name: str, password: str, *words: object) -> Typed:
    """Type as somebody else."""

    def said(*arguments: object) -> object:
        with monkeypatch.context() as patch:
            patch.setenv("CLIENTCRM_PASSWORD", password)
            return typed("--user", name, *arguments)

    return said  # type: ignore[return-value]


@pytest.fixture
def owner(typed: Typed) -> Typed:
    """The owner types; once there are others, a name is needed."""

    def said(*arguments: object, base: Path | None = None) -> object:
        return typed("--user", OWNER, *arguments, base=base)

    return said  # type: ignore[return-value]


def test_a_seller_is_added_changes_the_password_and_works(
    typed: Typed, owner: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = owner("people", "add", "Света", "--role", "продавец").values
    once = made["one_time_password"]
    assert (made["person"]["name"], made["person"]["role"], made["person"]["invited"]) == ("Света", "seller", True)
    assert made["person"]["portfolios"] == ["Магазин"]
    new = tmp_path / "new.txt"
    new.write_text(OWN + "\n", "utf-8")

    first = as_person(typed, monkeypatch, "Света", once)
    refused = first("clients")
    assert (refused.status, refused.error) == (1, "must_change_password")
    assert "people password" in refused.values["error"]["message"]
    assert first("people", "password").error == "password_missing"
    assert first("people", "password", "--new-password-file", new).values["changed"] == ["password"]
    seller = as_person(typed, monkeypatch, "Света", OWN)
    assert seller("clients").values["total"] == 0
    assert seller("people", "list").error == "access_denied"
    assert seller("people", "freeze", OWNER).error == "access_denied"

    people = owner("people", "list").values["people"]
    assert [(p["name"], p["role"], p["invited"], p["active"]) for p in people] == [
        (OWNER, "owner", False, True),
        ("Света", "seller", False, True),
    ]
    assert "one_time_password" not in people[1]


def test_roles_names_quotas_and_sign_ins_change(typed: Typed, owner: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    owner("people", "add", "Света")
    assert owner("people", "role", "света", "manager").values["person"]["role"] == "manager"
    assert owner("people", "rename", "Света", "Светлана").values["changed"] == ["name"]
    quota = owner("people", "quota", "Светлана", "--day", "5", "--hour", "no").values["person"]["quota"]
    assert (quota["day"], quota["hour"]) == (5, None)
    assert owner("people", "quota", "Светлана", "--as-role").values["person"]["own_quota"] is False
    assert owner("people", "quota", "Светлана").error == "invalid"
    assert owner("people", "freeze", "Светлана").values["person"]["active"] is False
    once = owner("people", "reset", "Светлана").values["one_time_password"]
    frozen = as_person(typed, monkeypatch, "Светлана", once)("clients")
    assert (frozen.status, frozen.error) == (1, "frozen")
    assert owner("people", "unfreeze", "Светлана").values["changed"] == ["unfrozen"]
    assert as_person(typed, monkeypatch, "Светлана", once)("clients").error == "must_change_password"


def test_portfolios_are_made_named_shared_and_made_a_home(owner: Typed) -> None:
    owner("people", "add", "Света")
    made = owner("portfolios", "add", "Личный", "--member", "Света").values
    assert (made["portfolio"]["members"], made["changed"]) == (["Света"], ["added"])
    assert owner("portfolios", "rename", "личный", "Светин").values["portfolio"]["name"] == "Светин"
    assert owner("portfolios", "members", "Светин", "--remove", "Света").values["portfolio"]["members"] == []
    assert owner("portfolios", "members", "Светин", "--add", "Света").values["changed"] == ["members"]
    assert owner("portfolios", "members", "Светин").values["changed"] == []
    assert owner("portfolios", "default", "Света", "Светин").values["default_portfolio"] == "Светин"
    found = owner("portfolios", "list").values["portfolios"]
    assert [(one["name"], sorted(one["members"], reverse=True), one["clients"]) for one in found] == [
        ("Магазин", ["Света", OWNER], 0),
        ("Светин", ["Света"], 0),
    ]
    assert owner("people", "list").values["people"][1]["default_portfolio"] == "Светин"
    assert owner("people", "add", "Борис").error == "portfolio_missing"
    assert owner("people", "add", "Борис", "--portfolio", "Светин").values["person"]["portfolios"] == ["Светин"]


def test_the_reception_adds_clients_and_reads_none(
    typed: Typed, owner: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    owner("portfolios", "add", "Света")
    made = owner("people", "add", "Ресепшен", "--write-to", "света").values
    person = made["person"]
    assert (person["portfolios"], person["writes_to"], person["default_portfolio"]) == ([], ["Света"], "Света")
    new = tmp_path / "new.txt"
    new.write_text(OWN, "utf-8")
    as_person(typed, monkeypatch, "Ресепшен", made["one_time_password"])(
        "people", "password", "--new-password-file", new
    )
    reception = as_person(typed, monkeypatch, "Ресепшен", OWN)
    assert reception("add", "client", "--name", "Олег Петров", "--phone", "89161234567").status == 0
    assert reception("clients").values["total"] == 0
    assert reception("clients", "--search", "89161234567").values["total"] == 0
    assert reception("add", "client", "--name", "Ия", "--portfolio", "Магазин").status == 1
    [client] = owner("clients").values["clients"]
    assert [each["value"] for each in owner("reveal", client["id"]).values["contacts"]] == ["+79161234567"]


def test_who_only_adds_is_named_added_and_taken_out(plain: Typed, owner: Typed) -> None:
    for name in ("Света", "Борис"):
        owner("people", "add", name, "--portfolio", "Магазин")
    owner("portfolios", "add", "Оптовики", "--member", "Борис")
    said = owner("portfolios", "writers", "оптовики", "--add", "света").values
    assert (said["portfolio"]["members"], said["portfolio"]["writers"]) == (["Борис"], ["Света"])
    assert said["changed"] == ["writers"]
    assert owner("portfolios", "writers", "Оптовики", "--add", "Света").values["changed"] == []
    text = plain("--lang", "ru", "--user", OWNER, "people", "list").out
    assert "Магазин; только добавляет: Оптовики" in text
    assert "Только добавляют: Света" in plain("--lang", "ru", "--user", OWNER, "portfolios", "writers", "Оптовики").out
    assert owner("people", "list").values["people"][1]["writes_to"] == ["Оптовики"]
    gone = owner("portfolios", "writers", "Оптовики", "--remove", "Света").values
    assert (gone["portfolio"]["writers"], gone["changed"]) == ([], ["writers"])
    assert owner("portfolios", "writers", "Оптовики", "--add", "Света", "--remove", "Света").error == "invalid"
    reads = owner("--lang", "ru", "portfolios", "writers", "Оптовики", "--add", "Борис")
    assert (reads.error, "и так читает этот портфель" in reads.values["error"]["message"]) == ("invalid", True)
    twice = ("people", "add", "Олег", "--portfolio", "Оптовики", "--write-to", "Оптовики")
    assert owner(*twice).error == "invalid"
    assert [one["writers"] for one in owner("portfolios", "list").values["portfolios"]] == [[], []]


def test_a_role_that_cannot_add_is_named_where_it_should(plain: Typed, owner: Typed) -> None:
    owner("portfolios", "add", "Оптовики")
    as_owner = ("--lang", "ru", "--user", OWNER)
    added = plain(*as_owner, "people", "add", "Света", "--role", "observer", "--write-to", "Оптовики")
    assert "Света: наблюдатель; только добавляет: Оптовики." in added.out
    assert "роль не позволяет добавлять клиентов" in added.err
    assert (
        "«Оптовики»: читают только владельцы. Только добавляют: Света."
        in plain(*as_owner, "portfolios", "writers", "Оптовики").out
    )
    assert plain(*as_owner, "portfolios", "writers", "Оптовики").err == ""
    assert "не позволяет" in plain(*as_owner, "portfolios", "writers", "Оптовики", "--add", "Света").err
    owner("people", "role", "Света", "seller")
    assert plain(*as_owner, "portfolios", "writers", "Оптовики", "--add", "Света").err == ""
    owner("portfolios", "members", "Оптовики", "--add", "Света")
    assert owner("portfolios", "list").values["portfolios"][1]["writers"] == []


def test_what_is_seen_of_clients_of_others(
    typed: Typed, plain: Typed, owner: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    owner("portfolios", "add", "Света")
    once = owner("people", "add", "Света", "--portfolio", "Света").values["one_time_password"]
    owner("add", "client", "--name", "Олег Петров", "--portfolio", "Магазин")
    new = tmp_path / "new.txt"
    new.write_text(OWN, "utf-8")
    as_person(typed, monkeypatch, "Света", once)("people", "password", "--new-password-file", new)
    sveta = as_person(typed, monkeypatch, "Света", OWN)

    assert owner("portfolios", "others").values == {"others": "nothing", "changed": []}
    assert owner("portfolios", "list").values["others"] == "nothing"
    assert sveta("clients").values["total"] == 0
    assert owner("portfolios", "others", "names").values == {"others": "names", "changed": ["others"]}
    assert owner("portfolios", "others", "names").values["changed"] == []
    [seen] = sveta("clients").values["clients"]
    assert (seen["name"], seen["phone"]) == ("Петров Олег", None)
    told = plain("--lang", "ru", "--user", OWNER, "portfolios", "list").out
    assert "видно имя и ступень" in told
    assert sveta("portfolios", "others", "nothing").error == "access_denied"
    assert owner("portfolios", "others", "all").status == 2
    assert "are not seen" in plain("--lang", "en", "--user", OWNER, "portfolios", "others", "nothing").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("people", "add", "Света", "--role", "капитан"), "invalid"),
        (("people", "add", OWNER), "invalid"),
        (("people", "freeze", OWNER), "invalid"),
        (("people", "freeze", "Никто"), "not_found"),
        (("people", "add", "Света", "--portfolio", "Нигде"), "not_found"),
        (("portfolios", "add", "магазин"), "invalid"),
        (("portfolios", "rename", "Нигде", "Где"), "not_found"),
        (("portfolios", "members", "Магазин", "--add", "Никто"), "not_found"),
        (("people",), "usage"),
        (("people", "quota", OWNER, "--day", "-1"), "usage"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(owner: Typed, words: tuple[str, ...], code: str) -> None:
    said = owner(*words)
    assert (said.status, said.error) == (2 if code == "usage" else 1, code)
    assert said.values["error"]["message"]


def test_a_person_reads_the_answers_too(plain: Typed) -> None:
    said = plain("--lang", "ru", "people", "add", "Света").out
    assert "Пароль на один вход" in said
    listed = plain("--lang", "ru", "--user", OWNER, "people", "list").out
    assert "приглашён" in listed
    assert "владелец" in listed
    assert "Магазин" in plain("--lang", "ru", "--user", OWNER, "portfolios", "list").out
    assert "may sign in" not in plain("--lang", "en", "--user", OWNER, "people", "freeze", "Света").out
