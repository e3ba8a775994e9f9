"""The journal on the command line: entries for scripts and for people, narrowed, and proved."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from clientcrm.cli.journal_words import ACTIONS
from clientcrm.domain.access import Role
from clientcrm.domain.journal import GROUPS
from tests.cli.conftest import Typed
from tests.rules.sources import modules, texts
from tests.services.journals import hire
from tests.services.raw import raw
from tests.support import OWNER, Shop


@pytest.fixture
def anna(typed: Typed) -> int:
    """A client whose contacts were shown once."""
    client = typed("add", "client", "--name", "Анна Орлова", "--phone", "89161234567").values["id"]
    assert typed("reveal", client, "--reason", "заказ готов").status == 0
    return int(client)


@pytest.mark.proves("F24")
def test_the_entries_for_a_script(typed: Typed, anna: int) -> None:
    said = typed("journal")
    assert (said.status, said.values["verified"], said.values["breaks"]) == (0, None, [])
    entries = said.values["entries"]
    assert [entry["seq"] for entry in entries] == list(range(len(entries), 0, -1))
    [shown] = [entry for entry in entries if entry["action"] == "contact.shown"]
    assert (shown["person"], shown["object"], shown["object_id"], shown["count"]) == (OWNER, "Анна Орлова", anna, 1)
    assert datetime.fromisoformat(shown["at"]) <= datetime.now(UTC)
    assert "9161234567" not in said.out


def test_the_same_for_people(plain: Typed, anna: int) -> None:
    text = plain("--lang", "ru", "journal", "--limit", "4").out
    assert {"вход", "выход", "контакт показан"} <= {
        word.strip() for line in text.splitlines() for word in line.split("  ")
    }
    assert "показано 4" in text
    assert "contact shown" in plain("--lang", "en", "journal").out


def test_one_person_and_days(shop: Shop, typed: Typed, anna: int) -> None:
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    owner.close()
    assert typed("--user", OWNER, "journal", "--person", "света").values["entries"] == []
    whole = typed("--user", OWNER, "journal").values["total"]
    assert typed("--user", OWNER, "journal", "--person", OWNER, "--limit", "1").values["total"] == whole + 2
    tomorrow = (datetime.now() + timedelta(days=2)).date().isoformat()
    assert typed("--user", OWNER, "journal", "--since", tomorrow).values["total"] == 0
    assert typed("--user", OWNER, "journal", "--since", "01.02.2020", "--limit", "2").values["total"] > whole
    assert typed("--user", OWNER, "journal", "--person", "Никто").error == "not_found"
    assert typed("--user", OWNER, "journal", "--since", "вчера-позавчера").error == "unclear_value"
    assert typed("journal", "--limit", "-1").status == 2


@pytest.mark.proves("N04")
def test_a_fingerprint_that_was_noted_stands_as_long_as_nobody_changes_what_was_before(
    shop: Shop, typed: Typed, plain: Typed, anna: int
) -> None:
    noted = typed("--user", OWNER, "journal", "--verify").values["fingerprint"]
    spelt = f"{noted[:4]} {noted[4:].lower()}"
    seq = typed("--user", OWNER, "journal", "--noted", spelt).values["noted"]
    assert seq > 0
    assert f"на записи {seq}" in plain("--lang", "ru", "--user", OWNER, "journal", "--noted", noted).out
    other = typed("--user", OWNER, "journal", "--noted", "00000000")
    assert (other.status, other.error, other.values["noted"]) == (1, "unknown_fingerprint", None)
    with raw(shop) as connection:
        connection.execute("update journal_entry set count = 0 where seq = 6")
    assert typed("--user", OWNER, "journal", "--noted", noted).error == "journal_broken"


@pytest.mark.proves("N04")
def test_the_proof(shop: Shop, typed: Typed, plain: Typed, anna: int) -> None:
    proved = typed("journal", "--verify", "--limit", "1").values
    assert (proved["verified"], proved["breaks"], len(proved["fingerprint"])) == (True, [], 8)
    assert "Цепочка цела" in plain("--lang", "ru", "journal", "--verify").out
    with raw(shop) as connection:
        connection.execute("update journal_entry set count = 0 where seq = 6")
    broken = typed("journal", "--verify")
    assert (broken.status, broken.error, broken.values["verified"]) == (1, "journal_broken", False)
    assert broken.values["breaks"] == [{"seq": 6, "kind": "changed", "last": 6}]
    told = plain("--lang", "ru", "journal", "--verify")
    assert "6: изменено" in told.out
    assert "запись 6" in told.err


def test_who_may_not_read_it_is_refused(shop: Shop, typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    owner.close()
    monkeypatch.setenv("CLIENTCRM_PASSWORD", "одноразовый-1")
    assert typed("--user", "Света", "journal").error == "access_denied"


def test_every_action_of_the_services_is_known() -> None:
    """An action that nobody listed would have neither words nor a place under the filters."""
    things = "|".join(sorted({action.split(".")[0] for action in ACTIONS}))
    shape = re.compile(rf"({things})\.[a-z_]+")
    sources = modules("clientcrm/services", "clientcrm/crm.py", "clientcrm/desk.py")
    used = {text for tree in sources.values() for _, text in texts(tree) if shape.fullmatch(text)}
    assert sorted(used - set(ACTIONS) - {"inbox.example"}) == []


def test_every_action_has_its_words_and_its_group() -> None:
    grouped = {action for group in GROUPS.values() for action in group}
    assert grouped == set(ACTIONS)
    assert all(russian and english for russian, english in ACTIONS.values())
