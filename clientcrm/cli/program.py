"""Runs one command: reads the arguments, prints the answer, words whatever went wrong, never a traceback."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientcrm.cli.arguments import Wrong, joined, parser_for
from clientcrm.cli.call import Answer, Call, Draw
from clientcrm.cli.screen import painted
from clientcrm.cli.speech import speech_asked
from clientcrm.cli.words import code_of, words_for

if TYPE_CHECKING:
    from clientcrm.crm import Crm

DONE, REFUSED, MISUSED = 0, 1, 2


def main(
    argv: Sequence[str],
    make_crm: Callable[[], Crm] | None = None,
    draw: Draw | None = None,
) -> int:
    """Do what the arguments ask for: 0 done, 1 refused or failed, 2 wrong usage.

    Tests hand in a Crm with a cheaper key derivation and a keystore of their own; main.py the screens for the tour.
    """
    say = speech_asked(argv)
    as_json, debug = "--json" in argv, "--debug" in argv
    _prepare_streams(as_json=as_json)
    if not debug and not logging.getLogger().handlers:
        logging.getLogger().addHandler(logging.NullHandler())
    try:
        options = parser_for(say).parse_args(joined(argv))
        command: Callable[[Call], Answer] | None = getattr(options, "command", None)
        if command is None:
            raise Wrong(say("не названа команда (список: --help)", "no command is named (--help lists them)"))
        answer = command(Call(options, say, make_crm or _crm, draw))
        return _print(answer, as_json=as_json)
    except Wrong as wrong:
        sentence = say(f"Команда не понята: {wrong}.", f"The command was not understood: {wrong}.")
        return _complain("usage", sentence, MISUSED, as_json=as_json)
    except SystemExit as left:  # --help and --version
        return int(left.code or 0)
    except BrokenPipeError:
        # Whoever read the answer has seen enough (| head); Python would complain again when it closes the stream.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where an error becomes a sentence
        if debug:
            traceback.print_exc()
        return _complain(code_of(error), words_for(error, say.language), REFUSED, as_json=as_json)


def _crm() -> Crm:
    from clientcrm.crm import Crm

    return Crm()


def _print(answer: Answer, *, as_json: bool) -> int:
    if as_json:
        _write_json(answer.values)
    elif answer.text:
        print(answer.text)
    sys.stdout.flush()
    if not as_json and "error" in answer.values:
        print(painted(answer.values["error"]["message"], "bad", sys.stderr), file=sys.stderr)
    for note in answer.notes:
        print(note, file=sys.stderr)
    return answer.status


def _complain(code: str, sentence: str, status: int, *, as_json: bool) -> int:
    if as_json:
        _write_json({"error": {"code": code, "message": sentence}})
    else:
        print(sentence, file=sys.stderr)
    return status


def _write_json(values: dict[str, Any]) -> None:
    print(json.dumps(values, ensure_ascii=False))


def _prepare_streams(*, as_json: bool) -> None:
    """Scripts read JSON as UTF-8 whatever the console's letters are; a person's console never fails on a letter.

    A task that was started without a console has no streams at all: what is said goes nowhere.
    """
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            if as_json and stream is sys.stdout:
                reconfigure(encoding="utf-8", errors="surrogateescape")
            else:
                reconfigure(errors="replace")
