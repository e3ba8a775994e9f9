"""Looks of this computer: theme, scale, row height, language. Each choice is kept at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui import theme, words
from ui.context import Context
from ui.i18n import tr
from ui.preferences import SCALES
from ui.settings.part import Part
from ui.widgets.choice import Segmented
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.option import Option


class AppearancePart(Part):
    """Four rows of segmented controls."""

    def __init__(self, context: Context) -> None:
        text = tr("For this computer only: other people's computers keep their own.")
        super().__init__(context, tr("Appearance"), text)
        self._preferences = context.preferences
        self.theme_choice = self._segmented(
            tr("Theme"),
            [
                Option("system", tr("As the system"), "sliders-horizontal"),
                Option("light", tr("Light"), "sun"),
                Option("dark", tr("Dark"), "moon"),
            ],
            self._preferences.theme,
        )
        self.scale_choice = self._segmented(
            tr("Size of text and controls"),
            [Option(str(scale), words.percent(scale / 100)) for scale in SCALES],
            str(self._preferences.scale),
        )
        self.density_choice = self._segmented(
            tr("Height of table rows"),
            [
                Option("32", tr("Dense"), "rows-4"),
                Option("40", tr("Usual"), "rows-3"),
                Option("48", tr("Roomy"), "rows-2"),
            ],
            str(self._preferences.density),
        )
        self.language_choice = self._segmented(
            tr("Language"),
            [Option("system", tr("As the system")), Option("ru", "Русский"), Option("en", "English")],
            self._preferences.language,
        )
        self.theme_choice.chosen.connect(self._on_theme)
        self.scale_choice.chosen.connect(self._on_scale)
        self.density_choice.chosen.connect(self._on_density)
        self.language_choice.chosen.connect(self._on_language)

    def _segmented(self, title: str, options: list[Option], current: str) -> Segmented:
        made = Segmented(options, current=current, name=title)
        self.add(holder(column(Label(title, "smallm"), row(made, None), gap=6)))
        return made

    def _on_theme(self, mode: str) -> None:
        self._preferences.theme = mode
        theme.set_mode(mode)

    def _on_density(self, height: str) -> None:
        self._preferences.density = int(height)

    def _on_scale(self, scale: str) -> None:
        self._preferences.scale = int(scale)
        self._rebuild("scale")

    def _on_language(self, language: str) -> None:
        self._preferences.language = language
        self._rebuild("language")

    def _rebuild(self, focus: str) -> None:
        self.context.replace(page="appearance", focus=focus)
        self.context.rebuild_asked.emit()

    def focus_on(self, name: str) -> None:
        choices: dict[str, QWidget] = {"scale": self.scale_choice, "language": self.language_choice}
        if name in choices:
            choices[name].setFocus(Qt.FocusReason.TabFocusReason)
