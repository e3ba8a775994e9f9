"""Above the tabs: unfinished leavings, alarms, clients who fell silent after a leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from clientcrm.domain.alarms import Alarm, AlarmKind
from clientcrm.domain.leaving import AtRisk, Unfinished
from ui import words
from ui.i18n import tr
from ui.widgets.layout import clear, column
from ui.widgets.message import MessageBar

_MOST = 2


@dataclass(frozen=True, slots=True)
class News:
    """What there is to look at."""

    unfinished: tuple[Unfinished, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    silent: tuple[AtRisk, ...] = ()


class NewsBars(QWidget):
    """One bar each, the gravest first; at most two at a time."""

    def __init__(self, asked: Callable[[str, object], object]) -> None:
        super().__init__()
        self._asked = asked
        self._bars = column(gap=8, margins=(24, 12, 24, 0))
        self.setLayout(self._bars)
        self.hide()

    def show_news(self, news: News) -> None:
        """Show these; nothing at all when there is nothing."""
        clear(self._bars)
        bars = [*map(self._unfinished, news.unfinished), *map(self._alarm, news.alarms)]
        if news.silent:
            bars.append(self._silent(news.silent))
        for bar in bars[:_MOST]:
            self._bars.addWidget(bar)
        self.setVisible(bool(bars))

    def _unfinished(self, one: Unfinished) -> MessageBar:
        title = tr("The leaving is not finished: {name}").format(name=one.person)
        text = tr(
            "The access is off, but the old keys still open what was copied. Hand over the clients and renew the keys."
        )
        bar = MessageBar("bad", title, text, action=tr("Go on"), closable=False)
        bar.acted.connect(lambda: self._asked("leave", one.uid))
        return bar

    def _alarm(self, alarm: Alarm) -> MessageBar:
        bar = MessageBar("warn", alarm_title(alarm), alarm_text(alarm), action=tr("Show in the journal"))
        bar.acted.connect(lambda: self._asked("journal", alarm.uid))
        bar.closed.connect(lambda: self._asked("seen", alarm))
        return bar

    def _silent(self, silent: Sequence[AtRisk]) -> MessageBar:
        title = tr("%n clients fell silent after a leaving", "", len(silent))
        names = ", ".join(risk.name for risk in silent[:3])
        bar = MessageBar("warn", title, names, action=tr("Whom to call"), closable=False)
        bar.acted.connect(lambda: self._asked("silent", silent))
        return bar


def alarm_title(alarm: Alarm) -> str:
    """What is unusual about whom."""
    person = alarm.person
    return {
        AlarmKind.PACE: tr("Much more than usual: {name}"),
        AlarmKind.SHARE: tr("A large part of a portfolio was looked at: {name}"),
        AlarmKind.RUN: tr("Cards one after another: {name}"),
        AlarmKind.NO_ACTIVITY: tr("Contacts shown and nothing written down: {name}"),
        AlarmKind.CLOCK: tr("The clock was changed: {name}"),
        AlarmKind.SIGN_IN: tr("Wrong passwords: {name}"),
        AlarmKind.NUMBERS: tr("Searches by part of a number: {name}"),
    }[alarm.kind].format(name=person)


def alarm_text(alarm: Alarm) -> str:
    """Numbers and the day."""
    when = words.moment(words.local(alarm.at))
    count = words.number(alarm.count)
    if alarm.kind is AlarmKind.PACE:
        return tr("{when}: {count} contacts, usually {usual}.").format(
            when=when, count=count, usual=words.number(alarm.usual)
        )
    if alarm.kind is AlarmKind.SHARE:
        return tr("{count} clients in seven days, {share} of the portfolio.").format(
            count=count, share=words.percent(alarm.share)
        )
    if alarm.kind in (AlarmKind.RUN, AlarmKind.NO_ACTIVITY, AlarmKind.SIGN_IN, AlarmKind.NUMBERS):
        return tr("{when}: {count}.").format(when=when, count=count)
    return when
