"""Fill colours of rows in xlsx: many shops mark their good clients by colour.

openpyxl needs 18 s for 100,000 rows; here only the cells whose style has a fill are looked for in the raw XML.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from clientcrm.files import tables
from clientcrm.files.archive import part_blocks, part_bytes, part_names
from clientcrm.files.prescan import column_number, local_name, row_pieces, safe_xml, sheet_parts
from clientcrm.files.tables import SheetColours

_CELL = re.compile(rb"<(?:\w+:)?(c|row)\s([^>]*?)/?>")
_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d+)["']""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]*)(\d+)["']""")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
_BARE_THEME = ("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")
# Excel numbers the first four theme colours light before dark, the file stores them dark before light.
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


def sheet_colours(archive: zipfile.ZipFile, sheet: str) -> SheetColours:
    """The colours of the filled rows of a sheet: a row has the colour of most of its coloured, filled cells.

    White and "no fill" are no colours. Conditional formatting is not evaluated.
    """
    part = sheet_parts(archive).get(sheet)
    styles = coloured_styles(archive) if part is not None else {}
    rows: dict[int, str] = {}
    columns: dict[int, dict[int, str]] = {}
    if part is None or not styles:
        return SheetColours({}, rows, columns)
    for number, cells in _coloured_rows(part_blocks(archive, part), styles):
        rows[number] = Counter(cells.values()).most_common(1)[0][0]
        for column, colour in cells.items():
            columns.setdefault(column, {})[number] = colour
    return SheetColours(dict(Counter(rows.values()).most_common()), rows, columns)


def _coloured_rows(blocks: Iterator[bytes], styles: dict[int, str]) -> Iterator[tuple[int, dict[int, str]]]:
    """(row, column -> colour) for the cells that are filled in and coloured; pieces begin and end at rows."""
    pattern = re.compile(rb"""\bs\s*=\s*["'](?:%s)["']""" % b"|".join(b"%d" % style for style in styles))
    for piece in row_pieces(blocks):
        if not pattern.search(piece):
            continue
        for row in re.split(rb"(?=<(?:\w+:)?row[\s>])", piece):
            cells = _coloured_cells(row, styles) if pattern.search(row) else {}
            if cells:
                place = _PLACE.search(row[: row.find(b">")])
                if place:
                    yield int(place.group(2)), cells


def _coloured_cells(row: bytes, styles: dict[int, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for cell in _CELL.finditer(row):
        style, place = _STYLE.search(cell.group(2)), _PLACE.search(cell.group(2))
        colour = styles.get(int(style.group(1))) if style else None
        if cell.group(1) != b"c" or colour is None or place is None or cell.group(0).endswith(b"/>"):
            continue
        if _FILLED.match(row, cell.end()) or _FILLED.search(row, cell.end(), row.find(b"</", cell.end())):
            column = column_number(place.group(1))
            if column <= tables.MOST_COLUMNS:
                found[column] = colour
    return found


# ---------------------------------------------------------------- styles


def coloured_styles(archive: zipfile.ZipFile) -> dict[int, str]:
    """Cell style number -> fill colour RRGGBB, for the styles that have one."""
    names = part_names(archive)
    part = names.get("xl/styles.xml")
    if part is None:
        return {}
    theme = _theme(archive, names.get("xl/theme/theme1.xml"))
    root = safe_xml(part_bytes(archive, part))
    fills = [_fill_colour(fill, theme) for fill in _children(root, "fills")]
    found: dict[int, str] = {}
    for number, style in enumerate(_children(root, "cellXfs")):
        fill = int(style.get("fillId", "0")) if style.get("fillId", "0").isdecimal() else 0
        colour = fills[fill] if fill < len(fills) else None
        if colour and colour != "FFFFFF":
            found[number] = colour
    return found


def _children(root: Element, name: str) -> list[Element]:
    return [child for group in root if local_name(group.tag) == name for child in group]


def _fill_colour(fill: Element, theme: tuple[str, ...]) -> str | None:
    pattern = next((child for child in fill if local_name(child.tag) == "patternFill"), None)
    if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
        return None
    colour = next((child for child in pattern if local_name(child.tag) == "fgColor"), None)
    return _rgb(colour, theme) if colour is not None else None


def _rgb(colour: Element, theme: tuple[str, ...]) -> str | None:
    rgb, place, index = colour.get("rgb", ""), colour.get("theme", ""), colour.get("indexed", "")
    if re.fullmatch(r"[0-9A-Fa-f]{6,8}", rgb):
        base = rgb[-6:].upper()
    elif place.isdecimal() and int(place) < len(theme):
        base = theme[int(place)]
    elif index.isdecimal():
        from openpyxl.styles.colors import COLOR_INDEX

        if int(index) >= len(COLOR_INDEX):
            return None  # 64 and 65 are the system's own
        base = COLOR_INDEX[int(index)][-6:].upper()
    else:
        return None
    try:
        return _tinted(base, float(colour.get("tint", "0")))
    except ValueError:
        return base


def _tinted(rgb: str, tint: float) -> str:
    """The colour lighter (tint > 0) or darker, as Excel does it: on the lightness alone."""
    if not tint:
        return rgb
    import colorsys

    red, green, blue = (int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    channels = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in channels)


def _theme(archive: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> tuple[str, ...]:
    if part is None:
        return _BARE_THEME
    found: dict[str, str] = {}
    for scheme in safe_xml(part_bytes(archive, part)).iter():
        if local_name(scheme.tag) == "clrScheme":
            for entry in scheme:
                colour = next(iter(entry), None)
                if colour is not None:
                    found[local_name(entry.tag)] = (colour.get("lastClr") or colour.get("val") or "")[-6:].upper()
    theme = tuple(found.get(name, "") for name in _THEME_ORDER)
    return theme if all(re.fullmatch("[0-9A-F]{6}", rgb) for rgb in theme) else _BARE_THEME
