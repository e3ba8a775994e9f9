"""What goes through the pipe arrives unchanged, and nothing but plain values ever comes out of it."""

from __future__ import annotations

import datetime as dt
import os
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.files.tables import FileFacts, FileKind, Notice, Remarks, SheetOutline, Value
from clientcrm.files.wire import pack_rows, packed, unpack_rows, unpacked

texts = st.text(st.characters(exclude_categories=[]), max_size=30)
values = st.one_of(
    st.just(""),
    texts,
    st.floats(allow_nan=False),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.timedeltas(),
    st.times(),
)
columns = st.one_of(
    st.just(values),
    st.just(texts),
    st.just(st.one_of(st.just(""), st.floats(allow_nan=False))),
    st.just(st.one_of(st.just(""), st.dates())),
)


@st.composite
def grids(draw: st.DrawFn) -> list[tuple[Value, ...]]:
    height = draw(st.integers(1, 12))
    kinds = draw(st.lists(columns, min_size=1, max_size=5))
    made = [draw(st.lists(kind, min_size=height, max_size=height)) for kind in kinds]
    return list(zip(*made, strict=True))


@given(grids())
def test_rows_arrive_as_they_were(rows: list[tuple[Value, ...]]) -> None:
    numbers = list(range(7, 7 + len(rows)))
    arrived = unpack_rows(pack_rows(numbers, rows, 0, Remarks()))
    assert arrived == list(zip(numbers, rows, strict=True))
    assert [[type(cell) for cell in row] for _, row in arrived] == [[type(cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    "cell", ["", "\x00", "a\x00b", "\ud800", "=1", 0.0, -0.0, 1e308, float("inf"), True, dt.date.min, dt.datetime.max]
)
def test_odd_cells_arrive_alone_and_beside_others(cell: Value) -> None:
    for rows in ([(cell,)], [(cell,), ("",)], [(cell,), ("x",)], [(cell,), (1.5,)], [(cell,), (dt.date(2020, 1, 1),)]):
        arrived = [row for _, row in unpack_rows(pack_rows(range(len(rows)), rows, 0, Remarks()))]
        assert list(map(repr, arrived)) == list(map(repr, rows))


def test_a_number_that_is_none_survives_beside_empty_cells() -> None:
    (_, first), (_, second) = unpack_rows(pack_rows([1, 2], [(float("nan"),), ("",)], 0, Remarks()))
    assert repr(first) == "(nan,)"
    assert second == ("",)


def test_long_texts_are_cut_and_counted() -> None:
    remarks = Remarks()
    rows: list[tuple[Value, ...]] = [("x" * 32_767, 1.0), ("y" * 40_000, "z" * 32_768), ("", "")]
    arrived = unpack_rows(pack_rows([1, 2, 9], rows, 32_767, remarks))
    assert [len(str(cell)) for _, row in arrived for cell in row] == [32_767, 3, 32_767, 32_767, 0, 0]
    assert remarks.notices() == (Notice("W104", 2, (2, 2)),)


@pytest.mark.parametrize("kind", FileKind)
def test_the_kind_of_a_file_is_packed_by_its_value_on_every_python(kind: FileKind) -> None:
    """Python 3.11.0 to 3.11.3, which Debian 12 has, would name `getattr`, and every file would be refused."""
    assert "__reduce_ex__" in FileKind.__dict__
    assert kind.__reduce_ex__(5) == (FileKind, (kind.value,))
    assert unpacked(packed(kind)) is kind


def test_messages_hold_the_shapes_of_a_file() -> None:
    sample = ((1, ("x",)), (2, (dt.date(2020, 1, 1),)))
    outline = SheetOutline("Лист1", True, 2, 1, sample, notices=(Notice("W105", 3),))
    facts = FileFacts(FileKind.XLSX, 100)
    assert unpacked(packed(("outlines", [outline]))) == ("outlines", [outline])
    assert unpacked(packed(("facts", facts))) == ("facts", facts)


class Evil:
    """What a reading process that was taken over might send."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("echo taken over",)


@pytest.mark.parametrize("evil", [Evil(), print, os.system, Remarks, Exception("x")])
def test_nothing_else_is_made_of_a_message(evil: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpacked(pickle.dumps(("rows", evil)))
