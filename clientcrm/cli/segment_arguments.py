"""Options of the commands about segments."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from clientcrm.cli.speech import Speech
from clientcrm.domain.ready_segments import READY

Kind = Callable[[str, str, str], ArgumentParser]


def segment_commands(group: Callable[[str, str, str, str], Kind], say: Speech) -> None:
    """Saved groups of clients; without a word after it, all of them."""
    kind = group("segments", "segments", "сегменты: сохранённые группы клиентов", "segments: saved groups of clients")
    kind("list", "все сегменты с числом клиентов", "every segment with its clients")
    kind("ready", "готовые сегменты", "ready segments")
    for name, russian, english in (
        ("show", "что спрашивает сегмент и кто в нём", "what a segment asks for and who is in it"),
        ("freeze", "запомнить, кто в сегменте сейчас", "keep who is in a segment now"),
        ("rename", "другое название", "another name"),
        ("remove", "убрать сегмент, клиенты останутся", "take a segment away, the clients stay"),
        ("history", "кто вошёл и вышел по дням", "who entered and left by day"),
    ):
        command = kind(name, russian, english)
        command.add_argument("name", metavar="NAME", help=say("название сегмента", "name of the segment"))
        if name == "freeze":
            command.add_argument("--as", dest="to", metavar="NAME", help=say("название снимка", "name of what is kept"))
        if name == "rename":
            command.add_argument("to", metavar="NAME", help=say("новое название", "the new name"))
    count = kind("count", "сколько клиентов подходит", "how many clients fit")
    save = kind("save", "сохранить сегмент", "save a segment")
    save.add_argument("name", metavar="NAME", help=say("название сегмента", "name of the segment"))
    for command in (count, save):
        text = say("условия: файл JSON или сам JSON", "conditions: a JSON file, or the JSON itself")
        command.add_argument("tree", nargs="?", metavar="FILE|JSON", help=text)
        command.add_argument("--ready", metavar="KEY", help=", ".join(ready.key for ready in READY))
        command.add_argument(
            "--bought", action="append", default=[], metavar="PRODUCT", help=say("что купили", "what they bought")
        )
        command.add_argument(
            "--never", action="append", default=[], metavar="PRODUCT", help=say("чего не брали", "what they never had")
        )
