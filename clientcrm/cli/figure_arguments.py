"""The command figures: a figure by its name with its options, or the owner's settings for all of them."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from clientcrm.cli.speech import Speech
from clientcrm.domain.figure_names import FIGURES

SETTINGS = "settings"


def figure_command(add: Callable[[str, str, str, str], ArgumentParser], say: Speech) -> None:
    """figures NAME, and figures settings."""
    figures = add("figures", "figures", "показатель магазина", "a figure of the shop")
    of_all = say("настройки всех показателей", "the settings of all figures")
    figures.add_argument("name", metavar="NAME", help=f"{', '.join(FIGURES)}; {SETTINGS}: {of_all}")
    figures.add_argument("--as-of", metavar="DATE", help=say("на какой день", "as of which day"))
    figures.add_argument(
        "--set",
        action="append",
        default=[],
        metavar=say("ИМЯ=ЗНАЧЕНИЕ", "NAME=VALUE"),
        help=say("настройка: L=84, W=60, H=365, period=week", "an option: L=84, W=60, H=365, period=week"),
    )
    figures.add_argument(
        "--anew",
        action="store_true",
        help=say("settings: найти L заново по продажам", "settings: find L anew by the sales"),
    )
    figures.add_argument(
        "--apply",
        action="store_true",
        help=say(
            "settings: сохранить и пересчитать; без этого только показать", "settings: keep it; else it is only shown"
        ),
    )
