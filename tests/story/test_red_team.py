"""Nothing goes that cryptography holds, and nothing goes unwritten that the program holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.story import red_team
from tests.story.raid import Attempt, prepare
from tests.story.red_team import ATTEMPTS, Result, attempt, table


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Attempt], Result]:
    """Each attempt once, on a copy of one shop."""
    scene = prepare(tmp_path_factory.mktemp("raid"))
    return cache(lambda one: attempt(scene, one))


@pytest.mark.proves("F20", "N01")
@pytest.mark.attack("T12")
@pytest.mark.parametrize("one", ATTEMPTS, ids=[one.act.__name__ for one in ATTEMPTS])
def test_an_employee_with_everything_at_hand(tried: Callable[[Attempt], Result], one: Attempt) -> None:
    result = tried(one)
    assert one.gives is bool(result.got.things), result.got.things
    if one.badge == "program":
        assert result.told, f"the journal says nothing of {result.got.entry}"
    assert result.got.said


def test_the_table_tells_what_each_attempt_got(tried: Callable[[Attempt], Result]) -> None:
    told = table([tried(one) for one in ATTEMPTS])
    print(told)  # noqa: T201
    assert len(told.splitlines()) == 1 + len(ATTEMPTS)
    assert "LOST" not in told


def test_the_table_would_say_so() -> None:
    from tests.story.raid import Got

    lost, unwritten = (
        Result(Attempt("open it", "cryptography", lambda _: Got()), Got(("a phone",)), told=False),
        Result(Attempt("print it", "program", lambda _: Got()), Got((), "refused", "access.refused"), told=False),
    )
    done = Result(Attempt("copy it", "program", lambda _: Got()), Got(("a phone",), "done", "x.y"), told=True)
    assert table([lost, unwritten, done]).count("LOST") == 3


def test_it_is_tried_by_hand_without_a_display_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    [memory] = [one for one in ATTEMPTS if one.name.startswith("memory of the own process")]
    monkeypatch.setattr(red_team, "ATTEMPTS", (memory,))
    assert red_team.main([str(tmp_path / "room")]) == 0
    assert "held  memory of the own process" in capsys.readouterr().out
