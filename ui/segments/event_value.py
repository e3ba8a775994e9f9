"""What was bought, or how they were in touch: of what, how often, when."""

from __future__ import annotations

from clientcrm.domain.segments import Ask
from ui.i18n import tr
from ui.segments.conditions import AGO, DATES, SINCE, UNTIL, WITHIN, period_of, periods
from ui.segments.editors import DatesValue, DaysValue, Value, make_picker, timed
from ui.segments.fields import field_title
from ui.segments.values import Lists
from ui.widgets.combo import Combo
from ui.widgets.fields import TextField
from ui.widgets.layout import Flow, column, holder, show_if
from ui.widgets.option import Option

ONCE, LEAST, MOST, EXACTLY = "once", "least", "most", "exactly"


class EventValue(Value):
    """Goods or kinds of contact beside the condition, how often and when below it."""

    def __init__(self, key: str, lists: Lists, before: Ask | None) -> None:
        super().__init__()
        self._key = key
        asked = before if before is not None else Ask(key)
        self.picker = make_picker(key, lists, before)
        self.picker.edited.connect(self.edited)
        often, count = often_of(asked)
        self.often = Combo(often_options(), name=tr("{field}: how often").format(field=field_title(key)), width=166)
        self.often.choose(often)
        self.count = TextField(name=tr("{field}: how many times").format(field=field_title(key)), width=56)
        self.count.set_text(str(count))
        self.period = Combo(periods(), name=tr("{field}: when").format(field=field_title(key)), width=200)
        self.period.choose(period_of(asked))
        self._span: Value | None = None
        self._low_high = (asked.low, asked.high)
        self._flow = Flow(8)
        for widget in (self.often, self.count, self.period):
            self._flow.addWidget(widget)
        self._line = self.below = holder(self._flow)
        self.setLayout(column(self.picker, gap=0))
        self.setFocusProxy(self.picker)
        self._show_span(asked)
        self._follow_often()
        self.often.chosen.connect(self._on_often)
        self.period.chosen.connect(self._on_period)
        self.count.changed.connect(lambda _text: self.edited.emit())

    def ask(self) -> Ask | None:
        low, high = self._times()
        if low is None and high is None and self.often.key() != ONCE:
            return None
        asked = Ask(self._key, self.picker.values(), low=low, high=high)
        if self._span is None:
            return asked
        span = self._span.ask()
        return None if span is None else timed(asked, span)

    def _times(self) -> tuple[int | float | None, int | float | None]:
        often, text = self.often.key(), self.count.text()
        if often == ONCE:
            return None, None
        if not often:  # from so many to so many, which this window does not offer
            return self._low_high
        count = int(text) if text.isdecimal() and 0 < int(text) < 100_000 else None
        return (count if often != MOST else None), (count if often != LEAST else None)

    def _on_often(self, _key: str) -> None:
        self._follow_often()
        if not self.count.isHidden():
            self.count.line.setFocus()
        self.edited.emit()

    def _follow_often(self) -> None:
        show_if(self.count, self.often.key() in (LEAST, MOST, EXACTLY))
        self._line.updateGeometry()

    def _on_period(self, _key: str) -> None:
        self._show_span(None)
        if self._span is not None:
            self._span.setFocus()
        self.edited.emit()

    def _show_span(self, before: Ask | None) -> None:
        """The days behind the chosen period."""
        span, self._span = self._span, None
        if span is not None:
            self._flow.removeWidget(span)
            span.hide()
            span.deleteLater()
        period = self.period.key()
        if period in (WITHIN, AGO):
            self._span = DaysValue(self._key, period, before)
        elif period in (SINCE, UNTIL, DATES):
            self._span = DatesValue(self._key, period, before)
        if self._span is not None:
            self._span.edited.connect(self.edited)
            self._flow.addWidget(self._span)
            if self.isVisible():
                self._span.show()
        self._line.updateGeometry()


def often_of(ask: Ask) -> tuple[str, int]:
    """How often is asked for; "" for what the window does not offer."""
    low, high = int(ask.low or 1), None if ask.high is None else int(ask.high)
    if high is None:
        return (ONCE, 2) if low == 1 else (LEAST, low)
    if low == high:
        return EXACTLY, low
    return (MOST, high) if low == 1 else ("", low)


def often_options() -> list[Option]:
    """How often something may be asked for."""
    return [
        Option(ONCE, tr("at least once")),
        Option(LEAST, tr("at least … times")),
        Option(MOST, tr("at most … times")),
        Option(EXACTLY, tr("exactly … times")),
    ]
