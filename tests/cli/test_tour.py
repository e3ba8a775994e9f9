"""The tour from a terminal: what it answers; the pictures themselves are drawn in tests/ui/window/test_tour.py."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from clientcrm.cli import main
from clientcrm.cli.arguments import SCALES, THEMES


def test_what_was_asked_for_reaches_the_screens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[Namespace] = []

    def draw(options: Namespace) -> tuple[list[str], list[str]]:
        asked.append(options)
        return ["a.png", "b.png"], []

    words = ["--theme", "dark", "--size", "1200x800", "--scale", "115", "--lang", "en", "--json", "--only", "a,b"]
    assert main(["tour", str(tmp_path), *words], draw=draw) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {"pictures": ["a.png", "b.png"]}
    assert said.err == ""
    [options] = asked
    assert (options.folder, options.theme, options.size, options.scale) == (str(tmp_path), "dark", (1200, 800), 115)
    assert (options.lang, options.only, options.clients) == ("en", "a,b", 2000)


def test_a_picture_that_is_missing_is_status_one_and_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "tour", "out"], draw=lambda _: (["a.png"], ["b: LookupError"])) == 1
    values = json.loads(capsys.readouterr().out)
    assert (values["pictures"], values["error"]["code"]) == (["a.png"], "not_drawn")
    assert main(["--lang", "ru", "tour", "out"], draw=lambda _: (["a.png"], ["b: LookupError"])) == 1
    said = capsys.readouterr()
    assert said.out == "a.png\n"
    assert said.err == "Нарисовано не всё: b: LookupError. Проверьте имена в --only.\n"


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def draw(options: Namespace) -> tuple[list[str], list[str]]:
        Path(options.folder).mkdir(parents=True)
        return [], []

    (tmp_path / "file").touch()
    assert main(["--json", "tour", str(tmp_path / "file" / "out")], draw=draw) == 1
    assert "error" in json.loads(capsys.readouterr().out)


def test_the_choices_are_those_of_the_screens() -> None:
    from ui import preferences, tour

    assert tuple(preferences.SCALES) == SCALES
    assert tuple(tour.THEMES) == THEMES
