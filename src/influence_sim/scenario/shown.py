"""What a notebook shows of a scenario and of a strategy."""

from typing import TYPE_CHECKING

from influence_sim.cards import card, named
from influence_sim.wording import span

if TYPE_CHECKING:
    from influence_sim.scenario.schema import Scenario
    from influence_sim.scenario.strategies import Strategy


def of_scenario(scenario: "Scenario") -> str:
    """Who, where, when."""
    roles, powers = scenario.roles, scenario.powers
    rows = [
        ["Years", span(scenario.years.first, scenario.years.last)],
        ["Focal power", powers[roles.focal].name],
        ["Rivals", named(powers[key].name for key in roles.rivals)],
        ["Other powers", named(one.name for key, one in powers.items() if key not in (roles.focal, *roles.rivals))],
        ["States", named(state.name for state in scenario.states.values())],
        ["Forums", named(forum.name for forum in scenario.forums.values())],
        ["Channels", named(channel.name for channel in scenario.channels.values())],
    ]
    if scenario.branch is not None and scenario.replay:
        history = f"replayed until {scenario.branch - 1}; from {scenario.branch} on the model decides"
        rows.insert(1, ["History", history])
    return card(scenario.title, scenario.summary, [], rows, repr(scenario), words=2)


def of_strategy(strategy: "Strategy") -> str:
    """What the strategy is called and what it does; what it costs, why one would do it, where its numbers come from."""
    aims = ", ".join(f"{axis} {weight:g}" for axis, weight in strategy.aims.items())
    told = (("Costs", strategy.costs), ("Motives", strategy.motives), ("Aims", aims), ("Note", strategy.note))
    rows = [[name, text] for name, text in told if text]
    return card(strategy.title, strategy.summary, [], rows, repr(strategy), words=2)
