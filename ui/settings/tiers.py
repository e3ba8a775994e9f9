"""The scale of tiers: rename, recolour, reorder, add, hide. Saved as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import Slot

from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.errors import Invalid
from clientcrm.domain.tier_rules import TierApplied, TierOptions, TierPreview, TierRules
from clientcrm.domain.tiers import PALETTES, Tier, TierDraft, TierKind
from ui import i18n
from ui.context import Context
from ui.deeds import batch_deed
from ui.errors import field_words
from ui.i18n import tr
from ui.settings.part import Part
from ui.settings.rules_box import RulesBox
from ui.settings.tier_line import TierLine
from ui.settings.tier_preview import PreviewDialog
from ui.unsaved import ask_about_changes
from ui.widgets.button import Button
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, holder, row

if TYPE_CHECKING:
    from clientcrm.crm import Desk
    from ui.background import Job

_MOST = 20
# Steps and what was decided about the rules; None for what was not changed.
Scale: TypeAlias = tuple[Sequence[TierDraft] | None, TierOptions | None]


class TiersPart(Part):
    """One line per tier, in their order."""

    def __init__(self, context: Context) -> None:
        text = tr(
            "Colour, silhouette and word always stand together. "
            "A hidden tier keeps its clients and is only not offered."
        )
        super().__init__(context, tr("Tiers"), text, width=780)
        self.lines: list[TierLine] = []
        self._kept: list[TierDraft] = []
        self._counts: dict[int | None, int] = {}
        self._rows = column(gap=6)
        self.plus = Button(tr("Add a tier"), "plus", "ghost")
        self.plus.clicked.connect(self._add)
        self.button = Button(tr("Save"), "check", "primary", keys="Ctrl S")
        self.button.clicked.connect(self.save)
        self._trouble = Label("", "small", "bad", wrap=True)
        self._trouble.hide()
        self.rules = RulesBox()
        self.rules.changed.connect(self._look)
        self.rules.preview.clicked.connect(self.act)
        if not context.may(Permission.MASS_CHANGE):
            self.rules.preview.hide()
        self.add(
            holder(self._rows),
            holder(row(self.plus, None)),
            self.rules,
            self._trouble,
            holder(row(self.button, None)),
        )
        self._fill(context.tiers())
        desk = context.desk
        self.run(lambda _job: (desk.tiers.all(), desk.tiers.rules()), lambda found: self._known(*found))
        context.changed.connect(self._on_changed)

    # ------------------------------------------------------------ lines

    def _fill(self, tiers: list[Tier]) -> None:
        """Two lines or so per turn: eight in one would hold up the window for 60 ms."""
        clear(self._rows)
        self.lines, self._kept = [], []
        self._look()
        made: list[TierLine] = []

        def steps() -> Iterator[None]:
            for tier in tiers:
                made.append(TierLine(_draft(tier), tier.key, self.context.shop.currency))
                self._wire(made[-1])
                self._rows.insertWidget(len(made) - 1, made[-1])
                yield

        def ready() -> None:
            self.lines = made + self.lines
            self._kept = [line.draft() for line in made]
            self._show_counts()
            self._look()

        self.context.background.piecemeal(self, steps(), then=ready, key="fill")

    def _known(self, tiers: list[Tier], rules: TierRules) -> None:
        self._count(tiers)
        self.rules.show_rules(rules)
        self._look()

    @Slot(frozenset)
    def _on_changed(self, changes: Changes) -> None:
        """Clients stand elsewhere now: a sale came in, or a change by the rules was taken back."""
        if changes & {Topic.CLIENTS, Topic.TIERS, Topic.SETTINGS}:
            tiers = self.context.desk.tiers
            self.run(lambda _job: (tiers.all(), tiers.rules()), lambda found: self._follow(*found))

    def _follow(self, tiers: list[Tier], rules: TierRules) -> None:
        """What was taken back, or done again, shows here too, unless somebody is changing something else."""
        self._count(tiers)
        if self.button.is_busy() or self.is_changed():
            return
        self.rules.show_rules(rules)
        if [_draft(tier) for tier in tiers] != self._kept:
            self._fill(tiers)

    def _count(self, tiers: list[Tier]) -> None:
        self._counts = {tier.id: tier.clients for tier in tiers}
        self._show_counts()

    def _show_counts(self) -> None:
        for line in self.lines if self._counts else ():
            line.set_clients(self._counts.get(line.draft().id or 0, 0))

    def _place(self, line: TierLine) -> None:
        self.lines.append(line)
        self._rows.addWidget(line)
        self._wire(line)

    def _wire(self, line: TierLine) -> None:
        line.changed.connect(self._look)
        line.moved.connect(lambda by: self.move_line(line, self.lines.index(line) + by))
        line.dragged_to.connect(lambda y: self._drag(line, y))

    def move_line(self, line: TierLine, to: int) -> None:
        """Put the line at another place; the focus goes with it."""
        at = self.lines.index(line)
        to = max(0, min(to, len(self.lines) - 1))
        if at == to:
            return
        self.lines.insert(to, self.lines.pop(at))
        self._rows.removeWidget(line)
        self._rows.insertWidget(to, line)
        line.focus_grip()
        self._look()

    def _drag(self, line: TierLine, y: int) -> None:
        for index, other in enumerate(self.lines):
            if other is not line and other.y() <= y < other.y() + other.height():
                self.move_line(line, index)
                return

    def _add(self) -> None:
        taken = [line.draft().palette for line in self.lines]
        palette = min(PALETTES[1:-1], key=taken.count)
        line = TierLine(TierDraft(None, "", "", palette, TierKind.LADDER), "", self.context.shop.currency)
        self._place(line)
        line.name.setFocus()
        self._look()

    def drafts(self) -> list[TierDraft]:
        """The scale as it stands on the page."""
        return [line.draft() for line in self.lines]

    def is_changed(self) -> bool:
        """Whether anything here is not saved yet."""
        return self.drafts() != self._kept or self.rules.is_changed()

    def _look(self) -> None:
        if not self.is_changed():
            self.button.set_off(tr("Nothing is changed"))
            self.rules.preview.set_on()
        elif not self.button.is_busy():
            self.button.set_on()
            self.rules.preview.set_off(tr("Save the scale first: the saved rules are the ones applied"))
        if len(self.lines) >= _MOST:
            self.plus.set_off(tr("More steps than this nobody tells apart"))

    # ------------------------------------------------------------ saving

    def save(self) -> None:
        drafts, options = self.drafts(), self.rules.options()
        if not self.is_changed() or self.button.is_busy():
            return
        if options is None:
            self.rules.grace.set_error(tr("Write a number of days"))
            return
        self._trouble.hide()
        for line in self.lines:
            line.clear_error()
        self.button.set_busy(True)
        desk = self.context.desk

        before = self._kept if drafts != self._kept else None, self.rules.kept if self.rules.is_changed() else None
        wanted = drafts if before[0] is not None else None, options if before[1] is not None else None

        def work(_job: object) -> tuple[list[Tier], TierRules]:
            _put(desk, *wanted)
            return list(desk.tiers.all()), desk.tiers.rules()

        self.run(work, lambda found: self._saved(before, *found), self._refused)

    def _saved(self, before: Scale, tiers: list[Tier], rules: TierRules) -> None:
        self.button.set_busy(False)
        self.rules.show_rules(rules)
        self._fill(tiers)
        self._count(tiers)
        desk = self.context.desk
        scale = [_draft(tier) for tier in tiers] if before[0] is not None else None  # with numbers for new steps
        after = scale, rules.options if before[1] is not None else None

        def put_back(state: Scale) -> Callable[[Job, Any], None]:
            return lambda _job, _held: _put(desk, *state)

        self.context.did(tr("The scale is saved"), put_back(before), put_back(after), icon="layers")

    def _refused(self, error: BaseException) -> None:
        self.button.set_busy(False)
        self._look()
        if not isinstance(error, Invalid):
            self.context.show_error(self, error)
            return
        for place, code in error.fields.items():
            number, _, name = place.partition(".")
            if name in ("hidden", "rule", "kind"):
                self._trouble.setText(field_words(code))
                self._trouble.show()
            else:
                self.lines[int(number)].set_error(name, field_words(code))

    # ------------------------------------------------------------ who would change

    def act(self) -> None:
        """Show whom the rules would move."""
        if self.rules.preview.is_busy() or not self.context.may(Permission.MASS_CHANGE):
            return
        self.rules.preview.set_busy(True)
        desk = self.context.desk
        self.run(
            lambda job: desk.tiers.preview(step=job.step, apart=True), self._show_preview, self._not_tried, long=True
        )

    def _show_preview(self, found: TierPreview) -> None:
        self.rules.preview.set_busy(False)
        PreviewDialog(self.window(), self.context, found, on_apply=self._apply).open()

    def _not_tried(self, error: BaseException) -> None:
        self.rules.preview.set_busy(False)
        self.context.show_error(self, error)

    def _apply(self) -> None:
        desk = self.context.desk
        self.rules.preview.set_busy(True)

        def work(job: Job) -> tuple[TierApplied, list[Tier], TierRules]:
            return desk.tiers.apply(job.step, apart=True), list(desk.tiers.all()), desk.tiers.rules()

        self.run(work, lambda found: self._applied(*found), self._not_tried, long=True)

    def _applied(self, done: TierApplied, tiers: list[Tier], rules: TierRules) -> None:
        self.rules.preview.set_busy(False)
        self.rules.show_rules(rules)
        self._count(tiers)
        desk = self.context.desk
        if done.batch is None:
            self.context.toast(tr("Everybody stands where the rules put them"), icon="layers")
            return

        def again(job: Job, batch: int) -> int:
            return desk.tiers.apply(job.step, apart=True).batch or batch

        fact = tr("%n clients changed their tier", "", done.changed)
        self.context.deeds.did(batch_deed(desk, fact, done.batch, again))

    def leave(self, go: Callable[[], None]) -> None:
        if not self.is_changed():
            go()
        else:
            ask_about_changes(self, go)


def _draft(tier: Tier) -> TierDraft:
    speech = i18n.language()
    return TierDraft(tier.id, tier.title(speech), tier.sign(speech), tier.palette, tier.kind, tier.hidden, tier.rule)


def _put(desk: Desk, drafts: Sequence[TierDraft] | None, options: TierOptions | None) -> None:
    if drafts is not None:
        desk.tiers.save(drafts)
    if options is not None:
        desk.tiers.decide(options)
