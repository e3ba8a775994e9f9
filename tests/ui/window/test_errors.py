"""Every error that the core raises on purpose has its sentence, in both languages; details hold nothing personal."""

from __future__ import annotations

import dataclasses
import errno
import importlib
import pkgutil
from datetime import UTC, datetime
from typing import Any

import pytest

import clientcrm
from clientcrm.domain.errors import (
    CrmError,
    DamagedBase,
    DamagedHeader,
    Invalid,
    NoSpace,
    WeakPassword,
    WrongRecoveryCode,
)
from clientcrm.files.errors import FileProblem
from ui import i18n
from ui.errors import field_words, is_known, technical, words_for

_SAMPLES: dict[str, Any] = {
    "str": "отчёт.xlsx",
    "int": 3,
    "object": 7,
    "datetime": datetime(2026, 6, 30, 12, 0, tzinfo=UTC),
    "dict[str, str]": {"name": "required"},
    "dict[str, tuple[object, object]]": {"name": ("а", "б")},
    "dict[str, object]": {"reason": "damaged", "sheet": "Лист1", "row": 5, "limit": 32767, "kind": "pdf"},
}


def _all_errors() -> list[type[CrmError]]:
    for module in pkgutil.walk_packages(clientcrm.__path__, "clientcrm."):
        if not module.name.endswith("__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)
    found: list[type[CrmError]] = []
    open_ones = [CrmError]
    while open_ones:
        kind = open_ones.pop()
        open_ones += kind.__subclasses__()
        if kind not in (CrmError, FileProblem) and kind.__module__.startswith("clientcrm."):
            found.append(kind)
    return sorted(set(found), key=lambda kind: kind.__name__)


def _sample(kind: type[CrmError]) -> CrmError:
    assert dataclasses.is_dataclass(kind)
    return kind(**{field.name: _SAMPLES[str(field.type)] for field in dataclasses.fields(kind)})


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_error_says_what_happened_and_what_to_do(qapp: object, language: str) -> None:
    i18n.set_language(language)
    for kind in _all_errors():
        error = _sample(kind)
        assert is_known(error), f"{kind.__name__} has no sentence"
        said = words_for(error)
        assert said.what.endswith("."), kind.__name__
        assert said.to_do.endswith("."), kind.__name__
        assert "{" not in said.text, kind.__name__
        assert bool(said.action) == bool(said.action_key), kind.__name__


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NoSpace(300_000_000, 5), "На диске мало места: нужно 300\u00a0МБ. Данные целы."),
        (WeakPassword(8), "Пароль слишком короткий. Нужно не меньше 8 знаков."),
        (WrongRecoveryCode(3), "В группе 3 запасного кода ошибка. Сверьте её шесть цифр с бумагой."),
        (
            DamagedBase("/b", "schema"),
            (
                "Базу сделала другая версия программы, или её таблицы изменены вне программы. Откройте её той версией "
                "или обновите программу. Если это не поможет, восстановите последнюю целую копию."
            ),
        ),
        (DamagedBase("/b/Чай.crmb", "cut"), "Копия обрезана. Выберите другую копию."),
        (DamagedBase("/b/Чай.crmb", "foreign"), "Копия повреждена или изменена вне программы. Выберите другую копию."),
        (
            DamagedHeader("/b/Чай.crmb", "checksum"),
            "Копия повреждена или изменена вне программы. Выберите другую копию.",
        ),
        (
            DamagedBase("/b/clients.txt", "not_a_backup"),
            "Этот файл — не копия базы. Выберите файл, который сделала программа: его имя кончается на .crmb.",
        ),
        (OSError(errno.ENOSPC, "No space"), "Диск заполнен. Освободите место и повторите. Данные целы."),
    ],
)
def test_sentences_hold_their_numbers(qapp: object, error: BaseException, sentence: str) -> None:
    assert words_for(error).text == sentence


def test_a_bug_is_no_known_error_and_its_details_name_nobody(qapp: object) -> None:
    try:
        int("+7 916 123-45-67 Ковальчук")
    except ValueError as error:
        caught = error
    assert not is_known(caught)
    details = technical(caught)
    assert "ValueError" in details
    assert "test_errors.py" in details
    assert "916" not in details
    assert "Ковальчук" not in details


def test_details_follow_the_cause(qapp: object) -> None:
    try:
        try:
            raise KeyError("Светлана")
        except KeyError as cause:
            raise RuntimeError("89161234567") from cause
    except RuntimeError as error:
        details = technical(error)
    assert "RuntimeError" in details
    assert "KeyError" in details
    assert "Светлана" not in details
    assert "8916" not in details


def test_field_codes_have_words(qapp: object) -> None:
    assert field_words("required") == "Нужно заполнить"
    assert field_words("something_new")
    assert words_for(Invalid({"name": "required"})).text
