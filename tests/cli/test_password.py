"""Where the password comes from, and who signs in."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.support import OWNER, PASSWORD, Shop


def test_a_file_goes_before_the_environment(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENTCRM_PASSWORD", "не тот")
    file = tmp_path / "password.txt"
    file.write_text(f"\ufeff{PASSWORD}\r\nвторая строка не в счёт\n", encoding="utf-8")
    assert typed("--password-file", file, "clients").status == 0
    assert typed("clients").error == "wrong_password"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_a_file_as_any_editor_writes_it(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, end: str
) -> None:
    monkeypatch.delenv("CLIENTCRM_PASSWORD")
    file = tmp_path / "password.txt"
    file.write_bytes((PASSWORD + end).encode(encoding))
    assert typed("--password-file", file, "clients").status == 0


@pytest.mark.parametrize("kept", ["", "\n", "\ufeff\r\n"])
def test_an_empty_password_is_called_empty(typed: Typed, tmp_path: Path, kept: str) -> None:
    file = tmp_path / "password.txt"
    file.write_text(kept, encoding="utf-8")
    said = typed("--lang", "ru", "--password-file", file, "clients")
    assert said.error == "password_missing"
    assert said.values["error"]["message"].startswith("Пароль пуст")


def test_letters_that_cannot_be_told_make_no_base(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "password.txt"
    file.write_bytes("длинный пароль".encode("cp1251"))
    said = typed("--password-file", file, "init", "--shop", "А", "--owner", "Б", base=tmp_path / "new")
    assert (said.status, said.error) == (1, "unreadable_secret")
    assert not (tmp_path / "new").exists()


def test_a_task_without_a_console_is_told_that_the_password_is_missing(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLIENTCRM_PASSWORD")
    monkeypatch.setattr(sys, "stdin", None)
    assert typed("clients").error == "password_missing"


def test_without_anybody_to_ask_it_says_what_is_missing(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLIENTCRM_PASSWORD")
    said = typed("--lang", "ru", "clients")
    assert (said.status, said.error) == (1, "password_missing")
    assert "--password-file" in said.values["error"]["message"]


def test_a_person_at_a_terminal_is_asked(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLIENTCRM_PASSWORD")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _title, stream: PASSWORD)
    assert typed("clients").status == 0


def test_a_new_password_is_typed_twice(
    shop: Shop, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLIENTCRM_PASSWORD")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    answers = iter(["первый пароль", "второй пароль"])
    monkeypatch.setattr(getpass, "getpass", lambda _title, stream: next(answers))
    said = typed("init", "--shop", "А", "--owner", "Б", base=tmp_path / "new")
    assert said.error == "passwords_differ"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("user", "code"), [(OWNER, ""), ("Марина", "unknown_person")])
def test_the_person_named_signs_in(typed: Typed, user: str, code: str) -> None:
    said = typed("--user", user, "clients")
    assert (said.values.get("error") or {}).get("code", "") == code


def test_a_missing_password_file_is_a_sentence(typed: Typed, tmp_path: Path) -> None:
    said = typed("--lang", "ru", "--password-file", tmp_path / "нет.txt", "clients")
    assert said.error == "no_such_file"
    assert said.values["error"]["message"] == "Нет такого файла или папки «нет.txt»: проверьте путь."


def test_an_open_window_keeps_the_base_to_itself(shop: Shop, typed: Typed) -> None:
    shop.sign_in()
    said = typed("--lang", "ru", "backup")
    shop.close()
    assert (said.status, said.error) == (1, "busy")
    assert typed("backup").status == 0


def test_no_base_here(typed: Typed, tmp_path: Path) -> None:
    said = typed("--lang", "en", "clients", base=tmp_path / "nothing")
    assert (said.status, said.error) == (1, "no_base")
    assert "init" in said.values["error"]["message"]
