"""The command line is no way around a role: what the window refuses, a script is refused too, with an entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.cli.test_people import OWN, as_person
from tests.support import OWNER

# A word each of what a role may be refused, and the code that a script sees. {csv} is a file that is there.
REFUSED = {
    "seller": [
        (("import", "{csv}"), "access_denied"),
        (("export", "{room}/out.xlsx"), "access_denied"),
        (("journal",), "access_denied"),
        (("people", "list"), "access_denied"),
        (("people", "add", "Новый"), "access_denied"),
        (("portfolios", "add", "Мой"), "access_denied"),
        (("requests", "approve", "1"), "access_denied"),
        (("leave", "{owner}", "--hand-over-to", "Света"), "access_denied"),
        (("clients", "--sort", "-total"), "access_denied"),
    ],
    "manager": [
        (("export", "{room}/out.xlsx"), "agreement_needed"),
        (("journal", "--verify"), "access_denied"),
        (("figures", "settings", "--set", "L=30"), "access_denied"),
        (("people", "role", "Света", "owner"), "access_denied"),
    ],
    "observer": [
        (("add", "client", "--name", "Кто-то"), "access_denied"),
        (("reveal", "1"), "access_denied"),
        (("backup",), "access_denied"),
    ],
}


@pytest.mark.proves("F19")
@pytest.mark.attack("T25")
@pytest.mark.parametrize("role", REFUSED)
def test_a_script_is_refused_what_the_role_is_refused(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    owner = ("--user", OWNER)
    once = typed(*owner, "people", "add", "Света", "--role", role).values["one_time_password"]
    typed(*owner, "add", "client", "--name", "Орлова Наталья", "--phone", "+79162040017")
    new, csv = tmp_path / "new.txt", tmp_path / "in.csv"
    new.write_text(OWN + "\n", "utf-8")
    csv.write_text("ФИО;Телефон\nБелова Ирина;+79031112233\n", "utf-8")
    assert as_person(typed, monkeypatch, "Света", once)("people", "password", "--new-password-file", new).status == 0
    person = as_person(typed, monkeypatch, "Света", OWN)
    for words, code in REFUSED[role]:
        said = person(*(word.format(room=tmp_path, csv=csv, owner=OWNER) for word in words))
        assert (said.status, said.error) == (1, code), words
    assert not (tmp_path / "out.xlsx").exists()
    entries = typed(*owner, "journal", "--person", "Света").values["entries"]
    refusals = [entry for entry in entries if entry["action"] == "access.refused"]
    assert len(refusals) >= len([code for _, code in REFUSED[role] if code == "access_denied"])
