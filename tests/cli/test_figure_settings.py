"""The owner's settings of figures from a terminal: what holds, whom other days would change, and only then kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.support import Shop


def _limits(**other: str) -> tuple[str, ...]:
    """Limits of scores as they are typed, but for what is said otherwise."""
    steps = {"recency": "7,30,90,180", "purchases": "2,3,5,7", "money": "100,500,1000,5000"} | other
    return tuple(word for name, four in steps.items() for word in ("--set", f"{name}={four}"))


def sold(typed: Typed, shop: Shop) -> int:
    """A client who came forty days ago, and one who came yesterday; the number of the first."""
    today = shop.clock.at.date()
    clients = []
    for name, days in (("Ковальчук Светлана", 40), ("Рей Ян", 1)):
        client = int(typed("add", "client", "--name", name).values["id"])
        day = f"{today - timedelta(days=days):%d.%m.%Y}"
        typed("add", "purchase", "--client", client, "--date", day, "--total", "500")
        clients.append(client)
    return clients[0]


def test_without_anything_it_tells_what_holds(typed: Typed, plain: Typed) -> None:
    told = typed("figures", "settings").values
    assert (told["lost_after"], told["horizon"], told["window"]) == (None, None, None)
    assert (told["reckoned"], told["history"]) == (None, [])
    assert "preview" not in told
    assert "по продажам" in plain("--lang", "ru", "figures", "settings").out
    assert "by the sales" in plain("--lang", "en", "figures", "settings").out


@pytest.mark.proves("F44")
def test_other_days_are_shown_first_and_kept_on_command_alone(typed: Typed, plain: Typed, shop: Shop) -> None:
    sold(typed, shop)
    typed("figures", "settings", "--anew", "--apply")
    tried = typed("figures", "settings", "--set", "L=30").values
    assert (tried["applied"], tried["preview"]["changed"], tried["preview"]["lost_after"]) == (False, 1, 30)
    counts = {one["status"]: (one["before"], one["after"]) for one in tried["preview"]["statuses"]}
    assert (counts["lost"], counts["new"]) == ((0, 1), (2, 1))
    assert tried["lost_after"] is None
    assert "--apply" in plain("figures", "settings", "--set", "L=30").out
    assert typed("figures", "settings").values["reckoned"]["lost_after"] == 90

    text = plain("--lang", "ru", "figures", "settings", "--set", "L=30", "--set", "H=60", "--apply").out
    assert "Другой статус у 1 клиента." in text
    done = typed("figures", "settings").values
    assert (done["lost_after"], done["horizon"], done["window"]) == (30, 60, None)
    assert (done["reckoned"]["lost_after"], done["reckoned"]["lost_source"]) == (30, "owner")
    assert [held["lost_after"] for held in done["history"]] == [30, 90]
    noted = [entry["action"] for entry in typed("journal").values["entries"]]
    assert {"settings.changed", "figures.reckoned"} <= set(noted)

    assert typed("figures", "settings", "--set", "L=auto", "--apply").values["lost_after"] is None
    assert typed("figures", "settings").values["reckoned"]["lost_source"] == "preset"


def test_before_the_first_reckoning_nobody_changes(typed: Typed, plain: Typed, shop: Shop) -> None:
    sold(typed, shop)
    tried = typed("figures", "settings", "--set", "L=30").values["preview"]
    assert (tried["first"], tried["n"], tried["changed"], tried["rescored"], tried["clients"]) == (True, 2, 0, 0, [])
    after = {one["status"]: one["after"] for one in tried["statuses"]}
    assert after == {"new": 1, "lost": 1, "at_risk": 0, "active": 0}
    for language, said in (("ru", "Ещё ничего не посчитано"), ("en", "Nothing is calculated yet")):
        text = plain("--lang", language, "figures", "settings", "--set", "L=30").out
        assert said in text
        assert "Другой статус" not in text
        assert "Another status" not in text


def test_who_was_never_reckoned_is_not_among_the_changed(typed: Typed, shop: Shop, tmp_path: Path) -> None:
    """An import of sales leaves its clients without figures until the next reckoning."""
    sold(typed, shop)
    typed("figures", "settings", "--anew", "--apply")
    book = tmp_path / "sales.csv"
    day = shop.clock.at.date() - timedelta(days=200)
    book.write_text(f"Клиент;Дата;Сумма\nБелова Ирина;{day:%d.%m.%Y};500\n", encoding="utf-8")
    typed("import", book, "--kind", "purchases", "--unknown-clients", "create")
    tried = typed("figures", "settings", "--set", "L=100").values["preview"]
    assert (tried["n"], tried["changed"]) == (3, 0)


def test_the_first_who_would_change_are_named(typed: Typed, plain: Typed, shop: Shop) -> None:
    silent = sold(typed, shop)
    typed("figures", "settings", "--anew", "--apply")
    tried = typed("figures", "settings", "--set", "L=30").values["preview"]
    none = [None, None, None]
    assert tried["clients"] == [
        {
            "id": silent,
            "name": "Ковальчук Светлана",
            "before": {"status": "new", "scores": none},
            "after": {"status": "lost", "scores": none},
        }
    ]
    text = plain("--lang", "ru", "figures", "settings", "--set", "L=30").out
    assert "Ковальчук Светлана" in text
    assert "новичок → не ходит" in text


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--set", "L=много"), 1, "«L» — нужно число"),
        (("--set", "L=0"), 1, "«L» — выходит за пределы возможного"),
        (("--set", "period=week"), 1, "«period» — у этого показателя такой настройки нет"),
        (("--set", "L"), 2, "нужно имя=значение"),
        (("--set", "recency=7,30,90,180"), 1, "«purchases» — не названо"),
        (("--set", "limits=7,30"), 1, "«limits» — у этого показателя такой настройки нет"),
        (_limits(recency="7,30,90"), 1, "«recency» — нужны четыре числа"),
        (_limits(recency="7,30,30,90"), 1, "«recency» — числа должны возрастать"),
        (_limits(purchases="a,2,3,4"), 1, "«purchases» — нужно число"),
        (_limits(money="много,2,3,4"), 1, "«money» — нужна сумма"),
        (("--apply",), 2, "не названо, что изменить"),
        (("--as-of", "05.03.2026"), 2, "с сегодня"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(plain: Typed, words: tuple[str, ...], status: int, said: str) -> None:
    done = plain("--lang", "ru", "figures", "settings", *words)
    assert done.status == status
    assert said in done.err


def test_settings_have_words_that_figures_do_not_know(plain: Typed) -> None:
    assert plain("figures", "summary", "--apply").status == 2


@pytest.mark.proves("F36")
def test_limits_of_scores_are_the_owners_and_kept_on_command_alone(typed: Typed, plain: Typed, shop: Shop) -> None:
    """Two clients are too few for ranks; limits need no number of clients."""
    silent = sold(typed, shop)
    typed("figures", "settings", "--anew", "--apply")
    assert typed("figures", "rfm").values["not_enough_data"]["have"] == 2
    tried = typed("figures", "settings", *_limits())
    assert (tried.values["preview"]["changed"], tried.values["preview"]["rescored"]) == (0, 2)
    assert (tried.values["limits"], tried.values["wanted"]["limits"]["money"]) == (
        None,
        [10_000, 50_000, 100_000, 500_000],
    )
    assert "Другие баллы у 2 клиентов." in plain("--lang", "ru", "figures", "settings", *_limits(), "--apply").out
    found = typed("figures", "rfm").values
    scores = {row["client"]: (row["r"], row["f"], row["m"], row["segment"]) for row in found["clients"]}
    assert scores[silent] == (3, 1, 3, "about_to_sleep")
    desk = shop.sign_in()
    kept = desk.figures.of(silent)
    desk.close()
    assert kept is not None
    assert (kept.recency_score, kept.frequency_score, kept.money_score, kept.segment) == scores[silent]
    assert typed("figures", "settings").values["history"][0]["limits"]["recency"] == [7, 30, 90, 180]
    typed("figures", "settings", "--set", "H=60", "--apply")  # another decision leaves them
    assert typed("figures", "settings").values["limits"]["purchases"] == [2, 3, 5, 7]
    assert typed("figures", "settings", "--set", "limits=auto", "--apply").values["limits"] is None
