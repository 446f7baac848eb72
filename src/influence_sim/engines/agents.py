"""Mesa's agents. Each has one method for every rule of the schedule that is called for its kind.

A method has its rule's name and hands it the agent's own index, so that ``powers.do("allocate")`` lets every power
allocate. A subclass may override one, as in any Mesa model.
"""

from collections.abc import Callable
from inspect import getdoc, signature
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import mesa

from influence_sim.language.phases import ACTORS, calls_of_step
from influence_sim.rules import membership, schedule

if TYPE_CHECKING:
    from influence_sim.engines.model import InfluenceModel

# Where an agent finds what a rule asks for; any other parameter of a rule is the agent's own index.
FOUND_AT = {
    "world": "model.world",
    "now": "model.now",
    "record": "model.record_views",
    "seed": "model.seed",
    "run": "model.run",
    "tick": "model.tick",
    "year": "model.year_index",
}


class Actor(mesa.Agent):  # type: ignore[misc]
    """What powers, states, forums and corridors have in common: a key, a name and an index in the model's arrays."""

    model: "InfluenceModel"

    def __init__(self, model: "InfluenceModel", index: int, key: str, name: str) -> None:
        super().__init__(model)
        self.index = index
        self.key = key
        self.name = name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.key}: {self.name}>"


Kind = TypeVar("Kind", bound=type[Actor])


def method_of(rule: Callable[..., Any]) -> Callable[[Actor], Any]:
    """A method that calls a rule with what it asks for."""
    given = [attrgetter(FOUND_AT.get(parameter, "index")) for parameter in signature(rule).parameters]

    def follow(self: Actor) -> Any:
        return rule(*[of(self) for of in given])

    follow.__name__, follow.__doc__ = rule.__name__, getdoc(rule)
    return follow


def follows_the_rules(kind: Kind) -> Kind:
    """Give a kind of agent its methods: the rules that a step calls for each of them."""
    for call in calls_of_step():
        if call.actor == kind.__name__.lower():
            setattr(kind, call.rule, method_of(getattr(schedule, call.rule)))
    return kind


@follows_the_rules
class Power(Actor):
    """A power competes for influence: it has a budget, makes a plan and earns standing."""

    @property
    def budget(self) -> float:
        """What it commits this fiscal year, in M$/yr."""
        return float(self.model.situation.budget[self.index])

    @property
    def mean_share(self) -> float:
        """Its influence, mean over all states."""
        return float(self.model.situation.share[self.index].mean())

    def share_in(self, state: str) -> float:
        """Its influence in a state, given by key."""
        return float(self.model.situation.share[self.index, self.model.states[state].index])


@follows_the_rules
class State(Actor):
    """A state is contested: it feels the effect of money and decides where to belong."""

    @property
    def independence(self) -> float:
        """The share of influence that no power holds."""
        return float(self.model.situation.independence[self.index])

    @property
    def leader(self) -> str:
        """Key of the power with the largest share."""
        return self.model.power_keys[int(self.model.situation.share[:, self.index].argmax())]


@follows_the_rules
class Forum(Actor):
    """A forum pools money, hands it out and deepens."""

    @property
    def depth(self) -> float:
        """How deep it is, from 0 to 1."""
        return float(self.model.situation.depth[self.index])

    @property
    def fund(self) -> float:
        """What its fund holds, in M$."""
        return float(self.model.situation.pot[:, self.index].sum())

    @property
    def members(self) -> list[str]:
        """Keys of its member states."""
        status = self.model.situation.status[self.index]
        return [key for key, value in zip(self.model.state_keys, status, strict=True) if value == membership.MEMBER]


@follows_the_rules
class Corridor(Actor):
    """A corridor carries what powers and states exchange; money widens it."""

    @property
    def capacity(self) -> float:
        """How much it carries when open, 1 as an ordinary line."""
        return float(self.model.situation.capacity[self.index])


KINDS: dict[str, type[Actor]] = {kind.__name__.lower(): kind for kind in (Power, State, Forum, Corridor)}
assert set(KINDS) == set(ACTORS.values())
