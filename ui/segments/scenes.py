"""Segments for the tour: the builder, the ready ones, saving, the list narrowed by one, who came and went."""

from __future__ import annotations

from collections.abc import Iterator

from clientcrm.domain.clients import ClientFilter, ClientOrder
from clientcrm.domain.rhythm import AT_RISK, LOST
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without, to_json
from ui import words
from ui.clients.page import ClientsPage
from ui.scenes import Scene, Stage
from ui.segments.builder import SegmentBuilder
from ui.segments.event_value import EventValue
from ui.segments.history import open_history
from ui.segments.line import ConditionLine


def segment_scenes() -> list[Scene]:
    """What only looks comes first, what keeps segments last."""
    return [
        Scene("segments-new", _new),
        Scene("segments-ready", lambda stage: stage.open("clients", build="new", list="ready")),
        Scene("segments-builder", _builder),
        Scene("segments-builder-deep", _deep),
        Scene("segments-builder-nobody", _nobody),
        Scene("segments-picker", _picker),
        Scene("segments-unfinished", _unfinished),
        Scene("segments-save", _save),
        Scene("segments-filtered", _filtered),
        Scene("segments-frozen", _frozen),
        Scene("segments-change", _change),
        Scene("segments-history", _history),
    ]


def _tiers(stage: Stage, *keys: str) -> tuple[int, ...]:
    return tuple(tier.id for tier in stage.context.tiers() if tier.key in keys)


def _product(stage: Stage, number: int = 0) -> int:
    return int(stage.desk.segments.choices("bought")[number].value or 0)


def _tree(stage: Stage) -> Node:
    """Spent a lot, are silent, and either stand high or buy one thing and never another."""
    either = AnyOf(
        (
            Ask("tier", _tiers(stage, "vip", "regular")),
            AllOf((Ask("bought", (_product(stage),), low=2), Without(Ask("bought", (_product(stage, 1),))))),
        )
    )
    return AllOf(
        (Ask("last_purchase", ago=60), Ask("total", low=20_000_00 if stage.language == "ru" else 200_00), either)
    )


def _page(stage: Stage) -> ClientsPage:
    page = stage.page
    assert isinstance(page, ClientsPage)
    return page


def _build(stage: Stage, node: Node) -> Iterator[None]:
    stage.open("clients", where=to_json(node))
    yield
    stage.open("clients", build="filter")
    yield


def _new(stage: Stage) -> Iterator[None]:
    stage.open("clients", build="new")
    yield


def _builder(stage: Stage) -> Iterator[None]:
    yield from _build(stage, _tree(stage))


def _deep(stage: Stage) -> Iterator[None]:
    deepest = AllOf((Ask("phone"), Ask("messenger", is_so=False), Ask("purchases", low=5, high=20)))
    inner = AnyOf((Ask("status", (AT_RISK, LOST)), deepest))
    yield from _build(stage, AllOf((Ask("birthday", within=-30), Without(AnyOf((Ask("consent"), inner))))))


def _nobody(stage: Stage) -> Iterator[None]:
    yield from _build(stage, AllOf((Ask("total", low=900_000_000_00), Ask("city", ("Урюпинск",)))))


def _picker(stage: Stage) -> Iterator[None]:
    yield from _build(stage, AllOf((Ask("bought", (_product(stage),), within=90),)))
    line = next(view for view in stage.find(SegmentBuilder).findChildren(ConditionLine))
    assert isinstance(line.value, EventValue)
    line.value.picker.open_list()


def _unfinished(stage: Stage) -> Iterator[None]:
    yield from _new(stage)
    builder = stage.find(SegmentBuilder)
    line = builder.findChildren(ConditionLine)[0]
    line.field.choose("total")
    line.field.chosen.emit("total")
    yield
    builder.save_now()


def _save(stage: Stage) -> Iterator[None]:
    yield from _build(stage, _tree(stage))
    stage.find(SegmentBuilder).save_now()


def _filtered(stage: Stage) -> Iterator[None]:
    stage.open("clients", where=to_json(_tree(stage)))
    yield


def _named(stage: Stage, russian: str, english: str) -> str:
    return russian if stage.language == "ru" else english


def _keep(stage: Stage) -> int:
    """A segment of its own, once."""
    name = _named(stage, "Богатые и редкие", "Rich and rare")
    found = next((one.id for one in stage.desk.segments.all() if one.name == name), None)
    return stage.desk.segments.save(name, ClientFilter(where=_tree(stage))) if found is None else found


def _frozen(stage: Stage) -> Iterator[None]:
    _keep(stage)
    name = _named(stage, "Для майской акции", "For the May offer")
    if name not in {one.name for one in stage.desk.segments.all()}:
        kept = stage.desk.segments.freeze(name, ClientFilter(where=Ask("tier", _tiers(stage, "vip"))))
    else:
        kept = next(one.id for one in stage.desk.segments.all() if one.name == name)
    stage.open("clients", segment=kept)
    yield


def _change(stage: Stage) -> Iterator[None]:
    stage.open("clients", build=_keep(stage))
    yield


def _history(stage: Stage) -> Iterator[None]:
    """Somebody who comes again fits no more; others enter with their purchases."""
    desk = stage.desk
    name = _named(stage, "Молчат дольше 60 дней", "Silent for 60 days")
    kept = desk.segments.save(name, ClientFilter(where=Ask("last_purchase", ago=60)))
    for client_id in desk.clients.ids(ClientFilter(where=Ask("last_purchase", ago=60)), ClientOrder())[:4]:
        desk.sales.add(PurchaseDraft(client_id, words.today(), (LineDraft("Сенча 100 г", unit_price=52000),)))
    stage.open("clients", segment=kept)
    yield
    yield
    open_history(_page(stage), desk.segments.get(kept))
