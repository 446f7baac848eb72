"""How rows are cut into chunks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from influence_sim.experiments.sweeps.chunks import (
    MOST_RUNS,
    ROWS,
    Part,
    Range,
    Shard,
    chunks_of,
    missing_parts,
    run_ranges,
)

COUNTS = st.tuples(st.integers(1, 200), st.integers(1, 5), st.integers(1, 6000))


def cells(part: Part) -> set[tuple[int, int]]:
    return {(point, run) for point in part.points.numbers for run in part.runs.numbers}


@given(COUNTS)
def test_each_run_of_each_point_is_in_one_chunk(counts: tuple[int, int, int]) -> None:
    points, strategies, runs = counts
    chunks = chunks_of(points, strategies, runs)
    assert sum(chunk.part.pairs for chunk in chunks) == points * runs
    assert len({chunk.name for chunk in chunks}) == len(chunks)
    assert all(chunk.part.points.end <= points and chunk.part.runs.end <= runs for chunk in chunks)


@given(COUNTS, st.integers(0, 50), st.integers(0, 500))
def test_more_points_or_runs_leave_whole_chunks_as_they_are(
    counts: tuple[int, int, int], more_points: int, more_runs: int
) -> None:
    points, strategies, runs = counts
    after = {chunk.name: chunk for chunk in chunks_of(points + more_points, strategies, runs + more_runs)}
    for chunk in chunks_of(points, strategies, runs):
        grown = after[chunk.name]
        assert grown.turn == chunk.turn
        assert (grown.part.points.first, grown.part.runs.first) == (chunk.part.points.first, chunk.part.runs.first)
        if chunk.part.points.end < points and chunk.part.runs.end < runs:
            assert grown.part == chunk.part


@given(st.integers(1, 8), COUNTS)
def test_shards_divide_the_chunks(of: int, counts: tuple[int, int, int]) -> None:
    for chunk in chunks_of(*counts):
        assert [Shard(number, of).has(chunk) for number in range(1, of + 1)].count(True) == 1


def test_shards_of_one_point_with_many_runs_are_alike_in_size() -> None:
    chunks = chunks_of(1, 2, 500_000)
    sizes = [sum(Shard(number, 4).has(chunk) for chunk in chunks) for number in range(1, 5)]
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize("counts", [(1, 2, 500_000), (10_000, 2, 32), (1000, 5, 200)])
def test_a_chunk_is_neither_small_nor_large(counts: tuple[int, int, int]) -> None:
    rows = [chunk.part.pairs * counts[1] for chunk in chunks_of(*counts)]
    assert max(rows) <= max(ROWS, MOST_RUNS * counts[1])
    assert sum(rows) / len(rows) >= ROWS / 4


def test_ranges_of_runs_double_up_to_a_limit() -> None:
    lengths = [some.length for some in run_ranges(10_000)]
    assert lengths == [64, 64, 128, 256, 512, 1024, 2048, 2048, 2048, 1808]


def test_what_is_missing_and_what_is_there_make_the_whole() -> None:
    wanted, there = Part(Range(32, 64), Range(64, 128)), Part(Range(32, 40), Range(64, 100))
    parts = missing_parts(wanted, there)
    assert set.union(cells(there), *map(cells, parts)) == cells(wanted)
    assert there.pairs + sum(part.pairs for part in parts) == wanted.pairs
