"""One value, one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.vault.canonical import NotCanonical, canonical, from_hex, parse_canonical, whole

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_a_value_comes_back_from_its_bytes(value: object) -> None:
    assert parse_canonical(canonical(value)) == value  # type: ignore[arg-type]


def test_order_and_spaces_do_not_matter_to_the_writer() -> None:
    assert canonical({"b": 1, "a": [True, None, "ё"]}) == '{"a":[true,null,"ё"],"b":1}'.encode()


@pytest.mark.parametrize(
    ("spelling", "reason"),
    [
        (b'{"a": 1}', "not_canonical"),
        (b'{"b":1,"a":1}', "not_canonical"),
        (b'{"a":1,"a":1}', "twice"),
        (b"1.0", "number"),
        (b"1e3", "number"),
        (b"NaN", "number"),
        (b"-0", "not_canonical"),
        (b'"\\u0041"', "not_canonical"),
        (b'"\\ud800"', "encoding"),
        (b"\xef\xbb\xbf1", "not_json"),
        (b"\xff", "not_json"),
        (b"", "not_json"),
        (b"1 ", "not_canonical"),
        (b"[" * 100_000, "not_json"),
        (b"1" * 5_000, "not_json"),
    ],
)
def test_any_other_spelling_is_refused(spelling: bytes, reason: str) -> None:
    with pytest.raises(NotCanonical, match=reason):
        parse_canonical(spelling)


@pytest.mark.parametrize("value", [1.5, {1: 2}, b"x", object(), float("nan"), ["a", 1.0]])
def test_values_without_one_spelling_are_not_written(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["AB", "a", "zz", "ab ", " ab", 7, None, "abab"])
def test_hex_has_one_spelling_and_the_right_length(value: object) -> None:
    with pytest.raises(NotCanonical):
        from_hex(value, 1)  # type: ignore[arg-type]
    assert from_hex("ab", 1) == b"\xab"


@pytest.mark.parametrize("value", [True, -1, 11, "3", None, 3.0])
def test_numbers_stay_within_their_limits(value: object) -> None:
    with pytest.raises(NotCanonical):
        whole(value, 0, 10)  # type: ignore[arg-type]
