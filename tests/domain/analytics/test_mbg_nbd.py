"""The model of visits against published figures and 40-digit values, and at the edges where naive formulas break."""

from __future__ import annotations

import warnings
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics import mbg_nbd
from clientcrm.domain.analytics.mbg_nbd import Model, Pasts, alive, expected, fit, log_likelihood, visit
from tests.domain.analytics.shops import DATA

BG = Model(0.243, 4.414, 0.793, 2.426, bg=True)
MBG = Model(0.525, 6.183, 0.891, 1.614)


@cache
def cdnow() -> Pasts:
    """2,357 clients of CDNOW over 39 weeks."""
    frame = pd.read_csv(DATA / "analytics" / "cdnow_customers_summary_with_transactions.csv")
    return Pasts.of(frame["x"], frame["t_x"], frame["T"])


def one(x: int, t_x: float, age: float) -> Pasts:
    """The past of a single client."""
    return Pasts.of([x], [t_x], [age])


@pytest.mark.parametrize(
    ("bg", "prior", "parameters", "objective"),
    [
        (True, False, (0.242593, 4.413531, 0.792886, 2.425753), -9582.42556),
        (False, False, (0.524838, 6.182993, 0.891356, 1.613999), -9582.13268),
        (False, True, (0.533514, 6.276839, 0.885950, 1.583840), -9582.991384),
    ],
)
def test_cdnow_is_fitted_as_published(bg: bool, prior: bool, parameters: tuple[float, ...], objective: float) -> None:
    found = fit(cdnow(), bg=bg, prior=prior)
    assert found.converged
    model = found.model
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx(parameters, rel=1e-5)
    assert found.objective == pytest.approx(objective, abs=1e-5)


def test_the_likelihood_at_rounded_parameters() -> None:
    assert log_likelihood(BG, cdnow()) == pytest.approx(-9582.426831, abs=1e-6)
    assert log_likelihood(MBG, cdnow()) == pytest.approx(-9582.132795, abs=1e-6)


@pytest.mark.parametrize(
    ("model", "past", "value"),
    [
        (BG, (2, 30.43, 38.86), -9.45860630706627),
        (BG, (0, 0, 38.86), -0.554713276438),
        (MBG, (2, 30.43, 38.86), -9.48555131453393),
        (MBG, (0, 0, 38.86), -0.539837463531),
    ],
)
def test_the_likelihood_of_one_client(model: Model, past: tuple[int, float, float], value: float) -> None:
    assert log_likelihood(model, one(*past)) == pytest.approx(value, rel=1e-11)


@pytest.mark.parametrize(
    ("past", "weeks", "bg", "mbg"),
    [
        ((0, 0, 38.86), 39, (1, 0.195098052011, 0.144550540783), (0.389735080919, 0.154012746675, 0.108829398777)),
        ((2, 30.43, 38.86), 39, (0.726578570081, 1.22602817477, 0.554627137917),
         (0.706202265118, 1.26296062327, 0.559994090822)),
        ((2, 2.0, 38.86), 39, (0.0563211345838, 0.0950362433989, 0.0429922254313),
         (0.0518425261715, 0.0927143290234, 0.0411093389858)),
        ((1, 1.71, 38.86), 52, (0.212100985377, 0.259823464869, 0.13257524524),
         (0.17083648431, 0.240131944734, 0.11784063652)),
        ((26, 30.86, 31), 39, (0.968915649718, 20.7497261409, 0.96891564638),
         (0.965566144144, 19.4507226522, 0.965566138873)),
        ((131, 52.9, 53.1), 26, (0.990629502558, 50.5131335826, 0.990629502558),
         (0.989629693321, 48.3874816803, 0.989629693321)),
        ((400, 5, 6), 52, (1.43326541633e-15, 1.24616672867e-12, None), (5.70210955863e-13, 4.17003354607e-10, None)),
        ((7, 10, 200), 520, (4.83499430807e-8, 5.46765564252e-7, None), (4.66384002927e-8, 5.14154202478e-7, None)),
        ((2, 30.43, 38.86), 5200, (0.726578570081, 19.715392892, None), (0.706202265118, 16.472979722, None)),
    ],
)  # fmt: skip
def test_what_the_models_say_of_a_client_to_nine_digits(
    past: tuple[int, float, float], weeks: float, bg: tuple[float | None, ...], mbg: tuple[float | None, ...]
) -> None:
    client = one(*past)
    for model, golden in ((BG, bg), (MBG, mbg)):
        said = [alive(model, client)[0], expected(model, client, weeks)[0], visit(model, client, weeks)[0]]
        for ours, right in zip(said, golden, strict=True):
            assert right is None or ours == pytest.approx(right, rel=1e-9)


@pytest.mark.parametrize(
    ("weeks", "published"),
    [(0.1429, 0.00782), (1, 0.05318), (3, 0.15063), (31.8571, 1.04049), (32, 1.04374), (78, 1.85797)],
)
def test_a_newcomer_of_cdnow_as_published(weeks: float, published: float) -> None:
    model = fit(cdnow(), bg=True, prior=False).model
    assert expected(model, one(0, 0, 0), weeks)[0] == pytest.approx(published, abs=5e-6)


def test_cdnow_over_the_next_39_weeks() -> None:
    bg, mbg = fit(cdnow(), bg=True, prior=False).model, fit(cdnow(), prior=False).model
    assert expected(bg, cdnow(), 39).sum() == pytest.approx(1653.42, abs=5e-3)
    assert expected(mbg, cdnow(), 39).sum() == pytest.approx(1576.74, abs=5e-3)
    assert visit(mbg, cdnow(), 39).sum() == pytest.approx(565.74, abs=5e-3)
    assert (alive(bg, cdnow()).mean(), alive(mbg, cdnow()).mean()) == pytest.approx((0.8134, 0.4487), abs=5e-5)


def test_one_time_buyers_are_not_all_alive() -> None:
    """BG calls every one-time buyer alive for sure, however long ago it was."""
    once = Pasts.of([0, 0], [0, 0], [1, 300])
    assert alive(BG, once).tolist() == [1, 1]
    fresh, old = alive(MBG, once)
    assert 0.5 < fresh < 0.7
    assert old < 0.2


@pytest.mark.parametrize(("a", "visits"), [(0.999999, 1.19531391303), (1.000001, 1.19531272866), (1.0, 1.195313320845)])
def test_nothing_breaks_where_a_is_one(a: float, visits: float) -> None:
    assert expected(Model(0.525, 6.183, a, 1.614), one(2, 30.43, 38.86), 39)[0] == pytest.approx(visits, rel=1e-9)


def test_three_clients_are_enough_for_a_forecast() -> None:
    three = Pasts.of([0, 2, 5], [0, 6, 18], [4, 10, 20])
    found = fit(three)
    model = found.model
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((1.091119, 4.935204, 0.346181, 2.682746), rel=1e-5)
    assert found.objective == pytest.approx(-20.004402, abs=1e-6)
    assert alive(model, three) == pytest.approx([0.802175, 0.837681, 0.930248], abs=1e-5)
    assert expected(model, three, 8) == pytest.approx([0.732273, 1.312078, 1.746621], abs=1e-5)
    assert visit(model, three, 8) == pytest.approx([0.402892, 0.615232, 0.759442], abs=1e-5)


def test_three_who_came_once_and_one_who_came_yesterday() -> None:
    three, yesterday = Pasts.of([0, 0, 0], [0, 0, 0], [1, 5, 9]), one(0, 0, 1 / 7)
    assert alive(fit(three).model, three) == pytest.approx([0.582293, 0.538256, 0.505546], abs=1e-5)
    assert expected(fit(yesterday).model, yesterday, 8)[0] == pytest.approx(0.693677, abs=1e-5)


def test_rows_of_equal_pasts_are_one_row_with_their_weight() -> None:
    known = cdnow()
    grouped, place = known.grouped()
    assert len(grouped.x) == 1016
    assert grouped.weight.sum() == 2357
    for kept, given_ in ((grouped.x, known.x), (grouped.t_x, known.t_x), (grouped.age, known.age)):
        assert (kept[place] == given_).all()


def test_a_big_base_is_fitted_as_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve times CDNOW, each a little younger: a part of it shows the way, the whole of it decides."""
    known = cdnow()
    weeks = np.repeat(np.arange(12) / 700, len(known.x))
    big = Pasts.of(np.tile(known.x, 12), np.tile(known.t_x, 12), np.tile(known.age, 12) + weeks)
    by_part = fit(big)
    monkeypatch.setattr(mbg_nbd, "_MANY", 10**9)
    at_once = fit(big)
    assert by_part.converged
    assert by_part.objective == pytest.approx(at_once.objective, abs=1e-6)
    assert by_part.minimum.at == pytest.approx(at_once.minimum.at, abs=1e-5)


def test_nobody_is_fitted_by_what_shops_are_like() -> None:
    nobody = fit(Pasts.of([], [], []))
    assert nobody.converged
    assert (nobody.model.r, nobody.model.alpha) == pytest.approx((0.7, 0.7 * 30 / 5))
    assert len(expected(nobody.model, Pasts.of([], [], []), 8)) == 0


@pytest.mark.parametrize("bg", [False, True])
def test_the_slope_is_that_of_the_likelihood(bg: bool) -> None:
    likelihood = mbg_nbd._Likelihood(cdnow().grouped()[0], bg)
    at = np.array([0.5, 6.0, 0.9, 1.6])
    by_steps = [(likelihood.at(at + h)[0] - likelihood.at(at - h)[0]) / 2e-5 for h in np.eye(4) * 1e-5]
    assert likelihood.at(at)[1] == pytest.approx(by_steps, rel=1e-5)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    x=st.integers(0, 60), early=st.floats(0, 1), age=st.floats(0, 300), weeks=st.floats(0.1, 200),
    r=st.floats(0.05, 4), alpha=st.floats(1, 30), a=st.floats(0.02, 4), b=st.floats(0.1, 8), bg=st.booleans(),
)  # fmt: skip
def test_both_sums_come_to_the_same(
    x: int, early: float, age: float, weeks: float, r: float, alpha: float, a: float, b: float, bg: bool
) -> None:
    model, known = Model(r, alpha, a, b, bg), one(x, early * age if x else 0, age)
    series = mbg_nbd._by_series(model, known.x, known.age, weeks)
    arrivals = mbg_nbd._by_arrivals(model, known.x, known.age, weeks)
    assert series[0] == pytest.approx(arrivals[0], rel=1e-8)


def test_clients_as_like_as_two_peas_lose_no_digits() -> None:
    """r = 200: the transformed series alternates, and its terms are 1e40 times the sum."""
    model = Model(200.0, 800.0, 0.8, 1.6)
    said = expected(model, Pasts.of([0, 12], [0, 50], [1, 52]), 26)
    assert (said > 0).all()
    assert said[1] < 26 * 212 / 852


@pytest.mark.parametrize(("a", "b"), [(15.0, 40.0), (40.0, 40.0), (150.0, 400.0), (1317.4, 11679.1)])
def test_clients_who_stop_alike_lose_no_digits_either(a: float, b: float) -> None:
    """Everybody stops with the same chance after each visit: the series grows to 1e30, 1e140, and past every number."""
    model, known = Model(2.5, 8.0, a, b), Pasts.of([0, 3, 14], [0, 30, 150], [0, 60, 203])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        said = expected(model, known, 365 / 7)
    assert said == pytest.approx(
        mbg_nbd._by_arrivals(model, known.x, known.age, 365 / 7) * alive(model, known), rel=1e-11
    )


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(0, 2000), st.floats(0, 1), st.integers(0, 1500), st.integers(1, 3)),
        min_size=1,
        max_size=50,
    ),
    st.sampled_from([0.5, 13, 52, 260]),
)
def test_any_base_has_its_numbers(rows: list[tuple[int, float, int, int]], weeks: float) -> None:
    x = [min(repeats, days) for repeats, _, days, _ in rows]
    age = [days / 7 for _, _, days, _ in rows]
    t_x = [(n + share * (days - n)) / 7 if n else 0 for (_, share, days, _), n in zip(rows, x, strict=True)]
    known = Pasts.of(x, t_x, age)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = fit(known).model
        numbers = [alive(model, known), visit(model, known, weeks), expected(model, known, weeks)]
    assert all(np.isfinite(each).all() and (each >= 0).all() for each in numbers)
    assert (numbers[0] <= 1).all()
    assert (numbers[1] <= numbers[0] + 1e-12).all()
    assert (numbers[1] <= numbers[2] * (1 + 1e-9) + 1e-12).all()
