"""How figures are calculated: when a client is lost, how far the chance of a visit looks, and since when that holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.errors import Invalid
from clientcrm.domain.figures import FigureOptions, Held, Reckoning, Tried
from ui import words
from ui.background import Job
from ui.context import Context
from ui.deeds import Deed
from ui.errors import field_words
from ui.figure_words import long_days
from ui.i18n import tr
from ui.settings.figures_preview import NAMED, Outcome, Turned, turned
from ui.settings.part import Part
from ui.settings.score_limits import ScoreLimits
from ui.unsaved import ask_about_changes
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import Switch
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, holder, row

# So many changes of the past say enough.
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that the part shows."""

    options: FigureOptions
    made: Reckoning | None
    history: list[Held]


# What the figures go by, and the reckoning by it: the way back to either.
State = tuple[FigureOptions, Reckoning | None]


class FiguresPart(Part):
    """Nothing here changes a figure before it is saved, and whom it would change is shown before that."""

    def __init__(self, context: Context) -> None:
        text = tr(
            "Days may be left empty: then your sales decide. Figures of different days compare as long as nothing here "
            "changes."
        )
        super().__init__(context, tr("Figures"), text)
        self._read: Read | None = None
        self.lost = TextField(tr("A client is lost after so many days of silence"))
        self.horizon = TextField(
            tr("“Likely to return” looks ahead, days"),
            hint=tr("Empty: as many as after which a client is lost"),
        )
        self.recent = TextField(
            tr("Frequency and money count over the last, days"),
            hint=tr("Empty: everything since the first sale"),
        )
        self.limits = ScoreLimits(context.shop.currency)
        self.anew = Switch(tr("Find the days anew by the sales of today"))
        self.preview = Button(tr("Whom would it change"), "users")
        self.button = Button(tr("Save and recalculate"), "check", "primary", keys="Ctrl S")
        self._state = Label("", "small", wrap=True)
        self._outcome = column(gap=8)
        self._past = column(gap=6)
        self._card = Card(tr("Since when"))
        self._card.add(holder(self._past))
        self.fields: dict[str, TextField] = {"lost_after": self.lost, "horizon": self.horizon, "window": self.recent}
        self.add(
            self._state,
            self.lost,
            self.anew,
            self.horizon,
            self.recent,
            self.limits,
            holder(row(self.button, self.preview, None)),
            holder(self._outcome),
            self._card,
        )
        for field in self.fields.values():
            field.changed.connect(lambda _text: self._look())
            field.entered.connect(self.save)
        self.anew.toggled.connect(lambda _on: self._look())
        self.limits.changed.connect(self._look)
        self.limits.entered.connect(self.save)
        context.changed.connect(self._on_changed)
        self.preview.clicked.connect(self.try_it)
        self.button.clicked.connect(self.save)
        self._card.hide()
        self._look()
        self.refresh()

    # ------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Read what holds now."""
        figures = self.context.desk.figures
        self.run(lambda _job: Read(figures.options(), figures.latest(), figures.history()), self._show)

    def _show(self, read: Read) -> None:
        first = self._read is None
        typed = any(field.text() for field in self.fields.values()) or self.limits.has_text()
        kept = typed if first else self._changed()  # typed before it was read, or not saved yet
        self._read = read
        if not kept:
            for name, field in self.fields.items():
                value = getattr(read.options, name)
                field.set_text("" if value is None else str(value))
            self.limits.show_limits(read.options.limits)
            self.anew.setChecked(False)
        made = read.made
        if made is None:
            self._state.setText(tr("Nothing is calculated yet: that comes by itself with the first sales."))
        else:
            clients = tr("%n clients with purchases", "", made.clients)
            moment = words.moment(words.local(made.made_at))
            self._state.setText(tr("Calculated {moment}: {clients}.").format(moment=moment, clients=clients))
            self.lost.set_placeholder(tr("now {days}", "days of silence").format(days=long_days(made.lost_after)))
        by_sales = made is not None and made.lost_source == "curve"
        self.anew.setVisible(by_sales)
        clear(self._past)
        for held in read.history[:_TOLD]:
            self._past.addWidget(_held(held))
        self._card.setVisible(bool(read.history))
        self._look()

    def take_as_kept(self) -> None:
        """Whoever leaves now is not asked about what stands here."""
        wanted = self._wanted()
        if self._read is not None and wanted is not None:
            self._read = replace(self._read, options=wanted)

    @Slot(frozenset)
    def _on_changed(self, changes: Changes) -> None:
        """They were saved or reckoned elsewhere, or taken back."""
        if changes & {Topic.SETTINGS, Topic.FIGURES} and not self.button.is_busy():
            self.refresh()

    def _wanted(self) -> FigureOptions | None:
        """What is typed; None where it is no number of days, or no limits."""
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            text = field.text()
            if text and not _is_days(text):
                return None
            found[name] = int(text) if text else None
        if not self.limits.is_sound():
            return None
        return FigureOptions(**found, limits=self.limits.limits())

    def _changed(self) -> bool:
        return self._read is not None and (self._wanted() != self._read.options or self._asks_anew())

    def _asks_anew(self) -> bool:
        return self.anew.isChecked() and not self.anew.isHidden() and not self.lost.text()

    def _look(self) -> None:
        clear(self._outcome)
        self.anew.setEnabled(not self.lost.text())
        for button in (self.button, self.preview):
            if button.is_busy():
                continue
            if self._changed():
                button.set_on()
            else:
                button.set_off(tr("Nothing is changed"))

    # ------------------------------------------------------------ doing

    def _sound(self) -> FigureOptions | None:
        """What is wanted, where something is and can be."""
        if not self._changed() or self.button.is_busy() or self.preview.is_busy():
            return None
        wanted = self._wanted()
        if wanted is None:
            for field in self.fields.values():
                text = field.text()
                if text and not _is_days(text):
                    field.set_error(tr("A number of days is needed here"))
                    field.setFocus()
                    break
            else:
                self.limits.complain()
        return wanted

    def try_it(self) -> None:
        """Reckon without keeping anything, and say whom it would change."""
        wanted = self._sound()
        if wanted is None:
            return
        desk, anew = self.context.desk, self._asks_anew()
        self.preview.set_busy(True)

        def work(job: Job) -> tuple[Tried, list[Turned]]:
            found = desk.figures.tried(wanted, job.step, anew=anew, apart=True)
            return found, turned(desk, found, found.ids[:NAMED])

        self.run(work, lambda found: self._tried(*found), self._failed, long=True)

    def _tried(self, found: Tried, named: list[Turned]) -> None:
        self._rest()
        clear(self._outcome)
        self._outcome.addWidget(Outcome(self.context, found, named))

    def save(self) -> None:
        wanted = self._sound()
        if wanted is None:
            return
        figures, anew = self.context.desk.figures, self._asks_anew()
        self.button.set_busy(True)

        def work(job: Job) -> tuple[State, State]:
            before = figures.options(), figures.latest()
            figures.decide(wanted)
            made = figures.reckon(job.step, anew=anew, apart=True) if figures.has_sales() else None
            return before, (wanted, made)

        self.run(work, lambda states: self._saved(*states), self._failed, long=True)

    def _saved(self, before: State, after: State) -> None:
        self._rest()
        self.anew.setChecked(False)
        reckoned = after[1] is not None
        fact = tr("The settings are saved, the figures are as of today") if reckoned else tr("The settings are saved")
        figures = self.context.desk.figures

        def put_back(state: State) -> Callable[[Job, Any], Any]:
            return lambda job, _held: figures.put_back(*state, job.step, apart=True)

        waiting = tr("Calculating the figures…")
        ways = (put_back(before), put_back(after))
        self.context.deeds.did(Deed(fact, *ways, waiting=(waiting, waiting) if reckoned else None))
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._rest()
        if not isinstance(error, Invalid):
            self.context.show_error(self, error)
            return
        for name, code in error.fields.items():
            if name in self.fields:
                self.fields[name].set_error(field_words(code))
                self.fields[name].setFocus()
            else:
                self.limits.set_error(name, field_words(code))
                self.limits.fields[name][0].setFocus()

    def _rest(self) -> None:
        self.button.set_busy(False)
        self.preview.set_busy(False)

    def leave(self, go: Callable[[], None]) -> None:
        if self._changed() and not self.button.is_busy():
            ask_about_changes(self, go)
        else:
            go()


def _is_days(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6


def _held(held: Held) -> QWidget:
    """A line of the past: since when a client was lost after how many days, and who said so."""
    sources = {
        "curve": tr("by your sales"),
        "owner": tr("set by the owner"),
        "preset": tr("a usual value, until there are enough sales"),
    }
    days = tr("lost after {days}, {source}").format(days=long_days(held.lost_after), source=sources[held.lost_source])
    return holder(row((Label(days, "body", wrap=True), 1), Label(words.full_day(held.since), "small", "text3"), gap=10))
