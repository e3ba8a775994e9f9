"""What every command is handed and what it gives back; how it gets at the base and the password."""

from __future__ import annotations

import argparse
import codecs
import getpass
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientcrm.cli.screen import Progress
from clientcrm.cli.speech import Speech
from clientcrm.cli.words import Refusal

if TYPE_CHECKING:
    from clientcrm.crm import Crm, Desk

PASSWORD_VARIABLE = "CLIENTCRM_PASSWORD"
_LONGEST_SECRET = 64 * 1024

# Draws the screens that the options ask for: the pictures, and what could not be drawn.
Draw = Callable[[argparse.Namespace], tuple[list[str], list[str]]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or did: for scripts, for a person, and the exit status."""

    values: dict[str, Any]
    text: str = ""
    status: int = 0
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Call:
    """One command as it was typed."""

    options: argparse.Namespace
    say: Speech
    make_crm: Callable[[], Crm]
    draw: Draw | None = None

    @property
    def base(self) -> Path:
        """The folder of the base."""
        if self.options.base is not None:
            return Path(self.options.base)
        from clientcrm.crm import Crm

        return Crm.default_folder()

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The person's desk, closed afterwards whatever happens."""
        with self.signed_in() as (desk, _):
            yield desk

    @contextmanager
    def signed_in(self) -> Iterator[tuple[Desk, str]]:
        """The same with the password, which what saves asks for again."""
        crm, base = self.make_crm(), self.base
        person, password = self._person(crm, base), self.password()
        if not password:
            raise Refusal(
                "password_missing",
                f"Пароль пуст: проверьте файл --password-file или переменную {PASSWORD_VARIABLE}.",
                f"The password is empty: check the file of --password-file or {PASSWORD_VARIABLE}.",
            )
        self._require_patience(crm.wait_before_sign_in(base))
        desk = crm.sign_in(base, person, password)
        try:
            yield desk, password
        finally:
            desk.close()

    def password(self, *, new: bool = False, title: tuple[str, str] = ("Пароль: ", "Password: ")) -> str:
        """From --password-file, else the environment, else asked for; a new one twice."""
        if self.options.password_file:
            return first_line(Path(self.options.password_file))
        if PASSWORD_VARIABLE in os.environ:
            return os.environ[PASSWORD_VARIABLE]
        if sys.stdin is None or not sys.stdin.isatty():
            raise Refusal(
                "password_missing",
                f"Нет пароля: укажите --password-file ФАЙЛ или переменную {PASSWORD_VARIABLE}.",
                f"There is no password: name a --password-file or set {PASSWORD_VARIABLE}.",
            )
        return self.asked_password(new=new, title=title)

    def asked_password(self, *, new: bool, title: tuple[str, str]) -> str:
        """Asked for without echo; a new one twice."""
        if sys.stdin is None or not sys.stdin.isatty():
            raise Refusal(
                "password_missing",
                "Нет нового пароля: укажите --new-password-file ФАЙЛ.",
                "There is no new password: name a --new-password-file.",
            )
        typed = getpass.getpass(self.say(*title), stream=sys.stderr)
        if new and typed != getpass.getpass(self.say("Ещё раз: ", "Once more: "), stream=sys.stderr):
            raise Refusal("passwords_differ", "Пароли не совпали: повторите.", "The two passwords differ: try again.")
        return typed

    @contextmanager
    def progress(self, russian: str, english: str) -> Iterator[Progress]:
        """A bar while something long is done."""
        bar = Progress(self.say(russian, english))
        try:
            yield bar
        finally:
            bar.close()

    @staticmethod
    def _require_patience(seconds: int) -> None:
        if seconds:
            raise Refusal(
                "too_many_tries",
                f"Слишком много неверных паролей: повторите через {seconds} с.",
                f"Too many wrong passwords: try again in {seconds} s.",
            )

    def _person(self, crm: Crm, base: Path) -> str:
        if self.options.user:
            return str(self.options.user)
        people = [person for person in crm.entrance(base).people if person.active]
        if len(people) == 1:
            return people[0].uid
        names = ", ".join(person.name for person in people)
        raise Refusal(
            "user_missing",
            f"В базе несколько сотрудников: назовите себя через --user ({names}).",
            f"Several people use this base: name yourself with --user ({names}).",
        )


def failed(code: str, sentence: str, values: dict[str, Any], text: str = "") -> Answer:
    """An answer that tells what was found and, by a word and a sentence, that it is not well."""
    return Answer(values | {"error": {"code": code, "message": sentence}}, text, status=1)


def first_line(path: Path) -> str:
    """The first line of a small file: a password or a code. Windows writes such files in UTF-16 as well.

    Refusal where the letters cannot be told: a base made with a guess of them would open to nobody.
    """
    with path.open("rb") as file:
        start = file.read(_LONGEST_SECRET)
    encoding = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start)
    except UnicodeDecodeError:
        raise Refusal(
            "unreadable_secret",
            f"Файл «{path.name}» записан не в UTF-8: сохраните его в этой кодировке.",
            f"The file “{path.name}” is not in UTF-8: save it in this encoding.",
        ) from None
    return re.split(r"\r\n|\r|\n", text, maxsplit=1)[0]
