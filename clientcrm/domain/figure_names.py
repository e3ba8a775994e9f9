"""The names under which figures are asked for."""

from __future__ import annotations

from typing import Final

# Every figure that may be asked for by name, in the order in which people meet them.
FIGURES: Final = (
    *("summary", "status", "rfm", "abc-xyz", "return-curve", "conversion", "flow", "cohorts", "average-check"),
    *("lifetime", "potential", "baskets", "sequences", "entry-exit", "sources", "plan", "anomalies", "portrait"),
    *("products", "new-existing", "forecast", "lost-money", "tiers", "intervals", "rich-and-rare", "cross-sell"),
    *("reward", "leaving-reasons"),
)
