"""The builder of a segment: conditions at the left, who fits at the right, counted while it is being built."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.segment_fields import OWN
from clientcrm.domain.segments import Node
from ui import theme
from ui.clients.vocabulary import Vocabulary
from ui.errors import technical, words_for
from ui.i18n import tr
from ui.keys import shortcut
from ui.page import Page
from ui.segments.counting import Counting, Found
from ui.segments.draft import Group, Line, lines_of
from ui.segments.draft_deeds import DraftDeeds
from ui.segments.fields import Offers
from ui.segments.found_panel import FoundPanel
from ui.segments.group import GroupBox
from ui.segments.line import ConditionLine, Offered
from ui.segments.opening import Start, Unsaved, of_filter, of_saved
from ui.segments.ready import ReadyDialog, ReadyStart, draft_of, ready_for
from ui.segments.ready_words import ready_title
from ui.segments.saving import SegmentSaving
from ui.segments.sentence import sentence
from ui.segments.values import Lists, read_lists
from ui.unsaved import ask_about_changes
from ui.widgets.button import Button
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, holder, row, scrolled, show_if
from ui.widgets.layout import fill as lay_out
from ui.widgets.sheet import Breadcrumb
from ui.widgets.states import ErrorState, Pages, Waiting
from ui.widgets.stepper import WizardFoot

_PANEL, _BESIDE = 296, 900
# What the counts of a segment depend on: with a sale that comes in meanwhile they are other ones.
_COUNTED = frozenset(
    {Topic.CLIENTS, Topic.SALES, Topic.TIMELINE, Topic.TIERS, Topic.FIGURES, Topic.FIELDS, Topic.SEGMENTS}
)


class SegmentBuilder(QWidget):
    """One segment at a time. `saved` carries its id, `list_asked` a tree to be shown without saving."""

    saved = Signal(int)
    list_asked = Signal(object)
    named = Signal()  # the title is another one

    def __init__(self, page: Page, known: Callable[[], Vocabulary], taken: Callable[[], Collection[str]]) -> None:
        super().__init__()
        self.page, self.known = page, known
        self.start = Start(Group())
        self.root: GroupBox | None = None
        self._lists = Lists(known())
        self._at_first: Node | None = None
        self._with_list = False
        self._coming: Unsaved | None = None
        self._sums = page.desk.user.scope(Permission.SEE_SUMS) is Scope.YES
        self._make(taken)
        self._wire()
        self.setLayout(column(self.path, self._head, (self._pages, 1), self.foot, gap=0))

    # ------------------------------------------------------------ making

    def _make(self, taken: Callable[[], Collection[str]]) -> None:
        self.path = Breadcrumb()
        self.title = Label("", "h1", elide=True)
        self.ready = Button(tr("Ready segments"), "sparkles", "ghost")
        self._head = holder(row((self.title, 1), self.ready, gap=10, margins=(24, 0, 20, 8)))
        self.panel = FoundPanel()
        self.counting = Counting(self.page.context, self)
        self.steps = DraftDeeds(self.page.context.deeds, self)
        self.saving = SegmentSaving(self.page, self, taken)
        self.offered = ReadyStart(ready_for(self._sums))
        self._start = holder(column(Label(tr("Begin with a ready one"), "h3"), self.offered, 8, gap=10))
        self._place = column(gap=0)
        left = column(self._start, Label(tr("Conditions"), "h3"), self._place, None, gap=10)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lay_out(self._split, ((holder(left), 1), self.panel), 24, (24, 8, 24, 24))
        self._area = scrolled(holder(self._split))
        self._pages = Pages()
        self._pages.show_page(self._area)
        self._waiting = Waiting(self._pages)
        self.save = Button(tr("Save"), kind="primary", size="lg", keys="Ctrl Enter")
        self.cancel = Button(tr("Cancel"), size="lg")
        self.foot = WizardFoot()
        self.foot.set_actions(self.cancel, self.save)

    def _wire(self) -> None:
        self.path.back.connect(self.close_builder)
        self.cancel.clicked.connect(self.close_builder)
        self.save.clicked.connect(self.save_now)
        self.ready.clicked.connect(self.open_ready_list)
        self.offered.chosen.connect(self.begin_with)
        self.counting.waiting.connect(self.panel.wait)
        self.counting.found.connect(self._found)
        self.counting.failed.connect(self.panel.show_error)
        self.panel.list_asked.connect(self._ask_for_list)
        self.page.watch(_COUNTED, self._count_anew)
        self.saving.busy.connect(self.save.set_busy)
        self.saving.saved.connect(self._on_saved)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, keys, self.save_now, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ------------------------------------------------------------ opening

    def open_new(self, *, with_list: bool = False) -> None:
        """Nothing asked yet; `with_list` offers all ready segments over it."""
        self._read(lambda: Start(Group(parts=[Line()])))
        self._with_list = with_list

    def open_ready(self, key: str) -> None:
        """A ready segment as an ordinary one."""
        self._read(lambda: Start(draft_of(key), ready_title(key)))

    def open_filter(self, asked: ClientFilter, name: str = "") -> None:
        """The filters of the list as conditions; what they cannot say as a tree is left to the list."""
        self._read(lambda: of_filter(asked, name))

    def open_saved(self, segment_id: int) -> None:
        """A saved segment; of a frozen one what it was made of, to be saved under another name."""
        desk = self.page.desk
        self._read(lambda: of_saved(desk.segments.get(segment_id)))

    def open_unsaved(self, kept: Unsaved) -> None:
        """A draft as it was left."""
        self._read(lambda: kept.start)
        self._coming = kept

    def _read(self, begin: Callable[[], Start]) -> None:
        self.counting.stop()
        self._with_list, self._coming = False, None
        self.steps.forget()
        self._drop()
        self._show_title("…")
        self.save.setEnabled(False)
        self._waiting.start()
        desk, known = self.page.desk, self.known()
        self.page.context.background.run(
            self,
            lambda _job: (begin(), read_lists(desk, known)),
            then=lambda read: self._show(*read),
            failed=self._not_read,
            key="open",
        )

    def _drop(self) -> None:
        self.root = None
        clear(self._place)

    def _not_read(self, error: BaseException) -> None:
        self._waiting.stop()
        said = words_for(error)
        back = Button(tr("Back"), "arrow-left", "primary")
        back.clicked.connect(self.close_builder)
        self._pages.show_page(ErrorState(said.what, said.to_do, back, details=technical(error)))

    def _show(self, start: Start, lists: Lists) -> None:
        self._waiting.stop()
        self._pages.show_page(self._area)
        self.start, self._lists = start, lists
        self._at_first = self._coming.at_first if self._coming is not None else start.draft.node()
        self._coming = None
        self._show_title(self._title_of(start))
        self.foot.set_note(start.note, "info")
        self._show_draft(start.draft)

    def _title_of(self, start: Start) -> str:
        return start.segment.name if self.changes_one and start.segment is not None else tr("New segment")

    @property
    def changes_one(self) -> bool:
        """A saved segment is being changed, not a new one made."""
        return self.start.segment is not None and self.start.segment.frozen_at is None

    def _show_title(self, title: str) -> None:
        self.title.setText(title)
        self.path.set_path([(tr("Clients"), self.close_builder), (title, None)])
        self.named.emit()

    def _show_draft(self, draft: Group) -> None:
        self._drop()
        people, portfolios = len(self._lists.known.people), len(self._lists.known.portfolios)
        own = tuple(f"{OWN}{one.id}" for one in self._lists.known.own)
        self.root = GroupBox(draft, Offered(Offers(self._sums, people, portfolios, own), self._lists))
        self.root.edited.connect(self._edited)
        self.root.took.connect(lambda taken: self.steps.took(taken, lambda: self.root))
        self._place.addWidget(self.root)
        if self.isVisible():
            self.root.show()
        self._show_words()
        self.save.setEnabled(False)
        self.page.context.background.piecemeal(self.root, self.root.build(), then=self._built, key="lines")

    def _built(self) -> None:
        self.save.setEnabled(True)
        self._area.verticalScrollBar().setValue(0)
        self.counting.ask(self.start.draft, at_once=True)
        self.focus_first()
        if self._with_list:  # only now: making the lines takes the cursor to the first of them
            self._with_list = False
            self.open_ready_list()

    def begin_with(self, key: str) -> None:
        """Put a ready segment in place of what is here; Ctrl Z brings that back."""
        before, first = self.start, self._at_first
        start = Start(draft_of(key), before.name or ready_title(key), before.segment)
        self._put(start, start.draft.node())
        if before.draft.node() is not None:
            self.steps.did(
                tr("Begun anew with: {name}").format(name=ready_title(key)),
                lambda: self._put(before, first),
                lambda: self._put(start, start.draft.node()),
            )

    def _put(self, start: Start, at_first: Node | None) -> None:
        self.start, self._at_first = start, at_first
        self._show_draft(start.draft)

    def open_ready_list(self) -> None:
        """All ready segments; choosing one replaces what was built."""
        dialog = ReadyDialog(self, ready_for(self._sums))
        dialog.picked.connect(self.begin_with)
        dialog.open()

    def focus_first(self) -> None:
        """Into the first line that is not finished, else the first of all."""
        lines = [view for view in self.root.all_views() if isinstance(view, ConditionLine)] if self.root else []
        unfinished = next((view for view in lines if view.line.ask is None), None)
        if unfinished is not None:
            unfinished.focus_first()
        elif lines:
            lines[0].field.setFocus(Qt.FocusReason.TabFocusReason)

    # ------------------------------------------------------------ while it is built

    def node(self) -> Node | None:
        """What is asked now."""
        return self.start.draft.node()

    def is_dirty(self) -> bool:
        """Whether leaving would lose something."""
        return self.root is not None and self.node() != self._at_first

    def unsaved(self) -> Unsaved | None:
        """The draft if leaving would lose something, be it a line that is not finished."""
        if self._coming is not None:
            return self._coming
        begun = any(line.field and line.ask is None for line in lines_of(self.start.draft))
        return Unsaved(self.start, self._at_first) if self.root is not None and (begun or self.is_dirty()) else None

    def _edited(self) -> None:
        self.foot.set_note(self.start.note, "info")
        self._show_words()
        self.counting.ask(self.start.draft)

    def _count_anew(self) -> None:
        if self.root is not None and self.isVisible() and self.save.isEnabled():
            self.counting.ask(self.start.draft)

    def _show_words(self) -> None:
        show_if(self._start, not any(line.field for line in lines_of(self.start.draft)) and self.node() is None)
        self.panel.show_sentence(sentence(self.node(), self._lists))

    def _found(self, found: Found | None) -> None:
        self.panel.show_found(found)
        if self.root is not None:
            self.root.show_counts({} if found is None else found.counts)

    # ------------------------------------------------------------ the end

    def save_now(self) -> None:
        """Ctrl Enter: keep it, once every line is whole."""
        if self.root is None or not self.save.isEnabled():
            return
        node = self.node()
        unfinished = any(line.field and line.ask is None for line in lines_of(self.start.draft))
        if node is None or unfinished:
            said = tr("A condition is not finished yet.") if unfinished else tr("Nothing is asked yet.")
            self.foot.set_note(said, "circle-alert")
            self.focus_first()
            return
        clients = self.panel.clients
        if self.changes_one and self.start.segment is not None:
            self.saving.change(self.start.segment, ClientFilter(where=node))
        else:
            self.saving.keep(ClientFilter(where=node), name=self.start.name, clients=clients)

    def _on_saved(self, segment_id: int) -> None:
        self.steps.forget()
        self._at_first = self.node()
        self.saved.emit(segment_id)

    def _ask_for_list(self) -> None:
        self.steps.forget()
        self._at_first = self.node()  # the list has it now: nothing is lost
        self.list_asked.emit(self._at_first)

    def regions(self) -> list[QWidget]:
        """Where F6 stops: the conditions, what they find, the foot."""
        return [self._area, self.panel, self.foot]

    def close_builder(self) -> None:
        """Back to the list; Esc does it too."""
        self.page.context.open("clients")

    def ask_to_leave(self, go: Callable[[], None]) -> None:
        """Go on, after a question when something would be lost."""

        def leave() -> None:
            self._at_first = self.node()
            self.steps.forget()
            go()

        if self.is_dirty():
            ask_about_changes(self, leave)
        else:
            leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._split.setDirection(way)
        self.panel.setMinimumWidth(theme.px(_PANEL) if beside else 0)
        self.panel.setMaximumWidth(theme.px(_PANEL) if beside else 16_777_215)
