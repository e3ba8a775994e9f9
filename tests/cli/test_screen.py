"""Tables line up whatever the letters; bars and colour are for terminals alone."""

from __future__ import annotations

import io
import sys

import pytest

from clientcrm.cli.screen import Progress, painted, pairs, table, width_of


@pytest.mark.parametrize(
    ("text", "width"), [("Анна", 4), ("Ёлка", 4), ("Е\u0308лка", 4), ("日本", 4), ("a\u200bb", 2), ("…", 1), ("", 0)]
)
def test_letters_take_their_cells(text: str, width: int) -> None:
    assert width_of(text) == width


def test_columns_line_up() -> None:
    text = table(("Имя", "Сумма"), [("Анна", "5"), ("日本 Ко.", "12 000"), ("Е\u0308лка", "")], right=(1,))
    assert text.splitlines() == ["Имя        Сумма", "Анна           5", "日本 Ко.  12 000", "Е\u0308лка"]


def test_a_cell_stays_in_its_line() -> None:
    assert table(("A",), [("one\ntwo\tthree",)]).splitlines() == ["A", "one two three"]


def test_values_stand_under_each_other() -> None:
    assert pairs([("Имя", "Анна"), ("Город", ""), ("Адрес дома", "Лесная")]) == "Имя         Анна\nАдрес дома  Лесная"


class Terminal(io.StringIO):
    """Standard output with a person before it."""

    def isatty(self) -> bool:
        return True


def test_colour_is_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert painted("да", "good", io.StringIO()) == "да"
    if sys.platform != "win32":
        assert painted("да", "good", Terminal()) == "\x1b[32mда\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert painted("да", "good", Terminal()) == "да"


def test_a_long_name_is_cut_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdout", Terminal())
    lines = table(("Клиент", "Сумма"), [("Общество с ограниченной ответственностью", "1 000 000")]).splitlines()
    assert max(width_of(line) for line in lines) <= 40
    assert "…" in lines[1]


def test_a_bar_is_drawn_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    bar = Progress("Чтение")
    bar.step(5, 10)
    bar.step(10, 10)
    assert "50 %" in screen.getvalue()
    assert "100 %" in screen.getvalue()
    bar.close()
    assert screen.getvalue().endswith("\r")


def test_no_bar_goes_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    bar = Progress("Чтение")
    bar.step(5, 10)
    bar.step(0, 0)
    bar.close()
    assert screen.getvalue() == ""
