"""Arguments, exit statuses, languages: what scripts rely on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from clientcrm.cli import main
from clientcrm.cli.arguments import parser_for
from clientcrm.cli.complaints import in_words
from clientcrm.cli.speech import Speech, speech_asked
from tests.cli.conftest import Typed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "не названа команда"),
        (["import"], "не хватает: FILE"),
        (["clients", "--limit"], "после --limit нужно значение"),
        (["clients", "--limit", "many"], "--limit: 'many' — не число"),
        (["clients", "--limit", "-3"], "не число"),
        (["init", "--owner", "Анна"], "не хватает: --shop"),
        (["clients", "extra"], "лишнее: extra"),
        (["import", "a.xlsx", "--on-duplicate", "delete"], "delete не подходит, можно: fill, "),
        (["add"], "не хватает"),
        (["fly"], "fly не подходит, можно: init, check, "),
        (["fly away"], "fly away не подходит, можно: init, check, "),
        (["show", "99999999999999999999"], "не число"),
        (["clients", "--lim", "5"], "лишнее: --lim 5"),
        (["tour"], "не хватает: DIR"),
        (["requests"], "не хватает"),
        (["requests", "approve", "семь"], "'семь' — не число"),
        (["requests", "ask", "--reason", "сверка"], "нужно одно из: FILE --client"),
        (["requests", "ask", "a.xlsx", "--client", "1", "--reason", "сверка"], "не вместе с FILE"),
        (["portfolios", "others", "all"], "не подходит, можно"),
        (["tour", "out", "--size", "big"], "не размер вроде 1440x900"),
        (["tour", "out", "--size", "9x9"], "не размер вроде 1440x900"),
        (["tour", "out", "--scale", "95"], "95 не подходит, можно: 90, 100, 115, 130"),
    ],
)
def test_wrong_usage_is_status_two_and_a_sentence(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "ru", *arguments]) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    "complaint",
    [
        "argument --scale: invalid choice: 95 (choose from 90, 100)",  # Python 3.11
        "argument --scale: invalid choice: '95' (choose from '90', '100')",  # 3.14
        "argument --scale: invalid choice: '95' (choose from 90, 100)",  # as its next versions say it
        "argument --scale: invalid choice: '95', maybe you meant '90'? (choose from 90, 100)",  # where it guesses
    ],
)
def test_a_wrong_choice_is_said_alike_on_every_python(complaint: str) -> None:
    assert in_words(complaint, Speech("en")) == "95 is none of 90, 100"


def test_wrong_usage_is_one_object_for_a_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--lang", "en", "fly"]) == 2
    said = capsys.readouterr()
    assert said.out.startswith('{"error": {"code": "usage", "message": "The command was not understood')
    assert said.out.count("\n") == 1
    assert said.err == ""


def test_whoever_asks_about_restore_is_told_what_becomes_of_the_former_folder(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--lang", "ru", "restore", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Прежняя папка этой базы после этого на этом компьютере больше не откроется" in said


@pytest.mark.parametrize("arguments", [["--help"], ["clients", "--help"], ["add", "purchase", "-h"], ["--version"]])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_help_is_status_zero(arguments: list[str], language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", language, *arguments]) == 0
    assert capsys.readouterr().out


def all_below(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parser, its commands and their kinds."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from all_below(command)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_help_of_every_command_can_be_shown_and_says_what_each_word_is(language: str) -> None:
    """Python 3.14 formats each help text as it is declared: one bare % there, and no command works at all."""
    commands = list(all_below(parser_for(Speech(language))))
    assert len(commands) > 60
    for command in commands:
        assert command.prog in command.format_help()
        told = [action for action in command._actions if not isinstance(action, argparse._SubParsersAction)]
        assert [action.dest for action in told if not action.help] == []


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "sheets",
        "import",
        "undo",
        "export",
        "clients",
        "show",
        "reveal",
        "add",
        "check",
        "backup",
        "restore",
        "demo",
        "house",
        "figures",
        "tiers",
        "segments",
        "people",
        "portfolios",
        "leave",
        "requests",
        "journal",
        "tour",
    ],
)
def test_help_names_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    assert f"\n    {command} " in capsys.readouterr().out


def test_options_stand_before_or_after_the_command(typed: Typed, plain: Typed) -> None:
    assert plain("clients", "--json").values["total"] == 0
    assert typed("clients").values["total"] == 0
    assert plain("--lang", "en", "clients").out == "Nobody was found.\n"
    assert plain("clients", "--lang", "ru").out == "Никого не нашлось.\n"


@pytest.mark.parametrize(
    ("arguments", "variables", "language"),
    [
        (["--lang", "ru"], {"LANG": "en_GB.UTF-8"}, "ru"),
        (["--lang=en"], {"LANG": "ru_RU.UTF-8"}, "en"),
        ([], {"LANG": "ru_RU.UTF-8"}, "ru"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        (["--lang", "fr"], {"LANG": "ru_RU.UTF-8"}, "ru"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_systems(
    arguments: list[str], variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert speech_asked(arguments).language == language
