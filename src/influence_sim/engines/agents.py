"""Mesa's agents. Each method calls the rule of the same name for the agent's own index."""

from typing import TYPE_CHECKING

import mesa

from influence_sim.rules import (
    allocation,
    budget,
    contest,
    credit,
    disbursement,
    effect,
    forums,
    joining,
    luck,
    membership,
    recording,
    spillover,
    standing,
)

if TYPE_CHECKING:
    from influence_sim.engines.model import InfluenceModel


class Actor(mesa.Agent):  # type: ignore[misc]
    """What powers, states and forums have in common: a key, a name and an index in the model's arrays."""

    model: "InfluenceModel"

    def __init__(self, model: "InfluenceModel", index: int, key: str, name: str) -> None:
        super().__init__(model)
        self.index = index
        self.key = key
        self.name = name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.key}: {self.name}>"


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

    def meet_luck(self) -> None:
        """Shocks to its standing over the step."""
        m = self.model
        luck.meet_luck(m.world, m.now, self.index, m.seed, m.run, m.tick)

    def meet_budget_luck(self) -> None:
        """The year's shock to its budget."""
        m = self.model
        luck.meet_budget_luck(m.world, m.now, self.index, m.seed, m.run, m.year_index)

    def look_back(self) -> None:
        """See what last year's money did."""
        allocation.look_back(self.model.now, self.index)

    def make_budget(self) -> None:
        """Decide how much to give, and how much of it through forums."""
        budget.make_budget(self.model.world, self.model.now, self.index, self.model.year_index)

    def allocate(self) -> None:
        """Plan bilateral money over states and channels."""
        allocation.allocate(self.model.world, self.model.now, self.index, self.model.year_index)

    def disburse(self) -> None:
        """Pay what is due."""
        disbursement.disburse(self.model.world, self.model.now, self.index)

    def earn_standing(self) -> None:
        """Standing in every state after the step."""
        standing.earn_standing(self.model.world, self.model.now, self.index, self.model.year_index)

    def record_money(self) -> None:
        """Write down the step's money."""
        m = self.model
        recording.record_money(m.world, m.now, m.record_views, self.index, m.year_index)

    def record_influence(self) -> None:
        """Write down standing and shares."""
        m = self.model
        recording.record_influence(m.world, m.now, m.record_views, self.index, m.year_index)


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

    def weigh_neighbours(self) -> None:
        """Whom its cross-border works serve."""
        spillover.weigh_neighbours(self.model.world, self.model.now, self.index, self.model.year_index)

    def reconsider(self) -> None:
        """Decide which forums to enter or leave."""
        m = self.model
        joining.reconsider(m.world, m.now, self.index, m.year_index, m.seed, m.run, m.tick)

    def take_effect(self) -> None:
        """Feel what all money does."""
        effect.take_effect(self.model.world, self.model.now, self.index, self.model.year_index)

    def strengthen_home(self) -> None:
        """Its own hand after the step."""
        credit.strengthen_home(self.model.world, self.model.now, self.index, self.model.year_index)

    def contest(self) -> None:
        """Shares from everybody's standing."""
        contest.contest(self.model.world, self.model.now, self.index, self.model.year_index)

    def record_state(self) -> None:
        """Write down where its independence comes from."""
        m = self.model
        recording.record_state(m.world, m.now, m.record_views, self.index, m.year_index)


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

    def replay_memberships(self) -> None:
        """Who belongs, where history says it."""
        membership.replay_memberships(self.model.world, self.model.now, self.index, self.model.year_index)

    def pool(self) -> None:
        """Take contributions and hand out."""
        m = self.model
        forums.pool(m.world, m.now, self.index, m.year_index, m.tick)

    def grant(self) -> None:
        """Spread what is handed out over states and channels."""
        forums.grant(self.model.world, self.model.now, self.index, self.model.year_index)

    def coordinate(self) -> None:
        """How far it coordinates its members' works."""
        spillover.coordinate(self.model.world, self.model.now, self.index, self.model.tick)

    def deepen(self) -> None:
        """Its depth after the step."""
        forums.deepen(self.model.world, self.model.now, self.index, self.model.year_index)

    def settle_memberships(self) -> None:
        """Let intentions become status."""
        membership.settle_memberships(self.model.now, self.index)

    def record_forum(self) -> None:
        """Write down depth and members."""
        m = self.model
        recording.record_forum(m.now, m.record_views, self.index, m.year_index)
