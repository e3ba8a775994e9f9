"""Every error has its sentence in both languages, and every sentence of the command line stands in both."""

from __future__ import annotations

import ast
import errno
import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import clientcrm
from clientcrm.cli.speech import Speech
from clientcrm.cli.words import Refusal, code_of, words_for
from clientcrm.domain.errors import (
    AccessDenied,
    BaseExists,
    CrmError,
    DamagedBase,
    DamagedHeader,
    Invalid,
    NotFound,
    UnsafePlace,
    WrongRecoveryCode,
)
from clientcrm.files.errors import FileMissing, SheetMissing

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
CLI = Path(clientcrm.__file__).parent / "cli"


def every_error() -> list[type[CrmError]]:
    """Every class of error that the core has, wherever it stands."""
    for module in pkgutil.walk_packages(clientcrm.__path__, "clientcrm."):
        if "migrations.env" not in module.name:
            importlib.import_module(module.name)
    found: dict[str, type[CrmError]] = {}
    waiting = list(CrmError.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("clientcrm."):
            found[kind.__qualname__] = kind
    return [found[name] for name in sorted(found)]


def made(kind: type[CrmError]) -> CrmError:
    """One of this kind, with something in every field."""
    import dataclasses

    values: dict[str, object] = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        if field.init:
            kinds = {"int": 7, "str": "x", "object": 7, "datetime": datetime(2026, 6, 30, tzinfo=UTC)}
            values[field.name] = kinds.get(str(field.type), {})
    return kind(**values)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_error_has_a_sentence_of_its_own(language: str) -> None:
    nothing_special = words_for(ValueError(), language)
    gathering = {base for kind in every_error() for base in kind.__bases__}
    for kind in every_error():
        if kind in gathering:
            continue
        sentence = words_for(made(kind), language)
        assert sentence != nothing_special, kind
        assert sentence.endswith("."), kind
        assert bool(CYRILLIC.search(sentence)) is (language == "ru"), sentence


@pytest.mark.parametrize(
    ("error", "russian"),
    [
        (NotFound("client", 5), "Нет такого клиента (5): проверьте номер или имя."),
        (NotFound("batch", 9), "Нет такой загрузки (9): проверьте номер или имя."),
        (NotFound("something", 9), "Нет такой записи (9): проверьте номер или имя."),
        (Invalid({"total": "negative"}), "Не принято: сумма — не бывает меньше нуля."),
        (Invalid({"batch": "cancelled"}), "Не принято: загрузка — ничего не записала: отменять нечего."),
        (Invalid({"0.name": "empty"}), "Не принято: имя — не может быть пустым."),
        (Invalid({"odd_name": "odd_reason"}), "Не принято: одно из полей — не подходит."),
        (AccessDenied("export"), "Выгружать данные можно с разрешения владельца: попросите его."),
        (AccessDenied("other"), "Ваша роль этого не позволяет: обратитесь к владельцу."),
        (
            WrongRecoveryCode(3),
            "В группе 3 кода восстановления ошибка: сверьте её шесть цифр с бумагой.",
        ),
        (
            DamagedBase("/b", "cut"),
            "Файл с клиентами обрезан: восстановите последнюю целую копию командой restore в новую папку.",
        ),
        (
            DamagedBase("/b", "schema"),
            (
                "Базу сделала другая версия программы, или таблицы изменены вне неё: откройте базу той версией, "
                "обновите программу или восстановите последнюю целую копию командой restore в новую папку."
            ),
        ),
        (
            DamagedHeader("/b", "missing"),
            "Файла с ключами нет в папке: восстановите последнюю целую копию командой restore в новую папку.",
        ),
        (
            UnsafePlace("/b", "cloud"),
            "Папку синхронизирует облако, и это повредит базу. Выберите папку на своём диске или перенесите базу туда.",
        ),
        (BaseExists("/b"), "В папке «/b» уже есть база или другой файл: выберите пустую."),
        (FileMissing("/a/b.xlsx", {"reason": "missing"}), "Файла «b.xlsx» нет: проверьте путь."),
        (
            SheetMissing("/a", {"sheet": "May", "sheets": ["June", "July"]}),
            "В файле нет листа «May»: укажите один из листов: June, July.",
        ),
        (KeyboardInterrupt(), "Остановлено, ничего не изменено."),
        (OSError(errno.ENOSPC, "full"), "Диск заполнен: освободите место и повторите."),
        (PermissionError(errno.EACCES, "no", "/a/b.csv"), "Система не разрешает этого «b.csv»: выберите другое место."),
        (OSError(errno.EIO, "io"), "Диск не ответил как надо: проверьте, что он подключён, и повторите."),
    ],
)
def test_what_is_said(error: BaseException, russian: str) -> None:
    assert words_for(error, "ru") == russian
    assert not CYRILLIC.search(words_for(error, "en"))


def test_a_bug_tells_nothing_of_what_it_held() -> None:
    bug = ValueError("+7 916 123-45-67 Анна")
    for language in ("ru", "en"):
        assert "916" not in words_for(bug, language)
    assert code_of(bug) == "internal_error"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFound("client", 1), "not_found"),
        (FileMissing("/a"), "E100"),
        (Refusal("password_missing", "а", "b"), "password_missing"),
        (FileNotFoundError(errno.ENOENT, "no"), "no_such_file"),
        (KeyboardInterrupt(), "stopped"),
    ],
)
def test_scripts_know_errors_by_a_word(error: BaseException, code: str) -> None:
    assert code_of(error) == code


# ---------------------------------------------------------------- both languages of everything else


def sentences() -> Iterator[tuple[str, str, str]]:
    """Place, Russian and English of each pair that say(...) or Refusal(code, ...) is given as literals."""
    for path in sorted(CLI.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = node.args[1:] if name == "Refusal" else node.args
            if name in {"say", "Refusal", "_same", "progress"} and len(given) == 2:
                texts = [ast.unparse(part) for part in given if isinstance(part, ast.Constant | ast.JoinedStr)]
                if len(texts) == 2:
                    yield f"{path.name}:{node.lineno}", texts[0], texts[1]


def spoken(text: str) -> str:
    """The words of a literal, what is filled in apart."""
    return re.sub(r"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", "", text)


def test_each_sentence_stands_in_both_languages() -> None:
    found = list(sentences())
    assert len(found) > 100
    wrong = [place for place, _, english in found if CYRILLIC.search(spoken(english))]
    wrong += [
        place
        for place, russian, _ in found
        if re.search("[A-Za-z]{2}", spoken(russian)) and not CYRILLIC.search(spoken(russian))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (0, "0 клиентов", "0 clients"),
        (1, "1 клиент", "1 client"),
        (2, "2 клиента", "2 clients"),
        (5, "5 клиентов", "5 clients"),
        (11, "11 клиентов", "11 clients"),
        (21, "21 клиент", "21 clients"),
    ],
)
def test_counts_agree_with_their_words(count: int, russian: str, english: str) -> None:
    forms = (("клиент", "клиента", "клиентов"), ("client", "clients"))
    assert Speech("ru").counted(count, *forms) == russian
    assert Speech("en").counted(count, *forms) == english


@pytest.mark.parametrize(
    ("minor", "currency", "russian", "english"),
    [
        (224000, "RUB", "2\u202f240\u202f₽", "₽2,240"),
        (224050, "RUB", "2\u202f240,50\u202f₽", "₽2,240.50"),
        (-5000, "GBP", "-50\u202f£", "-£50"),
        (100, "AED", "1\u202fAED", "1\u202fAED"),
        (None, "RUB", "", ""),
    ],
)
def test_money_is_written_as_people_write_it(minor: int | None, currency: str, russian: str, english: str) -> None:
    assert Speech("ru").money(minor, currency) == russian
    assert Speech("en").money(minor, currency) == english
