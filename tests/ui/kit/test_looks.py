"""Theme, icons and language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from ui import i18n, icons, theme
from ui.i18n import tr
from ui.widgets.labels import Label

ROOT = Path(__file__).resolve().parents[3]


def test_the_font_is_golos(qapp: QApplication) -> None:
    info = QFontInfo(theme.font("body"))
    assert info.family() == "Golos Text"
    assert info.pixelSize() == 14
    assert QFontInfo(theme.font("h1")).weight() == 600


@pytest.mark.parametrize(("mode", "ground"), [("light", "#ffffff"), ("dark", "#1c1b18")])
def test_palette_follows_the_mode(qapp: QApplication, mode: str, ground: str) -> None:
    theme.set_mode(mode)
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == ground
    assert theme.is_dark() == (mode == "dark")


def test_labels_follow_a_switch_at_once(qapp: QApplication) -> None:
    label = Label("x", tone="text2")
    theme.set_mode("dark")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == "#b5afa5"
    theme.set_mode("light")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == "#5b564f"


def test_scale_multiplies_sizes(qapp: QApplication) -> None:
    theme.set_scale(130)
    assert theme.px(20) == 26
    assert theme.font("body").pixelSize() == 18
    assert "1px solid" in theme.style_sheet()
    assert "border-radius: 13px" in theme.style_sheet()


def test_style_sheet_names_only_tokens() -> None:
    assert re.findall(r"\{[a-z_0-9]+\}", theme.style_sheet()) == []


def test_icons_take_the_colour_of_a_token(qapp: QApplication) -> None:
    image = icons.pixmap("check", "accent", 16).toImage()
    spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    inks = [spot for spot in spots if spot.alpha() > 200]
    assert len(inks) > 5
    assert all(abs(ink.blue() - 0xD1) <= 3 and abs(ink.red() - 0x2F) <= 3 for ink in inks)
    assert icons.pixmap("check", "accent", 16) is icons.pixmap("check", "accent", 16)


def test_every_icon_that_the_screens_name_is_shipped() -> None:
    named = set()
    for path in (ROOT / "ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"(?:Icon|IconButton|IconTile|icons\.pixmap|icons\.icon)\(\s*\"([a-z0-9-]+)\"", text))
        named |= set(re.findall(r"icon=\"([a-z0-9-]+)\"", text))
    assert named - icons.known() == set()


@pytest.mark.parametrize(
    ("n", "russian", "english"),
    [
        (1, "1 дн. назад", "1 day ago"),
        (2, "2 дн. назад", "2 days ago"),
        (1500, "1\u202f500 дн. назад", "1,500 days ago"),
    ],
)
def test_counted_words(n: int, russian: str, english: str) -> None:
    assert tr("%n days ago", "", n).replace("\u00a0", " ") == russian
    i18n.set_language("en")
    assert tr("%n days ago", "", n).replace("\u00a0", " ") == english


@pytest.mark.parametrize(
    ("n", "form"),
    [(0, 2), (1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (21, 0), (22, 1), (25, 2), (111, 2), (1001, 0)],
)
def test_russian_plural_forms(n: int, form: int) -> None:
    assert i18n.plural_form(n, "ru") == form


def test_unknown_words_stay_english() -> None:
    assert tr("No such entry in any catalogue", "test") == "No such entry in any catalogue"


def test_gathering_literals(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "resources" / "i18n"))
    try:
        import update
    finally:
        sys.path.pop(0)
    source = 'tr("a")\nx = f"{tr(\'b\', \'why\')}"\ntr(\n    "c",\n    "d",\n)\ntr("%n e", "", n=3)\n'
    found = [(one.text, one.comment, one.plural) for one in update.literals_of(source, "x.py")]
    assert found == [("a", "", False), ("c", "d", False), ("%n e", "", True), ("b", "why", False)]
    entries = [update.Literal("%n e", "", True, ("1", "2", "3")), update.Literal('a "<&"', "", False, ("«б»",))]
    update.write(tmp_path / "ru.ts", "ru", entries)
    assert i18n.read_catalogue(tmp_path / "ru.ts") == {("%n e", ""): ("1", "2", "3"), ('a "<&"', ""): ("«б»",)}
    with pytest.raises(SystemExit):
        list(update.literals_of("tr(name)", "x.py"))


def test_start_loads_nothing_heavy() -> None:
    code = (
        "import sys, ui.theme, ui.i18n, ui.words, ui.icons, ui.background, ui.widgets.button\n"
        "print([m for m in ('pandas', 'numpy', 'openpyxl', 'sqlalchemy', 'PySide6.QtSvg') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
