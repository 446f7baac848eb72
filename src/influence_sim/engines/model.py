"""The model on Mesa: agents that call the rules, one step at a time, to look at and to build on."""

from collections.abc import Mapping
from typing import Any, ClassVar

import mesa

from influence_sim.engines.agents import KINDS, Actor
from influence_sim.language.phases import ONCE, STEP, calls_of_step
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
        kinds: power, state, forum, corridor → class of its agents; a model of one's own may name its own classes.
    """

    kinds: ClassVar[Mapping[str, type[Actor]]] = KINDS

    def __init__(self, world: World, seed: int, run: int, names: dict[str, dict[str, str]]) -> None:
        super().__init__(seed=seed)
        sizes = shapes.sizes_of(world)
        self.seed, self.run = seed, run
        self.situation, self.record = shapes.empty(Situation, sizes), shapes.empty(Record, sizes)
        self.world, self.now, self.record_views = views(world), views(self.situation), views(self.record)
        self.last_tick = sizes["Y"] * world.steps_per_year
        self.powers = self.agents_named("power", names["powers"])
        self.states = self.agents_named("state", names["states"])
        self.forums = self.agents_named("forum", names["forums"])
        self.corridors = self.agents_named("corridor", names["corridors"])
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
        """One step, in the order of ``rules/schedule.py``: each of its calls is made for all agents of a kind."""
        fiscal = schedule.opens_year(self.world, self.tick) == 1
        for call in calls_of_step():
            if call.actor == ONCE:
                self.record_measures()
            elif fiscal or call.when == STEP:
                self.agents_of(self.kinds[call.actor]).do(call.rule)
        if self.tick >= self.last_tick:
            self.running = False

    def record_measures(self) -> None:
        """Write down the axes of a verdict."""
        measures.record_measures(self.world, self.now, self.record_views, self.year_index)

    def agents_named(self, kind: str, names: Mapping[str, str]) -> dict[str, Any]:
        """Key → a new agent, one for each name."""
        return {key: self.kinds[kind](self, index, key, name) for index, (key, name) in enumerate(names.items())}

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
        names["corridors"] = {key: route.name for key, route in self.scenario.modules.corridors.routes.items()}
        super().__init__(world, int(seed), int(run), names)
        self.datacollector = mesa.DataCollector(
            model_reporters={name: name for name in ("year", "possession", "milieu", "independence")},
            agenttype_reporters={
                self.kinds["power"]: {"key": "key", "mean_share": "mean_share", "budget": "budget"},
                self.kinds["state"]: {"key": "key", "independence": "independence", "leader": "leader"},
                self.kinds["forum"]: {"key": "key", "depth": "depth", "fund": "fund"},
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
        for kind, axis in (("powers", "P"), ("states", "S"), ("forums", "F"), ("corridors", "K"))
    }
    model = Schedule(world, seed, run, names)
    model.run_model()
    return model.record
