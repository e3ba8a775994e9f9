"""The sentence for each error on the command line, in Russian and English: what happened and what to do."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from clientcrm.cli.file_words import FILE_SENTENCES
from clientcrm.cli.meter_words import METER_SENTENCES
from clientcrm.cli.record_words import invalid, not_found
from clientcrm.cli.request_words import REQUEST_SENTENCES
from clientcrm.cli.speech import Speech
from clientcrm.domain.errors import CrmError

Sentence = Callable[[Any, Speech], str]


class Refusal(Exception):
    """The command line's own "no": a code for scripts, a sentence in both languages."""

    def __init__(self, code: str, russian: str, english: str) -> None:
        super().__init__(code)
        self.code = code
        self.russian = russian
        self.english = english


def code_of(error: BaseException) -> str:
    """The word by which a script tells one error from another."""
    if isinstance(error, CrmError | Refusal):
        return error.code
    if isinstance(error, KeyboardInterrupt):
        return "stopped"
    if isinstance(error, OSError):
        return _SYSTEM_CODES.get(error.errno or 0, "system_error")
    if isinstance(error, UnicodeEncodeError):
        return "unreadable_letters"
    if _is_library(error):
        return "not_set_up"
    return "internal_error"


def words_for(error: BaseException, language: str) -> str:
    """What happened and what to do, in ru or en. Never the error's own text: it may hold somebody's data."""
    say = Speech(language)
    if isinstance(error, Refusal):
        return say(error.russian, error.english)
    if isinstance(error, CrmError):
        sentence = SENTENCES.get(error.code) or FILE_SENTENCES.get(error.code)
        if sentence is not None:
            return sentence(error, say)
    if isinstance(error, KeyboardInterrupt):
        return say("Остановлено, ничего не изменено.", "Stopped, nothing was changed.")
    if isinstance(error, OSError):
        return _system(error, say)
    if isinstance(error, UnicodeEncodeError):
        return say(
            "В команде есть буквы, которых нет: наберите её в UTF-8.",
            "The command has letters that do not exist: type it in UTF-8.",
        )
    if _is_library(error):
        return say(
            "Библиотеки программы здесь не установлены: запустите её командой python3 packaging/dev.py run.",
            "The program's libraries are not installed here: start it by python3 packaging/dev.py run.",
        )
    return say(
        "Программа ошиблась; сохранённое цело. Повторите с --debug и передайте вывод тому, кто за ней смотрит.",
        "The program made a mistake; what was saved is safe. Try again with --debug and send the output to whoever "
        "looks after it.",
    )


def _is_library(error: BaseException) -> bool:
    """Somebody else's module is missing, not one of ours."""
    ours = ("clientcrm", "ui")
    return isinstance(error, ModuleNotFoundError) and (error.name or "").split(".")[0] not in ours


# ---------------------------------------------------------------- people and records


def _access_denied(error: Any, say: Speech) -> str:
    if error.permission == "export":
        return say(
            "Выгружать данные можно с разрешения владельца: попросите его.",
            "Export needs the owner's permission: ask the owner.",
        )
    return say("Ваша роль этого не позволяет: обратитесь к владельцу.", "Your role does not allow this: ask the owner.")


# ---------------------------------------------------------------- the base


def _damaged_copy(error: Any, say: Speech) -> str:
    """The file that somebody brings a base back from: to bring the last good copy back is what they are doing."""
    if error.reason == "cut":
        return say("Копия обрезана: возьмите другую копию.", "The copy is cut off: take another one.")
    return say(
        "Копия повреждена или изменена вне программы: возьмите другую копию.",
        "The copy is damaged or was changed outside the program: take another one.",
    )


def _is_copy(error: Any) -> bool:
    return Path(error.path).suffix == ".crmb" and error.reason not in {"not_a_backup", "schema"}


def _damaged_base(error: Any, say: Speech) -> str:
    if _is_copy(error):
        return _damaged_copy(error, say)
    if error.reason == "schema":
        return say(
            "Базу сделала другая версия программы, или таблицы изменены вне неё: откройте базу той версией, обновите "
            "программу или восстановите последнюю целую копию командой restore в новую папку.",
            "The base was made by another version of the program, or its tables were changed outside it: open it with "
            "that version, update the program, or bring back the last good copy into a new folder with the command "
            "restore.",
        )
    if error.reason == "not_a_backup":
        return say(
            "Этот файл — не копия базы: укажите файл с именем на .crmb, который сделала эта программа.",
            "This file is no copy of a base: name one that this program made; its name ends in .crmb.",
        )
    russian, english = {
        "missing": ("Файла с клиентами нет в папке", "The file with the clients is not in the folder"),
        "empty": ("Файл с клиентами пуст", "The file with the clients is empty"),
        "cut": ("Файл с клиентами обрезан", "The file with the clients is cut off"),
        "not_encrypted": (
            "Файл с клиентами сделан не этой программой",
            "The file with the clients is not from this program",
        ),
        "foreign": ("Файл принадлежит другой базе", "The file belongs to another base"),
        "copy": ("В копии не то, что в базе", "The copy does not hold what the base holds"),
    }.get(error.reason, ("База повреждена", "The base is damaged"))
    return say(
        f"{russian}: восстановите последнюю целую копию командой restore в новую папку.",
        f"{english}: bring back the last good copy into a new folder with the command restore.",
    )


def _damaged_header(error: Any, say: Speech) -> str:
    if _is_copy(error):
        return _damaged_copy(error, say)
    if error.reason == "missing":
        russian, english = "Файла с ключами нет в папке", "The file with the keys is not in the folder"
    else:
        russian = "Файл с ключами повреждён или изменён вне программы"
        english = "The file with the keys is damaged or was changed outside the program"
    return say(
        f"{russian}: восстановите последнюю целую копию командой restore в новую папку.",
        f"{english}: bring back the last good copy into a new folder with the command restore.",
    )


def _wrong_code(error: Any, say: Speech) -> str:
    if error.group:
        return say(
            f"В группе {error.group} кода восстановления ошибка: сверьте её шесть цифр с бумагой.",
            f"Group {error.group} of the recovery code has a mistake: compare its six digits with the paper.",
        )
    return say(
        "Код восстановления не подходит: проверьте, что он от этого магазина и самый новый.",
        "The recovery code does not open the base: check that it belongs to this shop and is the newest one.",
    )


def _unsafe_place(error: Any, say: Speech) -> str:
    if str(error.reason) in {"network", "network_drive", "share"}:
        russian = "Папка на сетевом диске: обрыв связи повредит базу"
        english = "The folder is on a network drive, where a lost connection damages a base"
    else:
        russian = "Папку синхронизирует облако, и это повредит базу"
        english = "The folder is synchronised with a cloud, which would damage the base"
    return say(
        f"{russian}. Выберите папку на своём диске или перенесите базу туда.",
        f"{english}. Choose one on this computer's own disk, or move the base there.",
    )


def _keystore(error: Any, say: Speech) -> str:
    russian, english = {
        "locked": ("Хранилище паролей системы заперто", "The system's password store is locked"),
        "timeout": ("Хранилище паролей системы не ответило", "The system's password store did not answer"),
        "dismissed": (
            "Вопрос хранилища паролей закрыли без ответа",
            "The question of the system's password store was closed",
        ),
    }.get(error.reason, ("Хранилище паролей системы не сработало", "The system's password store did not work"))
    return say(
        f"{russian}: отоприте его или войдите в систему заново и повторите.",
        f"{english}: unlock it or sign in to the system anew, then try again.",
    )


def _no_base(error: Any, say: Speech) -> str:
    return say(
        f"В папке «{error.path}» нет базы: укажите другую через --base или создайте базу командой init.",
        f"There is no base in the folder “{error.path}”: name another with --base, or make one with the command init.",
    )


def _base_exists(error: Any, say: Speech) -> str:
    return say(
        f"В папке «{error.path}» уже есть база или другой файл: выберите пустую.",
        f"The folder “{error.path}” already holds a base or is a file: choose an empty one.",
    )


SENTENCES: Final[dict[str, Sentence]] = {
    "access_denied": _access_denied,
    "not_found": not_found,
    "invalid": invalid,
    "conflict": lambda _e, say: say(
        "Карточку успели изменить: прочитайте её заново и повторите.",
        "Somebody changed the card meanwhile: read it again and repeat.",
    ),
    "busy": lambda _e, say: say(
        "База открыта в окне или другой командой: закройте её там и повторите.",
        "The base is open in a window or by another command: close it there and try again.",
    ),
    "writer_busy": lambda _e, say: say(
        "Идёт загрузка или копирование: повторите, когда закончится.",
        "An import or a copy is being written now: try again when it has ended.",
    ),
    "contacts_hidden": lambda _e, say: say(
        "Клиент просил не беспокоить: контакты скрыты, пока стоит эта ступень.",
        "The client asked not to be disturbed: the contacts stay hidden while the tier says so.",
    ),
    **METER_SENTENCES,
    "no_base": _no_base,
    "base_exists": _base_exists,
    "wrong_password": lambda _e, say: say(
        "Неверный пароль: проверьте раскладку клавиатуры и Caps Lock.",
        "Wrong password: check the keyboard layout and Caps Lock.",
    ),
    "wrong_device": lambda _e, say: say(
        "База создана на другом компьютере: откройте её в окне кодом восстановления владельца, а копию верните "
        "командой restore с --recovery-code-file.",
        "The base was made on another computer: open it in the window with the owner's recovery code, or bring a copy "
        "back by the command restore with --recovery-code-file.",
    ),
    "wrong_recovery_code": _wrong_code,
    "unknown_person": lambda e, say: say(
        f"Здесь никто не входит под именем «{e.name}»: проверьте --user.",
        f"Nobody signs in here as “{e.name}”: check --user.",
    ),
    "must_change_password": lambda _e, say: say(
        "Этот пароль дан на один вход: задайте свой командой people password --new-password-file ФАЙЛ.",
        "This password was given to be used once: set your own by people password --new-password-file FILE.",
    ),
    "frozen": lambda _e, say: say(
        "Владелец отключил этот доступ: обратитесь к нему.", "The owner has switched off this access: ask the owner."
    ),
    "damaged_header": _damaged_header,
    "damaged_base": _damaged_base,
    "older_than_seen": lambda _e, say: say(
        "База старше той, что открывали здесь в прошлый раз: верните новую папку или восстановите копию в новую.",
        "The base is older than the one opened here last time: put the newer folder back, or restore the copy into "
        "a new one.",
    ),
    "newer_format": lambda _e, say: say(
        "Базу сделала более новая версия программы: обновите программу.",
        "The base was made by a newer version of the program: update the program.",
    ),
    "weak_password": lambda e, say: say(
        f"Пароль слишком короткий: нужно не меньше {e.least} знаков.",
        f"The password is too short: at least {e.least} characters are needed.",
    ),
    "unsafe_place": _unsafe_place,
    "no_space": lambda e, say: say(
        f"Не хватает места на диске: нужно {say.size(e.needed)}, свободно {say.size(e.free)}. Освободите место.",
        f"Not enough disk space: {say.size(e.needed)} needed, {say.size(e.free)} free. Make room and try again.",
    ),
    "seal_broken": lambda _e, say: say(
        "Запечатанное значение не открывается, его меняли вне программы: проверьте базу командой check.",
        "A sealed value does not open, it was changed outside the program: check the base with the command check.",
    ),
    "no_key": lambda _e, say: say(
        "У вас нет ключа этого портфеля: попросите владельца включить вас в него.",
        "You have no key of this portfolio: ask the owner to add you to it.",
    ),
    "journal_broken": lambda _e, say: say(
        "Журнал обрезан или изменён вне программы: сообщите владельцу.",
        "The journal was cut or changed outside the program: tell the owner.",
    ),
    "keystore_unavailable": _keystore,
    **REQUEST_SENTENCES,
}


# ---------------------------------------------------------------- the system

_SYSTEM_CODES: Final = {
    errno.ENOENT: "no_such_file",
    errno.ENOTDIR: "no_such_file",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EROFS: "not_allowed",
    errno.ENOSPC: "disk_full",
    errno.EEXIST: "file_exists",
    errno.EISDIR: "is_a_folder",
}


def _system(error: OSError, say: Speech) -> str:
    name = Path(str(error.filename)).name if error.filename else ""
    where = f" «{name}»" if name else ""
    there = f" “{name}”" if name else ""
    return {
        "no_such_file": say(
            f"Нет такого файла или папки{where}: проверьте путь.",
            f"There is no such file or folder{there}: check the path.",
        ),
        "not_allowed": say(
            f"Система не разрешает этого{where}: выберите другое место.",
            f"The system does not allow it{there}: choose another place.",
        ),
        "disk_full": say("Диск заполнен: освободите место и повторите.", "The disk is full: make room and try again."),
        "file_exists": say(
            f"Файл{where} уже есть: назовите другой.", f"The file{there} is there already: name another one."
        ),
        "is_a_folder": say(
            f"Это папка, а не файл{where}: укажите файл в ней.",
            f"This is a folder, not a file{there}: name a file in it.",
        ),
    }.get(
        code_of(error),
        say(
            "Диск не ответил как надо: проверьте, что он подключён, и повторите.",
            "The disk did not answer as it should: check that it is connected and try again.",
        ),
    )
