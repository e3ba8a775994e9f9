"""Which money and hours a shop may count in, and what this computer uses: for the set-up and the settings."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QTimeZone

from clientcrm.domain.settings import CURRENCIES
from ui import words
from ui.i18n import tr
from ui.widgets.option import Option

ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
    "Europe/Minsk",
    "Asia/Almaty",
    "Asia/Tashkent",
    "Asia/Bishkek",
    "Asia/Yerevan",
    "Asia/Tbilisi",
    "Asia/Baku",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "America/New_York",
    "UTC",
)


def system_zone() -> str:
    """The computer's time zone by its name, Moscow where it has none."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "ignore")
    return name if "/" in name or name == "UTC" else "Europe/Moscow"


def system_currency() -> str:
    """The money of the computer's country where the program knows it, else roubles."""
    code = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    return code if code in CURRENCIES else "RUB"


def currency_options(current: str = "") -> list[Option]:
    """Currencies by sign and code, those without a sign by the code alone."""
    codes = CURRENCIES if not current or current in CURRENCIES else (current, *CURRENCIES)
    signs = {code: words.currency_sign(code) for code in codes}
    return [Option(code, code if sign == code else f"{sign}  {code}") for code, sign in signs.items()]


def zone_options(current: str = "") -> list[Option]:
    """Time zones by city, with the hours from Greenwich."""
    names = ZONES if not current or current in ZONES else (current, *ZONES)
    return [Option(name, zone_title(name)) for name in names]


def zone_title(name: str) -> str:
    """Москва, UTC+3 / Moscow, UTC+3."""
    zone = QTimeZone(name.encode())
    hours = zone.standardTimeOffset(QDateTime.currentDateTime()) / 3600 if zone.isValid() else 0
    shift = f"UTC{words.signed(hours, 0 if hours == int(hours) else 1)}" if hours else "UTC"
    return shift if name in ("UTC", "Etc/UTC") else f"{_city(name)}, {shift}"


def _city(name: str) -> str:
    cities = {
        "Europe/Kaliningrad": tr("Kaliningrad"),
        "Europe/Moscow": tr("Moscow"),
        "Europe/Samara": tr("Samara"),
        "Asia/Yekaterinburg": tr("Yekaterinburg"),
        "Asia/Omsk": tr("Omsk"),
        "Asia/Krasnoyarsk": tr("Krasnoyarsk"),
        "Asia/Irkutsk": tr("Irkutsk"),
        "Asia/Yakutsk": tr("Yakutsk"),
        "Asia/Vladivostok": tr("Vladivostok"),
        "Asia/Magadan": tr("Magadan"),
        "Asia/Kamchatka": tr("Kamchatka"),
        "Europe/Minsk": tr("Minsk"),
        "Asia/Almaty": tr("Almaty"),
        "Asia/Tashkent": tr("Tashkent"),
        "Asia/Bishkek": tr("Bishkek"),
        "Asia/Yerevan": tr("Yerevan"),
        "Asia/Tbilisi": tr("Tbilisi"),
        "Asia/Baku": tr("Baku"),
        "Europe/London": tr("London"),
        "Europe/Berlin": tr("Berlin"),
        "Europe/Paris": tr("Paris"),
        "America/New_York": tr("New York"),
    }
    return cities.get(name, name.rpartition("/")[2].replace("_", " "))
