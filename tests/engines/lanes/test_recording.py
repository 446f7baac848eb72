"""What nobody asked to record is neither computed nor written."""

RULE = """
    def note(now, record, p, year):
        record.upkeep[year, p] += now.depth[0]
        for s in range(now.share.shape[1]):
            record.share[year, p, s] = now.share[p, s] * 2.0

    def rule(world, now, record, seed, run):
        for year in range(record.share.shape[0]):
            for p in range(now.share.shape[0]):
                note(now, record, p, year)
            record.possession[year] = now.depth[0]
"""


def test_all_that_is_asked_for_is_recorded(both) -> None:
    lanes, python = both(RULE)
    assert lanes.same_as(python)


def test_a_field_that_is_not_asked_for_has_no_memory(both) -> None:
    lanes, python = both(RULE, wanted=["share"])
    assert set(lanes.record) == {"share"}
    assert (lanes.record["share"] == python.record["share"]).all()


def test_nothing_asked_for_is_nothing_recorded(both) -> None:
    lanes, _ = both(RULE, wanted=[])
    assert lanes.record == {}


def test_only_years_that_are_asked_for_are_recorded(both) -> None:
    lanes, python = both(RULE, years=[1])
    assert (lanes.record["share"][:, 1] == python.record["share"][:, 1]).all()
    assert not lanes.record["share"][:, [0, 2]].any()
