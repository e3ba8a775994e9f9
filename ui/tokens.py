"""Colours, sizes and type of the design language as plain data; no Qt."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

Palette = MappingProxyType[str, str]


class TierColors(NamedTuple):
    """The four colours of a loyalty tier."""

    glyph: str
    fill: str
    line: str
    text: str


class Role(NamedTuple):
    """A type role: pixels at 100 %, weight, default colour token."""

    px: int
    weight: int
    tone: str


# fmt: off
LIGHT: Final[Palette] = MappingProxyType({
    "canvas": "#F4F2EE", "surface": "#FFFFFF", "subtle": "#FAF8F5", "sunken": "#EFECE6",
    "hover": "#F5F3EF", "pressed": "#EAE6DF", "selected": "#EDF1FE", "overlay": "#FFFFFF",
    "line": "#ECE9E3", "border": "#DFDBD3", "border_strong": "#C8C2B8", "field": "#938C82",
    "text": "#201E1B", "text2": "#5B564F", "text3": "#6E685F", "text_off": "#A8A299", "on_accent": "#FFFFFF",
    "accent": "#2F54D1", "accent_hover": "#2747B8", "accent_press": "#1F3A9C",
    "accent_soft": "#E9EEFD", "accent_line": "#C3D0F8", "accent_text": "#2747B8",
    "ok": "#1A7A48", "ok_soft": "#E5F4EB", "ok_line": "#BCE0CA",
    "warn": "#8F5B00", "warn_soft": "#FDF2D9", "warn_line": "#F0D9A0", "warn_fill": "#BD7B00",
    "bad": "#BC3029", "bad_soft": "#FCEBE9", "bad_line": "#F2C4BF", "bad_fill": "#BC3029", "bad_hover": "#A32720",
    "scrim": "#201E1B66", "shadow": "#2A241C",
    "inverse": "#26231F", "on_inverse": "#FFFFFF", "inverse2": "#C8C2B8", "inverse_accent": "#B9C7FB",
    "inverse_hover": "#3A362F", "thumb": "#FFFFFF", "overlay_hover": "#F5F3EF",
})

DARK: Final[Palette] = MappingProxyType({
    "canvas": "#141311", "surface": "#1C1B18", "subtle": "#211F1C", "sunken": "#2F2C28",
    "hover": "#252320", "pressed": "#37342F", "selected": "#222840", "overlay": "#282622",
    "line": "#2A2824", "border": "#37342F", "border_strong": "#4B473F", "field": "#7B756B",
    "text": "#EDEAE4", "text2": "#B5AFA5", "text3": "#9B948A", "text_off": "#676259", "on_accent": "#FFFFFF",
    "accent": "#4668E6", "accent_hover": "#3D5EDC", "accent_press": "#3552C4",
    "accent_soft": "#232B47", "accent_line": "#3A4A80", "accent_text": "#9DB2FF",
    "ok": "#5CC48B", "ok_soft": "#18301F", "ok_line": "#2B5239",
    "warn": "#E6B450", "warn_soft": "#33290F", "warn_line": "#574617", "warn_fill": "#E0A32E",
    "bad": "#F28B82", "bad_soft": "#3A1F1C", "bad_line": "#63332E", "bad_fill": "#C2413A", "bad_hover": "#B33A33",
    "scrim": "#000000A0", "shadow": "#000000",
    "inverse": "#37342F", "on_inverse": "#F4F1EC", "inverse2": "#B5AFA5", "inverse_accent": "#A9BCFF",
    "inverse_hover": "#4B473F", "thumb": "#282622", "overlay_hover": "#312D29",
})

# Loyalty palettes in the order of the ladder (1-6), the states (7-8) and the guard (9).
TIERS_LIGHT: Final = MappingProxyType({
    "base": TierColors("#7C756B", "#FFFFFF", "#CFC9BF", "#4A463F"),
    "potential": TierColors("#1C8A4E", "#E4F4EA", "#B9DFC8", "#125935"),
    "subscribed": TierColors("#A87600", "#FFF3C9", "#EBD588", "#634900"),
    "regular": TierColors("#1272B2", "#E1F0FB", "#B3D7F0", "#0C4C79"),
    "vip": TierColors("#FFD978", "#4B3594", "#4B3594", "#FFFFFF"),
    "advocate": TierColors("#BE2F76", "#FCE7F0", "#F1BDD5", "#861C51"),
    "sleeping": TierColors("#5D6A83", "#EBEEF4", "#CDD4E0", "#414C61"),
    "lost": TierColors("#857E74", "#FFFFFF", "#B5AEA3", "#625C54"),
    "dnd": TierColors("#BC3029", "#FCEBE9", "#F0BDB8", "#93241E"),
})

TIERS_DARK: Final = MappingProxyType({
    "base": TierColors("#A59E93", "#1C1B18", "#57524A", "#D6D1C8"),
    "potential": TierColors("#58C586", "#16301F", "#2A5639", "#A6E3BF"),
    "subscribed": TierColors("#E9BE3F", "#332A0D", "#5C4C16", "#F3DC95"),
    "regular": TierColors("#5FB2EA", "#122B3D", "#23506F", "#ADD9F8"),
    "vip": TierColors("#FFD978", "#6A52C4", "#6A52C4", "#FFFFFF"),
    "advocate": TierColors("#F07FB2", "#391A2A", "#66304B", "#F8BBD6"),
    "sleeping": TierColors("#93A2BE", "#242933", "#3E4758", "#C6D0E2"),
    "lost": TierColors("#8B857B", "#1C1B18", "#57524A", "#ABA59B"),
    "dnd": TierColors("#F28B82", "#3A1F1C", "#6B3630", "#F8C1BB"),
})

# A crown alone has no chip behind it, so its gold would vanish on paper.
VIP_DOT: Final = MappingProxyType({"light": "#4B3594", "dark": "#A594F0"})

CHARTS_LIGHT: Final[Palette] = MappingProxyType({
    "c1": "#2F54D1", "c2": "#D07A12", "c3": "#16857A", "c4": "#A3478F",
    "grid": "#ECE9E3", "axis": "#6E685F", "muted": "#C8C2B8",
    "ramp0": "#F3F5FD", "ramp1": "#E3E9FC", "ramp2": "#CBD6F9", "ramp3": "#A9BBF3",
    "ramp4": "#8199EA", "ramp5": "#4A68D8", "ramp6": "#3453C6", "ramp7": "#243D9C",
    "on_ramp0": "#201E1B", "on_ramp1": "#201E1B", "on_ramp2": "#201E1B", "on_ramp3": "#201E1B",
    "on_ramp4": "#201E1B", "on_ramp5": "#FFFFFF", "on_ramp6": "#FFFFFF", "on_ramp7": "#FFFFFF",
})

CHARTS_DARK: Final[Palette] = MappingProxyType({
    "c1": "#7F9BFF", "c2": "#E8A04C", "c3": "#4FBFB2", "c4": "#D38AC2",
    "grid": "#2A2824", "axis": "#9B948A", "muted": "#4B473F",
    "ramp0": "#1F212B", "ramp1": "#242A40", "ramp2": "#2A3558", "ramp3": "#334375",
    "ramp4": "#40569A", "ramp5": "#5470C2", "ramp6": "#7590E6", "ramp7": "#A9BCFF",
    "on_ramp0": "#EDEAE4", "on_ramp1": "#EDEAE4", "on_ramp2": "#EDEAE4", "on_ramp3": "#EDEAE4",
    "on_ramp4": "#EDEAE4", "on_ramp5": "#FFFFFF", "on_ramp6": "#141311", "on_ramp7": "#141311",
})

# Tints of staff avatars: ground, letters. Clients are grey, so that the tier is the only colour in a row.
STAFF_LIGHT: Final = (("#D9E3FD", "#27459F"), ("#D8F0E3", "#155C38"), ("#FBE6C8", "#7A4A00"), ("#F6DCE9", "#86234F"))
STAFF_DARK: Final = (("#2C3A66", "#BCCBFF"), ("#1F4631", "#A6E3BF"), ("#4D3A17", "#F1CE8C"), ("#4D2439", "#F5BBD5"))

# fmt: on
FAMILY: Final = "Golos Text"
FALLBACKS: Final = ("Inter", "Segoe UI", "Noto Sans", "sans-serif")

ROLES: Final = MappingProxyType(
    {
        "clock": Role(44, 600, "text"),
        "display": Role(26, 600, "text"),
        "h1": Role(22, 600, "text"),
        "num": Role(22, 600, "text"),
        "title": Role(18, 400, "text"),
        "h2": Role(17, 600, "text"),
        "h3": Role(15, 600, "text"),
        "body": Role(14, 400, "text"),
        "bodym": Role(14, 500, "text"),
        "bodys": Role(14, 600, "text"),
        "sec": Role(14, 400, "text2"),
        "small": Role(13, 400, "text2"),
        "smallm": Role(13, 500, "text"),
        "smalls": Role(13, 600, "text"),
        "cap": Role(12, 400, "text3"),
        "capm": Role(12, 500, "text3"),
        "caps": Role(12, 600, "text"),
        "kbd": Role(11, 500, "text3"),
    }
)

SCALES: Final = (90, 100, 115, 130)


def high_contrast(base: Palette) -> Palette:
    """The same palette for people who ask the system for more contrast: strong lines, no soft fills."""
    lines = ("line", "border", "border_strong", "field", "accent_line", "ok_line", "warn_line", "bad_line")
    softs = ("accent_soft", "ok_soft", "warn_soft", "bad_soft", "subtle")
    changed = dict.fromkeys(lines, base["text3"]) | dict.fromkeys(softs, base["surface"])
    return MappingProxyType({**base, **changed, "text3": base["text2"], "text2": base["text"]})
