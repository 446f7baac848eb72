from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from influence_sim.plots.lettering import fitted, spread, tiers, width_of, wrapped

heights = st.lists(st.floats(0, 1), min_size=1, max_size=15)


@given(heights)
def test_spread_positions_keep_their_distance(wanted):
    placed = sorted(spread(wanted, 0.06, 0, 1))
    assert all(b - a >= 0.06 - 1e-9 for a, b in pairwise(placed))


@given(heights)
def test_spread_positions_stay_inside_where_there_is_room(wanted):
    assert all(-1e-9 <= position <= 1 + 1e-9 for position in spread(wanted, 0.06, 0, 1))


@given(heights)
def test_spread_keeps_the_order(wanted):
    placed = spread(wanted, 0.06, 0, 1)
    pairs = list(zip(wanted, placed, strict=True))
    assert all(p < q for w, p in pairs for v, q in pairs if w < v)


def test_positions_far_enough_apart_do_not_move():
    assert spread([0.1, 0.5, 0.9], 0.2, 0, 1) == pytest.approx([0.1, 0.5, 0.9])


def test_what_does_not_fit_stands_out_at_both_ends_alike():
    assert spread([0, 0, 0], 1, 0, 1) == pytest.approx([-0.5, 0.5, 1.5])


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0.1, 2)), max_size=12))
def test_spans_in_one_row_never_overlap(starts):
    spans = [(start, start + length) for start, length in starts]
    rows = tiers(spans)
    for i, (a, b) in enumerate(spans):
        for j, (c, d) in enumerate(spans[:i]):
            assert rows[i] != rows[j] or b <= c or d <= a


@settings(max_examples=25)
@given(st.text(st.sampled_from("abc xyz"), max_size=40))
def test_wrapped_lines_are_never_wider_than_asked(text):
    assert all(width_of(line, 10) <= 1.0 for line in wrapped(text, 1.0, 10))


def test_a_text_that_fits_is_left_alone():
    assert fitted("short", 5, 10) == "short"
