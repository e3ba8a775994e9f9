"""Making, checking, copying and bringing back a base from a terminal."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from clientcrm.cli.check_words import verdict
from clientcrm.cli.speech import Speech
from clientcrm.domain.settings import CheckLine
from tests.cli.conftest import Typed
from tests.support import PASSWORD, Shop


def test_a_base_is_made_and_opens(typed: Typed, tmp_path: Path) -> None:
    base = tmp_path / "new"
    made = typed(
        *("init", "--shop", "Пекарня", "--owner", "Анна Ветрова", "--currency", "KZT", "--time-zone", "Asia/Almaty"),
        base=base,
    ).values
    assert made["base"] == str(base)
    assert len(made["recovery_code"].split()) == 8
    assert typed("clients", base=base).values["currency"] == "KZT"


def test_a_new_base_has_the_portfolios_that_were_named(plain: Typed, typed: Typed, tmp_path: Path) -> None:
    made = ("init", "--shop", "Пекарня", "--owner", "Анна Ветрова")
    one = plain("--lang", "ru", *made, base=tmp_path / "one").out
    assert "Портфель один, «Магазин»" in one
    assert "держит только программа" in one
    base = tmp_path / "many"
    said = typed("--lang", "ru", *made, "--portfolio", " Света ", "--portfolio", "Игорь", base=base).values
    assert said["portfolios"] == ["Магазин", "Света", "Игорь"]
    found = typed("portfolios", "list", base=base).values["portfolios"]
    assert [(row["id"], row["name"], row["members"]) for row in found] == [
        (1, "Магазин", ["Анна Ветрова"]),
        (2, "Света", []),
        (3, "Игорь", []),
    ]
    assert typed("add", "client", "--name", "Ия", "--phone", "89161234567", base=base).status == 0
    assert [row["clients"] for row in typed("portfolios", "list", base=base).values["portfolios"]] == [1, 0, 0]
    assert typed("check", base=base).values["ok"]


@pytest.mark.parametrize("names", [("магазин",), ("Света", "света"), (" ",), ("я" * 201,), tuple(map(str, range(51)))])
def test_portfolios_that_cannot_stand_together_make_no_base(
    typed: Typed, tmp_path: Path, names: tuple[str, ...]
) -> None:
    words = [word for name in names for word in ("--portfolio", name)]
    said = typed("--lang", "ru", "init", "--shop", "А", "--owner", "Б", *words, base=tmp_path / "new")
    assert (said.status, said.error) == (1, "invalid")
    assert "портфель — " in said.values["error"]["message"]
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("name", "owner"), [("", "Б"), ("А", "  ")])
def test_a_base_that_was_refused_leaves_no_folder(typed: Typed, tmp_path: Path, name: str, owner: str) -> None:
    said = typed("init", "--shop", name, "--owner", owner, base=tmp_path / "new")
    assert (said.status, said.error) == (1, "invalid")
    assert not (tmp_path / "new").exists()


def test_the_recovery_code_goes_to_its_own_file(plain: Typed, tmp_path: Path) -> None:
    paper = tmp_path / "code.txt"
    said = plain("init", "--shop", "А", "--owner", "Б", "--recovery-file", paper, base=tmp_path / "new")
    code = paper.read_text("utf-8").strip()
    assert len(code.split()) == 8
    assert code not in said.out
    if os.name == "posix":
        assert stat.S_IMODE(paper.stat().st_mode) == 0o600


def test_a_recovery_file_that_is_there_is_not_written_over(typed: Typed, tmp_path: Path) -> None:
    paper = tmp_path / "code.txt"
    paper.write_text("важное", encoding="utf-8")
    said = typed("init", "--shop", "А", "--owner", "Б", "--recovery-file", paper, base=tmp_path / "new")
    assert said.error == "file_exists"
    assert paper.read_text("utf-8") == "важное"
    assert not (tmp_path / "new" / "keys.json").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_code_that_could_not_be_written_is_told(
    plain: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, opened = tmp_path / "code.txt", Path.open

    def full(path: Path, *arguments: object, **settings: object) -> object:
        return opened(Path("/dev/full") if path == paper else path, *arguments, **settings)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    said = plain(
        *("--lang", "ru", "init", "--shop", "А", "--owner", "Б", "--recovery-file", paper), base=tmp_path / "new"
    )
    assert said.status == 0
    assert "Код восстановления: " in said.out
    assert "Код не удалось записать" in said.err
    assert not paper.exists()


@pytest.mark.parametrize(
    ("arguments", "password", "code"),
    [
        ([], "", "weak_password"),
        ([], "короче", "weak_password"),
        (["--currency", "рубль"], PASSWORD, "invalid"),
        (["--time-zone", "Луна"], PASSWORD, "invalid"),
        (["--owner", " "], PASSWORD, "invalid"),
    ],
)
def test_a_base_that_cannot_be_made_leaves_nothing(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], password: str, code: str
) -> None:
    monkeypatch.setenv("CLIENTCRM_PASSWORD", password)
    paper = tmp_path / "code.txt"
    said = typed("init", "--shop", "А", "--owner", "Б", "--recovery-file", paper, *arguments, base=tmp_path / "new")
    assert (said.status, said.error) == (1, code)
    assert not (tmp_path / "new" / "keys.json").exists()
    assert not paper.exists()


@pytest.mark.parametrize("currency", ["JPY", "KWD", "UAH", "рубль", "rub"])
def test_a_currency_that_sums_cannot_be_kept_in_is_refused_with_those_that_can(
    plain: Typed, tmp_path: Path, currency: str
) -> None:
    """Sums are hundredths everywhere: 500 yen came out as 50,000."""
    made = ("init", "--shop", "А", "--owner", "Б", "--currency", currency)
    names = "RUB, BYN, KZT, UZS, KGS, AMD, GEL, AZN, TRY, AED, CNY, USD, EUR, GBP"
    for language, said in (("ru", "валюта — программа считает только в"), ("en", "that the program counts in:")):
        told = plain("--lang", language, *made, base=tmp_path / "new")
        assert told.status == 1
        assert f"{said} {names}" in told.err
    assert not (tmp_path / "new" / "keys.json").exists()


def test_a_base_is_not_made_over_another(typed: Typed) -> None:
    assert typed("init", "--shop", "А", "--owner", "Б").error == "base_exists"


def test_a_whole_base_is_fine(typed: Typed, plain: Typed) -> None:
    typed("add", "client", "--name", "Анна", "--phone", "89161234567")
    checked = typed("check")
    assert (checked.status, checked.values["ok"]) == (0, True)
    assert {"pages", "seals", "journal"} <= {line["name"] for line in checked.values["checks"]}
    assert "База цела." in plain("--lang", "ru", "check").out


def test_a_broken_check_is_a_word_and_a_sentence_too(
    shop: Shop, typed: Typed, plain: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clientcrm.data.models import ContactPoint
    from clientcrm.domain.access import Permission

    client = typed("add", "client", "--name", "Анна", "--phone", "89161234567").values["id"]
    desk = shop.sign_in()
    with desk._gate.write(Permission.EDIT_CLIENTS, "client.edited", "client", client) as session:
        for point in session.query(ContactPoint):
            point.sealed = point.sealed[:-1] + bytes((point.sealed[-1] ^ 1,))
    desk.close()
    said = typed("check")
    assert (said.status, said.values["ok"], said.error) == (1, False, "damaged_base")
    assert [line["name"] for line in said.values["checks"] if not line["ok"]] == ["seals"]
    told = plain("--lang", "ru", "check")
    assert told.status == 1
    assert "СБОЙ   значений, которые не открываются: 1" in told.out
    assert told.err == "База повреждена: восстановите последнюю целую копию командой restore.\n"


def test_a_damaged_base_is_told_with_status_one(shop: Shop, typed: Typed) -> None:
    for number in range(30):
        typed("add", "client", "--name", f"Клиент {number}", "--note", "длинная заметка " * 20)
    [file] = shop.folder.glob("clients.*.db")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    said = typed("check")
    assert said.status == 1
    assert "error" in said.values or said.values["ok"] is False
    assert said.err == ""


@pytest.mark.proves("F23")
def test_a_copy_brings_the_base_back(typed: Typed, tmp_path: Path) -> None:
    typed("add", "client", "--name", "Анна")
    made = typed("backup", tmp_path / "copies").values
    assert made["verified"] is True
    assert Path(made["file"]).parent == tmp_path / "copies"
    back = typed("restore", made["file"], tmp_path / "back").values
    assert (back["base"], back["verified"]) == (str(tmp_path / "back"), True)
    assert typed("clients").error == "older_than_seen"
    assert typed("clients", base=tmp_path / "back").values["total"] == 1


def test_who_brings_a_base_back_is_told_what_becomes_of_the_former_one(plain: Typed, tmp_path: Path) -> None:
    plain("backup", tmp_path / "copies")
    [copy] = (tmp_path / "copies").glob("*.crmb")
    said = plain("--lang", "ru", "restore", copy, tmp_path / "back")
    assert "Прежняя папка этой базы теперь старше" in said.out


def test_on_another_computer_the_code_brings_it_back(
    shop: Shop, typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("add", "client", "--name", "Анна")
    copy = typed("backup").values["file"]
    code = tmp_path / "code.txt"
    code.write_text(shop.recovery_code + "\n", encoding="utf-8")
    shop.device.secrets.clear()
    assert typed("restore", copy, tmp_path / "a").error == "wrong_device"
    monkeypatch.setenv("CLIENTCRM_PASSWORD", "новый пароль владельца")
    back = typed("restore", copy, tmp_path / "b", "--recovery-code-file", code).values
    assert back["recovery_code"] != shop.recovery_code
    assert typed("clients", base=tmp_path / "b").values["total"] == 1


@pytest.mark.parametrize(
    ("code", "told"),
    [("111111 " * 8, "wrong_recovery_code"), ("", "wrong_recovery_code")],
)
def test_a_wrong_code_is_told(typed: Typed, tmp_path: Path, code: str, told: str) -> None:
    copy = typed("backup").values["file"]
    file = tmp_path / "code.txt"
    file.write_text(code, encoding="utf-8")
    assert typed("restore", copy, tmp_path / "b", "--recovery-code-file", file).error == told


def test_a_file_that_is_no_copy_is_told(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "odd.crmb").write_bytes(b"nothing of the kind")
    said = typed("--lang", "ru", "restore", tmp_path / "odd.crmb", tmp_path / "b")
    assert (said.status, said.err) == (1, "")
    assert said.values["error"]["message"].startswith("Этот файл — не копия базы")
    assert typed("restore", tmp_path / "none.crmb", tmp_path / "b").status == 1


def test_a_copy_that_cannot_be_used_is_called_a_copy(typed: Typed, tmp_path: Path) -> None:
    whole = Path(typed("backup").values["file"]).read_bytes()
    place = whole.index(b'"base_uuid":"') + len(b'"base_uuid":"')
    other = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    for odd, what in (
        (whole[:-4096], "Копия обрезана"),
        (whole[:60], "Копия обрезана"),
        (whole[:-1] + bytes([whole[-1] ^ 1]), "Копия повреждена или изменена вне программы"),
        (other, "Копия повреждена или изменена вне программы"),
    ):
        (tmp_path / "odd.crmb").write_bytes(odd)
        said = typed("--lang", "ru", "restore", tmp_path / "odd.crmb", tmp_path / "b")
        assert said.values["error"]["message"] == f"{what}: возьмите другую копию."
        assert not (tmp_path / "b").exists()


def test_a_demo_is_made_and_its_password_is_demo(typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = typed("demo", tmp_path / "demo", "--clients", "40", "--purchases", "300", "--lang", "en").values
    owned = {"owner": "Marina Lebedeva"}
    assert made == {"base": str(tmp_path / "demo"), "clients": 40, "purchases": 300} | owned
    monkeypatch.setenv("CLIENTCRM_PASSWORD", "demo")
    owner = ("--user", "Marina Lebedeva")
    found = typed("clients", *owner, base=tmp_path / "demo").values
    assert (found["total"], found["currency"]) == (40, "GBP")
    assert typed("check", *owner, base=tmp_path / "demo").values["ok"] is True


def test_a_demo_is_not_made_over_a_base(typed: Typed, shop: Shop) -> None:
    assert typed("demo", shop.folder).error == "base_exists"
    assert typed("clients").status == 0


TROUBLES = ("unreadable", "pages", "unfound", "seals", "sums", "journal_cut", "journal_unsigned", "journal_broken")


@pytest.mark.parametrize("trouble", TROUBLES)
def test_each_trouble_is_worded_for_a_person(trouble: str) -> None:
    line = CheckLine("seals", False, "for scripts", trouble, 7)
    russian, english = (verdict(line, Speech(language)) for language in ("ru", "en"))
    assert (russian[0], english[0]) == ("СБОЙ", "BROKEN")
    assert "for scripts" not in (russian[1], english[1])
    assert trouble == "unreadable" or "7" in russian[1]
    assert russian[1] != english[1]


def test_what_a_role_may_not_check_is_not_called_whole() -> None:
    line = CheckLine("journal", True, "not_permitted")
    assert verdict(line, Speech("ru")) == ("не проверено", "не положено по роли")
