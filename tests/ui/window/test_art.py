"""The picture beside the sign-in."""

from __future__ import annotations

import pytest

from ui.door.art import shrunk, spots


@pytest.mark.parametrize(
    ("window", "scale"), [((1440, 900), 1.0), ((1440, 900), 1.3), ((1100, 700), 1.0), ((1100, 680), 1.3)]
)
def test_no_tier_lies_over_the_date_or_is_cut(window: tuple[int, int], scale: float) -> None:
    width, height = window[0] * 0.42 / scale, window[1] / scale
    zoom = shrunk(width, height)
    assert 0.4 < zoom <= 1
    for palette, spot, reach in spots():
        assert height * 0.585 + (spot.y() - reach) * zoom >= 140, palette  # where the line of the date ends
        assert abs(spot.x()) + reach <= width / 2 / zoom, palette
    assert window != (1440, 900) or scale != 1 or zoom == 1, "drawn as designed where there is room"
