"""Every pair of colours that meets on a screen can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ui import tokens

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("canvas", "surface", "subtle", "hover", "selected", "sunken", "overlay", "overlay_hover", "thumb")


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs() -> Iterator[tuple[str, str, str, float]]:
    """(what, ink, ground, least) for both modes."""
    for mode, base, tiers, charts, staff in (
        ("light", tokens.LIGHT, tokens.TIERS_LIGHT, tokens.CHARTS_LIGHT, tokens.STAFF_LIGHT),
        ("dark", tokens.DARK, tokens.TIERS_DARK, tokens.CHARTS_DARK, tokens.STAFF_DARK),
    ):
        named: list[tuple[str, str, float]] = [
            *((ink, ground, TEXT) for ground in GROUNDS for ink in ("text", "text2", "text3", "accent_text")),
            *((ink, ground, TEXT) for ground in ("surface", "subtle", "overlay") for ink in ("ok", "warn", "bad")),
            *((ink, ground, SHAPE) for ground in ("surface", "subtle", "overlay") for ink in ("field", "accent")),
            *(("on_accent", ground, TEXT) for ground in ("accent", "accent_hover", "accent_press")),
            *(("on_accent", ground, TEXT) for ground in ("bad_fill", "bad_hover")),
            *((ink, f"{ink}_soft", TEXT) for ink in ("ok", "warn", "bad")),
            ("accent_text", "accent_soft", TEXT),
            *((ink, f"{soft}_soft", TEXT) for soft in ("accent", "ok", "warn", "bad") for ink in ("text", "text2")),
            *(
                (ink, ground, SHAPE)
                for ground in ("surface", "selected", "hover")
                for ink in ("ok", "warn_fill", "bad")
            ),
            *((ink, "inverse", TEXT) for ink in ("on_inverse", "inverse2", "inverse_accent")),
            *((ink, "inverse_hover", TEXT) for ink in ("on_inverse", "inverse_accent")),
        ]
        for ink, ground, least in named:
            yield f"{mode} {ink}/{ground}", base[ink], base[ground], least
        for key, tier in tiers.items():
            yield f"{mode} tier {key} text", tier.text, tier.fill, TEXT
            yield f"{mode} tier {key} glyph", tier.glyph, tier.fill, SHAPE
        yield f"{mode} crown alone", tokens.VIP_DOT[mode], base["surface"], SHAPE
        for key in ("c1", "c2", "c3", "c4"):
            yield f"{mode} chart {key}", charts[key], base["surface"], SHAPE
        yield f"{mode} axis", charts["axis"], base["surface"], TEXT
        for step in range(8):
            yield f"{mode} ramp {step}", charts[f"on_ramp{step}"], charts[f"ramp{step}"], TEXT
        for ground, ink in staff:
            yield f"{mode} staff {ground}", ink, ground, TEXT


ALL = list(pairs())


@pytest.mark.parametrize(("what", "ink", "ground", "least"), ALL, ids=[pair[0] for pair in ALL])
def test_pair_can_be_read(what: str, ink: str, ground: str, least: float) -> None:
    assert contrast(ink, ground) >= least, f"{what}: {ink} on {ground} is {contrast(ink, ground):.2f}"


def test_both_modes_name_the_same_colours() -> None:
    assert tokens.LIGHT.keys() == tokens.DARK.keys()
    assert tokens.CHARTS_LIGHT.keys() == tokens.CHARTS_DARK.keys()
    assert tuple(tokens.TIERS_LIGHT) == tuple(tokens.TIERS_DARK)


@pytest.mark.parametrize("base", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_high_contrast_draws_strong_lines(base: tokens.Palette) -> None:
    strong = tokens.high_contrast(base)
    assert contrast(strong["border"], strong["surface"]) >= SHAPE
    assert strong.keys() == base.keys()
