"""Segments from a terminal: saved, listed, frozen, taken into lists and files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Typed

TREE = {"all": [{"ask": "bought", "any_of": ["Чай"]}, {"not": {"ask": "city", "any_of": ["Омск"]}}]}


def made(typed: Typed) -> list[int]:
    """Three clients; the first and the last bought tea."""
    ids = []
    for name, city in (("Орлова Анна", "Тула"), ("Попов Иван", "Тула"), ("Савина Ольга", "Омск")):
        ids.append(int(typed("add", "client", "--name", name, "--city", city).values["id"]))
    for client in (ids[0], ids[2]):
        typed("add", "purchase", "--client", client, "--date", "01.03.2026", "--total", "500", "--line", "Чай;1;500")
    return ids


@pytest.mark.proves("F35")
def test_a_tree_is_saved_and_narrows_lists_and_files(typed: Typed, tmp_path: Path) -> None:
    first, second, third = made(typed)
    path = tmp_path / "tree.json"
    path.write_text(json.dumps(TREE, ensure_ascii=False), "utf-8")
    assert typed("segments", "count", path).values == {"clients": 1}
    assert typed("segments", "save", "Чай не в Омске", path).values["clients"] == 1
    listed = typed("clients", "--segment", "чай не в омске").values
    assert [one["id"] for one in listed["clients"]] == [first]
    assert typed("export", tmp_path / "out.csv", "--segment", "Чай не в Омске").values["rows"] == 1
    frozen = typed("segments", "freeze", "Чай не в Омске", "--as", "Тогда").values
    assert (frozen["name"], frozen["clients"]) == ("Тогда", 1)
    typed("add", "purchase", "--client", second, "--date", "02.03.2026", "--total", "500", "--line", "Чай;1;500")
    counts = {one["name"]: one["clients"] for one in typed("segments").values["segments"]}
    assert counts == {"Чай не в Омске": 2, "Тогда": 1}
    assert typed("export", tmp_path / "then.csv", "--segment", "Тогда").values["rows"] == 1
    [day] = typed("segments", "history", "Чай не в Омске").values["days"]
    assert (day["entered"], day["left"]) == ([second], [])
    shown = typed("segments", "show", "чай НЕ в омске").values
    assert shown["ids"] == [first, second]
    assert third not in shown["ids"]
    assert typed("segments", "rename", "Тогда", "Первые").values["name"] == "Первые"
    assert typed("segments", "remove", "Первые").values == {"removed": "Первые"}
    assert [one["name"] for one in typed("segments", "list").values["segments"]] == ["Чай не в Омске"]


def test_words_for_a_person(typed: Typed, plain: Typed) -> None:
    made(typed)
    typed("segments", "save", "Чай не в Омске", json.dumps(TREE))
    assert "купил: Чай и не (город: Омск)" in plain("--lang", "ru", "segments", "show", "Чай не в Омске").out
    assert "bought: Чай and not (city: Омск)" in plain("--lang", "en", "segments", "show", "Чай не в Омске").out
    assert "Чай не в Омске" in plain("--lang", "ru", "segments").out
    assert "никто не входил" in plain("--lang", "ru", "segments", "history", "Чай не в Омске").out


def test_ready_ones(typed: Typed) -> None:
    made(typed)
    found = {one["key"]: one["clients"] for one in typed("segments", "ready").values["ready"]}
    assert found["no_contacts"] == 2
    assert found["bought_never_bought"] is None
    assert typed("segments", "count", "--ready", "no_contacts").values == {"clients": 2}
    typed("add", "purchase", "--client", 1, "--date", "02.03.2026", "--total", "500", "--line", "Мёд;1;500")
    asked = ("segments", "save", "Чай без мёда", "--ready", "bought_never_bought", "--bought", "чай", "--never", "Мёд")
    assert typed(*asked).values["clients"] == 1


@pytest.mark.parametrize(
    ("typed_words", "error"),
    [
        (("count", "{"), "unclear_value"),
        (("count", '{"ask": "shoe_size"}'), "invalid"),
        (("count", '{"ask": "bought", "any_of": ["Кофе"]}'), "not_found"),
        (("count", "--ready", "nobody"), "not_found"),
        (("show", "Нет такого"), "not_found"),
        (("remove", "Нет такого"), "not_found"),
    ],
)
def test_what_cannot_be_done_is_said(typed: Typed, typed_words: tuple[str, ...], error: str) -> None:
    said = typed("segments", *typed_words)
    assert (said.status, said.error) == (1, error)
