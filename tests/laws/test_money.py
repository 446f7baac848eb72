"""No money appears and none is lost: committed = disbursed + works + pending + lost + secretariat."""

import numpy as np
import pytest
from hypothesis import given, settings
from laws.spoils import Play, play, spoilt
from worlds import make_world, worlds

from influence_sim.rules.shapes import World


def money_unaccounted_for(play: Play, world: World) -> float:
    """The largest part of a power's commitments since the first year that the books do not show, at any year's end."""
    record = play(world, 1, 0)
    committed = record.budget.cumsum(axis=0)
    paid = record.disbursed.sum(axis=(2, 3, 4)) + record.works.sum(axis=2)
    spent = (paid + record.lost + record.secretariat.sum(axis=2)).cumsum(axis=0)
    return float((np.abs(committed - spent - record.pending) / np.maximum(1.0, committed)).max())


@given(world=worlds())
@settings(max_examples=100)
def test_every_dollar_is_paid_waits_is_lost_or_feeds_a_secretariat(world: World) -> None:
    assert money_unaccounted_for(play, world) < 1e-9  # measured: 1e-14


@given(world=worlds())
@settings(max_examples=50)
def test_what_a_power_commits_is_its_budget_where_it_has_a_plan(world: World) -> None:
    """With the answers and luck off, the record adds up to the series, to the dollar, less what strategies cost."""
    need = np.maximum(world.channel_need, 0.01)
    quiet = world._replace(shocks=0.0, rivals_answer=0, with_budget_reaction=0, channel_need=need)
    record = play(quiet, 1, 0)
    known = quiet.budget_known + quiet.presumed_budget_share * quiet.budget_presumed
    series = quiet.budget_factor * quiet.budget_scale * known
    if quiet.with_events:
        series = series * np.maximum(0.0, 1.0 + quiet.event_size * quiet.event_budget)
    assert record.upkeep == pytest.approx(quiet.upkeep)
    assert record.budget == pytest.approx(np.maximum(0.0, series - quiet.upkeep), rel=1e-9, abs=1e-9)


@given(world=worlds())
@settings(max_examples=30)
def test_routes_add_up_to_what_left_the_funds_and_what_never_entered_them(world: World) -> None:
    """What the funds committed is what was given to them, less the secretariats and what they still hold."""
    record = play(world._replace(corridor_works=np.zeros_like(world.corridor_works)), 1, 0)
    given_to_funds = record.budget - record.committed[..., 0].sum(axis=(2, 3))
    granted = record.committed[..., 1:].sum(axis=(2, 3, 4))
    kept = (given_to_funds - granted - record.secretariat.sum(axis=2)).cumsum(axis=0)
    assert kept == pytest.approx(record.fund.sum(axis=2), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("rule", "healthy", "spoil"),
    [
        ("disbursement", "return (stock - left) / h + inflow", "return 0.999 * ((stock - left) / h + inflow)"),
        ("forums", "inflow = now.contribution[p, f] * kept", "inflow = now.contribution[p, f]"),
        ("forums", "return pot + inflow * h\n", "return pot\n"),
        ("forums", "share += targeted * plan_weight", "share += 1.01 * targeted * plan_weight"),
        ("recording", "record.lost[year, p] += world.never_disbursed[c] * granted", "record.lost[year, p] += 0.0"),
        ("absorption", "now.pending[p, s, c] += (1.0 - part)", "now.pending[p, s, c] += 0.99 * (1.0 - part)"),
        ("absorption", "now.fund_pending[p, f, s, c] += (1.0 - part)", "now.fund_pending[p, f, s, c] += 0.0 * part"),
        ("corridors", "now.works_pending[p, k] = left", "now.works_pending[p, k] = 0.99 * left"),
        ("recording", "record.budget[year, p] += now.works[p, k] * h", "record.budget[year, p] += now.works[p, k]"),
    ],
    ids=[
        "pipes leak",
        "a secretariat that is not paid",
        "waiting funds leak",
        "funds grant too much",
        "losses not booked",
        "what is not absorbed leaks",
        "funds' money that is not absorbed is gone",
        "pipes of works leak",
        "works committed whatever the steps",
    ],
)
def test_the_law_bites(rule: str, healthy: str, spoil: str) -> None:
    narrow = {"modules": True, "steps_per_year": 4, "absorptive_capacity": 0.001}
    generated = (make_world(np.random.default_rng(n), forums=2 + n % 2, **narrow) for n in range(20))
    with spoilt(rule, healthy, spoil) as wrong:
        assert any(money_unaccounted_for(wrong, world) > 1e-6 for world in generated)
