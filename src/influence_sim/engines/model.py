"""The model on Mesa: agents that call the rules, one step at a time, to look at and to build on."""

from typing import Any

import mesa

from influence_sim.engines.agents import Forum, Power, State
from influence_sim.rules import measures, schedule, shapes
from influence_sim.rules.shapes import Record, Situation, World, views
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy
from influence_sim.scenario.strategies import strategy as strategy_of
from influence_sim.scenario.world import build_world


class Schedule(mesa.Model):  # type: ignore[misc]
    """A world on Mesa, without names: what :class:`InfluenceModel` is made of.

    Attributes:
        world, now, record_views: what the rules read and write, as memoryviews.
        situation, record: the same memory as numpy arrays, to look at.
        seed, run: which luck; ``tick`` counts steps from 1, ``year_index`` years from 0.
    """

    def __init__(self, world: World, seed: int, run: int, names: dict[str, dict[str, str]]) -> None:
        super().__init__(seed=seed)
        sizes = shapes.sizes_of(world)
        self.seed, self.run = seed, run
        self.situation, self.record = shapes.empty(Situation, sizes), shapes.empty(Record, sizes)
        self.world, self.now, self.record_views = views(world), views(self.situation), views(self.record)
        self.last_tick = sizes["Y"] * world.steps_per_year
        self.powers = {key: Power(self, i, key, name) for i, (key, name) in enumerate(names["powers"].items())}
        self.states = {key: State(self, i, key, name) for i, (key, name) in enumerate(names["states"].items())}
        self.forums = {key: Forum(self, i, key, name) for i, (key, name) in enumerate(names["forums"].items())}
        self.power_keys, self.state_keys = list(self.powers), list(self.states)
        schedule.open_run(self.world, self.now, seed, run)

    @property
    def tick(self) -> int:
        """The number of the step that is being made, or was made last."""
        return int(self.steps)

    @property
    def year_index(self) -> int:
        """The index of the year of that step."""
        return int(max(0, schedule.year_of(self.world, self.tick)))

    def step(self) -> None:
        """One step, in the order of ``rules/schedule.py``."""
        powers, states, forums = (self.agents_of(kind) for kind in (Power, State, Forum))
        # 1 World
        states.do("weigh_neighbours")
        forums.do("replay_memberships")
        powers.do("meet_luck")
        # 2 Powers decide, once a year
        if schedule.opens_year(self.world, self.tick) == 1:
            powers.do("meet_budget_luck")
            powers.do("look_back")
            powers.do("make_budget")
            powers.do("allocate")
        # 3 States decide
        states.do("reconsider")
        # 4 Exchange
        powers.do("disburse")
        # 5 Forums
        forums.do("pool")
        forums.do("grant")
        forums.do("coordinate")
        forums.do("deepen")
        forums.do("settle_memberships")
        # 6 Influence
        states.do("take_effect")
        powers.do("earn_standing")
        states.do("strengthen_home")
        states.do("contest")
        # 7 Record
        powers.do("record_money")
        powers.do("record_influence")
        states.do("record_state")
        forums.do("record_forum")
        measures.record_measures(self.world, self.now, self.record_views, self.year_index)
        if self.tick >= self.last_tick:
            self.running = False

    def agents_of(self, kind: type) -> Any:
        """The agents of a kind, in the scenario's order; an empty set where there are none."""
        return self.agents_by_type.get(kind, mesa.agent.AgentSet([], random=self.random))

    def run_model(self) -> None:
        """Make all steps that are left."""
        while self.running:
            self.step()


class InfluenceModel(Schedule):
    """The model of a scenario on Mesa.

    Args:
        scenario: a name, a path or a Scenario.
        strategy: what the focal power does: a name, a path or a Strategy.
        seed, run: which luck; run 7 here is run 7 of an ensemble with the same seed, bit for bit.
        others: strategies of other powers.
        overrides: dotted path → value, as in ``load_scenario``.

    The data collector holds, at each step: for the model the year, possession, milieu and independence
    (means over states); for powers mean share and budget; for states independence and leader; for forums
    depth and fund.
    """

    def __init__(
        self,
        scenario: str | Scenario = "baseline",
        strategy: str | Strategy = "bilateral",
        seed: int = 1,
        run: int = 0,
        others: tuple[str | Strategy, ...] = (),
        overrides: dict[str, Any] | None = None,
    ) -> None:
        self.scenario = load_scenario(scenario, overrides)
        self.strategy = strategy_of(strategy)
        world = build_world(self.scenario, [self.strategy, *(strategy_of(other) for other in others)])
        names = {
            kind: {key: actor.name for key, actor in getattr(self.scenario, kind).items()}
            for kind in ("powers", "states", "forums")
        }
        super().__init__(world, int(seed), int(run), names)
        self.datacollector = mesa.DataCollector(
            model_reporters={name: name for name in ("year", "possession", "milieu", "independence")},
            agenttype_reporters={
                Power: {"key": "key", "mean_share": "mean_share", "budget": "budget"},
                State: {"key": "key", "independence": "independence", "leader": "leader"},
                Forum: {"key": "key", "depth": "depth", "fund": "fund"},
            },
        )

    def step(self) -> None:
        """One step; what the data collector asks for is collected at its end."""
        super().step()
        self.datacollector.collect(self)

    @property
    def year(self) -> int:
        """The calendar year of the last step."""
        return self.scenario.years.first + self.year_index

    @property
    def possession(self) -> float:
        """The focal power's share, mean over states."""
        return float(self.record.possession[self.year_index])

    @property
    def milieu(self) -> float:
        """What the rivals do not hold, mean over states."""
        return float(self.record.milieu[self.year_index])

    @property
    def independence(self) -> float:
        """What no power holds, mean over states."""
        return float(self.record.independence[self.year_index])

    def __repr__(self) -> str:
        when = self.year if self.steps else "not started"
        return f'<InfluenceModel "{self.scenario.key}", {self.strategy.key}, seed {self.seed}, run {self.run}: {when}>'


def play(world: World, seed: int, run: int) -> Record:
    """One run of a world on Mesa: the same record as the compiled engine's, to the bit."""
    names = {
        kind: {str(i): str(i) for i in range(shapes.sizes_of(world)[axis])}
        for kind, axis in (("powers", "P"), ("states", "S"), ("forums", "F"))
    }
    model = Schedule(world, seed, run, names)
    model.run_model()
    return model.record
