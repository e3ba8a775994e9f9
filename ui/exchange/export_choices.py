"""What an export may be: which clients, for whom, in which format, under which name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from clientcrm.domain.clients import ClientFilter, ClientOrder
from clientcrm.domain.exports import ExportPlan, ExportShape, ExportWhat
from ui.i18n import language, tr
from ui.preferences import Preferences
from ui.widgets.option import Option

FOLDER_KEY: Final = "exchange.folder"


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """What the person came with: a filter of the list, a selection in it, or nothing."""

    filter: ClientFilter | None = None
    order: ClientOrder = field(default_factory=ClientOrder)
    clients: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What the dialog says now."""

    scope: str
    shape: ExportShape
    format: str
    folder: Path
    password: str = ""


def export_plan(asked: ExportAsked, choice: ExportChoice, shop: str, today: date) -> ExportPlan:
    """The plan for the core: contacts and mailings are about clients alone, copies take purchases along."""
    clients_only = choice.format != "xlsx" or choice.shape is ExportShape.FOR_MAILING
    chosen = asked.clients if choice.scope == "selected" else None
    narrowed = asked.filter if choice.scope == "filter" and asked.filter is not None else ClientFilter()
    return ExportPlan(
        path=choice.folder / file_name(choice, shop, today),
        what=ExportWhat.CLIENTS if clients_only else ExportWhat.ALL,
        shape=choice.shape,
        filter=narrowed,
        order=asked.order,
        ids=chosen,
        password=choice.password if choice.format == "xlsx" else "",
        language=language(),
    )


def file_name(choice: ExportChoice, shop: str, today: date) -> str:
    """Клиенты_Чайный дом_2025-05-14.xlsx, with nothing in it that a file name must not hold."""
    clean = " ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", shop).split()).strip(" .")[:60]
    stem = (
        tr("Mailing", "in a file name") if choice.shape is ExportShape.FOR_MAILING else tr("Clients", "in a file name")
    )
    return "_".join(filter(None, (stem, clean, today.isoformat()))) + f".{choice.format}"


def free_path(path: Path) -> Path:
    """The path, or with a number when such a file is there already."""
    number = 2
    found = path
    while found.exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found


def scopes(asked: ExportAsked) -> list[Option]:
    """Which clients may go out."""
    found = [Option("all", tr("All clients"))]
    if asked.filter is not None and asked.filter != ClientFilter():
        found.append(Option("filter", tr("Those in the list now"), sub=tr("with the filters that are set")))
    if asked.clients:
        found.append(Option("selected", tr("%n marked clients", "", len(asked.clients))))
    return found


def shapes() -> list[Option]:
    """Who the file is for."""
    return [
        Option(
            ExportShape.FULL_COPY.value,
            tr("Full copy"),
            sub=tr("everything, can be loaded back without losing a thing"),
        ),
        Option(ExportShape.FOR_PEOPLE.value, tr("For people"), sub=tr("readable columns without service data")),
        Option(
            ExportShape.FOR_MAILING.value,
            tr("For a mailing"),
            sub=tr("name, phone and e-mail of those who agreed to news"),
        ),
    ]


def formats() -> list[Option]:
    """In which format."""
    return [Option("xlsx", "Excel"), Option("csv", "CSV"), Option("vcf", "vCard")]


def last_folder(preferences: Preferences) -> Path:
    """Where the last export went, else the person's documents."""
    kept = preferences.get(FOLDER_KEY, "")
    if kept and Path(kept).is_dir():
        return Path(kept)
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()
