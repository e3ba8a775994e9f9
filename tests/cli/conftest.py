"""What the tests of the command line stand on: a real base with cheap keys, and a way to type a command."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clientcrm.cli import main, program
from clientcrm.cli.arguments import Parser
from clientcrm.cli.speech import Speech
from clientcrm.crm import Crm
from tests.support import PASSWORD, Shop


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def values(self) -> dict[str, Any]:
        """The JSON object, which is all there is on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def error(self) -> str:
        """The code of the refusal."""
        return str(self.values["error"]["code"])


Typed = Callable[..., Said]


@pytest.fixture(scope="session", autouse=True)
def declared_once() -> Iterator[None]:
    """The commands are declared once per language: a program does it at each start, which is a third of a command."""
    declare = cache(program.parser_for)

    def parser_for(say: Speech) -> argparse.ArgumentParser:
        Parser.say = say
        return declare(say)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program, "parser_for", parser_for)
        yield


@pytest.fixture
def shop(template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A fresh base whose clock shows the real time."""
    made = template(tmp_path / "base")
    made.clock.at = datetime.now(UTC)
    yield made
    made.close()


@pytest.fixture
def plain(shop: Shop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type a command for a person, with the owner's password in the environment."""
    monkeypatch.setenv("CLIENTCRM_PASSWORD", PASSWORD)

    def crm() -> Crm:
        return shop.crm

    def typed(*arguments: object, base: Path | None = None) -> Said:
        capsys.readouterr()
        words = [str(argument) for argument in arguments]
        status = main(["--base", str(base or shop.folder), *words], crm)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return typed


@pytest.fixture
def typed(plain: Typed) -> Typed:
    """Type a command for a script: --json."""

    def typed(*arguments: object, base: Path | None = None) -> Said:
        return plain("--json", *arguments, base=base)

    return typed
