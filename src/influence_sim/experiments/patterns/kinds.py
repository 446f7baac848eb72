"""Which look belongs to which kind of pattern."""

from collections.abc import Callable, Mapping
from typing import Any

from influence_sim.experiments.patterns import corridors, founding, money, responses, shares, strategies, supply
from influence_sim.experiments.patterns.case import Case, Look

LOOKS: Mapping[str, Callable[[Any, Case], Look]] = {
    "leads_everywhere": shares.leads_everywhere,
    "share_at_most": shares.share_at_most,
    "effective_number_between": shares.effective_number_between,
    "passes_between": shares.passes_between,
    "passes_not_later_than_mean": shares.passes_not_later_than_mean,
    "allocation_against_benchmarks": money.allocation_against_benchmarks,
    "money_path": money.money_path,
    "state_gets_at_least": money.state_gets_at_least,
    "net_repayments": money.net_repayments,
    "response_of_effort": responses.response_of_effort,
    "added_dollar_lowers_leader": responses.added_dollar_lowers_leader,
    "closing_a_corridor": corridors.closing_a_corridor,
    "squeeze": supply.squeeze,
    "joins_at_founding": founding.joins_at_founding,
    "slower_and_evener": strategies.slower_and_evener,
}

# modules that a pattern of this kind is looked for with, whether or not the scenario has them on
NEEDS: Mapping[str, tuple[str, ...]] = {
    "net_repayments": ("debt",),
    "closing_a_corridor": ("corridors",),
    "squeeze": ("resources", "events"),
}
