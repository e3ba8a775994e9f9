"""A request that awaits the owner: who, how many, which fields, why, when; and the three answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clientcrm.domain.export_layout import CLIENT_COLUMNS
from clientcrm.domain.requests import RequestKind, RequestRow
from ui import words
from ui.access.wording import list_words
from ui.i18n import language, tr
from ui.people_words import person_initials
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.labels import IconTile, Label
from ui.widgets.layout import column

_TOLD_FIRST = ("full_name", "phone", "email", "address")
_ICONS = {RequestKind.EXPORT: "download", RequestKind.PRINT: "printer", RequestKind.SHOW: "eye"}


class RequestCard(Box):
    """One request with its buttons."""

    def __init__(self, request: RequestRow, asked: Callable[[str, object], object]) -> None:
        """`asked` hears preview, refuse or approve, with the request."""
        super().__init__("surface", "warn_line", padding=(16, 12, 16, 12), gap=14, horizontal=True)
        self.request = request
        title = Label(request_title(request), "bodys", wrap=True)
        about = Label(request_about(request), "small", "text2", wrap=True)
        self.preview = Button(tr("What will be in the file"), "eye", "ghost")
        self.refuse = Button(tr("Refuse"))
        self.approve = Button(tr("Allow once"), "check", "primary")
        self.preview.clicked.connect(lambda: asked("preview", request))
        self.refuse.clicked.connect(lambda: asked("refuse", request))
        self.approve.clicked.connect(lambda: asked("approve", request))
        self.add(
            IconTile(_ICONS[request.kind], "warn", "warn_soft", 36),
            Avatar(person_initials(request.person), 32, staff=1),
            (column(None, title, about, None, gap=2), 1),
            *([] if request.kind is RequestKind.SHOW else [self.preview]),
            self.refuse,
            self.approve,
        )
        self.setAccessibleName(f"{request_title(request)}. {request_about(request)}")

    def set_primary(self, primary: bool) -> None:
        """One button on a page is the primary one: that of the first request."""
        self.approve.set_kind("primary" if primary else "default")


def request_title(request: RequestRow) -> str:
    """Who asks for what. Names are not inflected."""
    who = request.person.split(" ")[0]
    if request.kind is RequestKind.SHOW:
        return tr("{who} asks to see the contacts: {client}").format(who=who, client=request.client_name)
    count = tr("%n clients", "", request.count)
    if request.kind is RequestKind.PRINT:
        return tr("{who} asks to print: {count}").format(who=who, count=count)
    return tr("{who} asks to export: {count}").format(who=who, count=count)


def request_about(request: RequestRow) -> str:
    """Fields, reason, when."""
    reason = tr("“{reason}”").format(reason=request.reason) if request.reason else tr("no reason given")
    columns = "" if request.kind is RequestKind.SHOW else _fields(request.fields)  # a showing has no file
    parts = [columns, reason]
    parts.append(words.moment(words.local(request.asked_at)))
    return "; ".join(part for part in parts if part)


def _fields(keys: Sequence[str]) -> str:
    """Names and contacts first: of sixty columns the owner has to know of those."""
    keys = sorted(keys, key=lambda key: _TOLD_FIRST.index(key) if key in _TOLD_FIRST else len(_TOLD_FIRST))
    titles = {column.key: column.title(language()) for column in CLIENT_COLUMNS}
    titles["full_name"] = tr("names", "a column of a file")
    return list_words([_inside(titles.get(key, key)) for key in keys], 5)


def _inside(title: str) -> str:
    """A title within a sentence: abbreviations keep their capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
