"""tr(), the language in force, and the .ts catalogues behind it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from ui import theme

LANGUAGES: Final = ("ru", "en")
_TERRITORIES: Final = {
    "ru": (QLocale.Language.Russian, QLocale.Country.Russia),
    "en": (QLocale.Language.English, QLocale.Country.UnitedKingdom),  # 24 hours, day before month
}

Catalogue = dict[tuple[str, str], tuple[str, ...]]


class Signals(QObject):
    """Says that the language changed."""

    changed = Signal()


class _Speech:
    """The language in force; one per program, as Qt's own translators are."""

    def __init__(self) -> None:
        self.language = "en"
        self.locale = _locale("en")
        self.catalogue: Catalogue = {}
        self.qt: QTranslator | None = None
        self.signals: Signals | None = None


def _locale(language: str) -> QLocale:
    return QLocale(*_TERRITORIES[language])


_speech = _Speech()


def signals() -> Signals:
    """The object whose `changed` signal follows a switch of language."""
    if _speech.signals is None:
        _speech.signals = Signals()
    return _speech.signals


def language() -> str:
    """The language in force: ru or en."""
    return _speech.language


def qt_locale() -> QLocale:
    """The locale for numbers and dates."""
    return _speech.locale


def system_language() -> str:
    """Russian where the system speaks Russian, else English."""
    return "ru" if QLocale.system().language() == QLocale.Language.Russian else "en"


def set_language(wanted: str) -> None:
    """Speak ru, en, or what the system speaks; windows must be built anew."""
    chosen = system_language() if wanted == "system" else wanted
    _speech.language = chosen
    _speech.locale = _locale(chosen)
    _speech.catalogue = _catalogue(chosen)
    QLocale.setDefault(_speech.locale)
    _load_qt(chosen)
    app = QCoreApplication.instance()
    if isinstance(app, QApplication):
        for widget in app.topLevelWidgets():
            QCoreApplication.postEvent(widget, QEvent(QEvent.Type.LanguageChange))
    signals().changed.emit()


def _load_qt(language: str) -> None:
    """Qt's own words: the menus of text fields, file dialogs."""
    if _speech.qt is not None:
        QCoreApplication.removeTranslator(_speech.qt)
        _speech.qt = None
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and QCoreApplication.instance() and translator.load(f"qtbase_{language}", folder):
        QCoreApplication.installTranslator(translator)
        _speech.qt = translator


def tr(text: str, comment: str = "", n: int = -1) -> str:
    """The literal in the language in force; `n` chooses the plural form and replaces %n."""
    forms = _speech.catalogue.get((text, comment))
    if n < 0:
        return forms[0] if forms else text
    found = forms[min(plural_form(n, _speech.language), len(forms) - 1)] if forms else text
    return found.replace("%n", number(n))


def number(n: int) -> str:
    """A whole number with the thousands of the language: 1 284 or 1,284."""
    text = _speech.locale.toString(n)
    # A narrow space holds a Russian number together, and four digits stay readable in a column.
    return text.replace("\u00a0", "\u202f") if _speech.language == "ru" else text


def plural_form(n: int, language: str) -> int:
    """Which form a count takes: ru 0 клиент, 1 клиента, 2 клиентов; en 0 client, 1 clients."""
    if language != "ru":
        return 0 if n == 1 else 1
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


@cache
def _catalogue(language: str) -> Catalogue:
    """Read once per language: 20 ms for 1,300 entries."""
    return read_catalogue(theme.resources() / "i18n" / f"{language}.ts")


def read_catalogue(path: Path) -> Catalogue:
    """The finished entries of a .ts file; empty when there is no file."""
    if not path.exists():
        return {}
    found: Catalogue = {}
    for message in ET.parse(path).getroot().iter("message"):  # noqa: S314 - our own file
        translation = message.find("translation")
        if translation is None or translation.get("type") in ("obsolete", "vanished"):
            continue
        plural = [form.text or "" for form in translation.iter("numerusform")]
        forms = tuple(plural) if plural else (translation.text or "",)
        if all(forms):
            found[message.findtext("source", ""), message.findtext("comment", "")] = forms
    return found
