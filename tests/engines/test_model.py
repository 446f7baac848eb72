"""The model on Mesa, used as any Mesa user would."""

import subprocess
import sys
from collections.abc import Iterator
from inspect import signature
from typing import Any

import mesa
import numpy as np
import pytest
from worlds import make_world

import influence_sim as isim
from influence_sim.engines import compiled
from influence_sim.engines.agents import FOUND_AT, KINDS, Corridor, Forum, Power, State
from influence_sim.engines.model import InfluenceModel, Schedule, play
from influence_sim.language.phases import calls_of_step
from influence_sim.rules import schedule, shapes
from influence_sim.rules.shapes import Record, Situation, World, views
from influence_sim.runs.trajectory import record_digest
from influence_sim.scenario.files import shipped_names


@pytest.fixture(scope="module")
def model() -> InfluenceModel:
    done = InfluenceModel(scenario="classroom", strategy="institution", seed=3, run=2)
    done.run_model()
    return done


# The order of things

Told = list[tuple[str, int]]  # rule and index of the actor it is called for, -1 for once


def small_world() -> World:
    """Two steps a year, so that not every step opens one."""
    return make_world(np.random.default_rng(1), corridors=2, steps_per_year=2, years=2, modules=True)


def spied_schedule(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Have every rule of the schedule tell when it is called."""
    told: Told = []
    for call in calls_of_step():
        rule = getattr(schedule, call.rule)
        (place,) = [i for i, name in enumerate(signature(rule).parameters) if name not in FOUND_AT] or [None]

        def tell(*given: Any, rule: Any = rule, place: int | None = place) -> None:
            told.append((rule.__name__, -1 if place is None else given[place]))
            rule(*given)

        monkeypatch.setattr(schedule, call.rule, tell)
    return told


def spied_agents(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Have every agent and the model tell when a method of a rule's name is called."""
    told: Told = []
    for call in calls_of_step():
        owner = KINDS.get(call.actor, Schedule)
        method = getattr(owner, call.rule)

        def tell(self: Any, name: str = call.rule, method: Any = method) -> None:
            told.append((name, getattr(self, "index", -1)))
            method(self)

        monkeypatch.setattr(owner, call.rule, tell)
    return told


def test_mesa_calls_the_rules_in_the_schedules_order(monkeypatch: pytest.MonkeyPatch) -> None:
    world = small_world()
    sizes = shapes.sizes_of(world)
    now, record = shapes.empty(Situation, sizes), shapes.empty(Record, sizes)
    expected = spied_schedule(monkeypatch)
    schedule.play(views(world), views(now), views(record), 1, 0)
    monkeypatch.undo()
    told = spied_agents(monkeypatch)
    play(world, 1, 0)
    assert told == expected
    assert len(told) > 100 and {rule for rule, _ in told} == {call.rule for call in calls_of_step()}


def test_every_call_of_the_schedule_has_its_method() -> None:
    for call in calls_of_step():
        method = getattr(KINDS.get(call.actor, Schedule), call.rule)
        assert method.__name__ == call.rule and method.__doc__, call.rule


def test_no_kind_of_agent_has_the_rules_of_another() -> None:
    for call in calls_of_step():
        having = [name for name, kind in KINDS.items() if hasattr(kind, call.rule)]
        assert having == [call.actor] * (call.actor in KINDS), call.rule


def test_a_rule_is_given_what_it_asks_for() -> None:
    """Each parameter of a rule is found in the model, but for one, the agent's own index, where it is for agents."""
    for call in calls_of_step():
        own = [name for name in signature(getattr(schedule, call.rule)).parameters if name not in FOUND_AT]
        assert len(own) == (call.actor in KINDS), call.rule


class Miser(Power):
    """A power that never spends."""

    def make_budget(self) -> None:
        super().make_budget()
        self.model.now.budget[self.index] = 0.0


class WorldOfMisers(InfluenceModel):
    """The model with an agent of one's own."""

    kinds = InfluenceModel.kinds | {"power": Miser}


def test_a_model_of_ones_own_follows_the_rule_of_its_own_agents() -> None:
    misers, plain = WorldOfMisers(scenario="classroom"), InfluenceModel(scenario="classroom")
    for one in (misers, plain):
        one.run_model()
    assert misers.record.budget.sum() == 0.0 < plain.record.budget.sum()
    assert (misers.record.share > 0.0).all()  # by ties: all other rules are as they were


def test_a_model_of_ones_own_collects_its_own_agents() -> None:
    misers = WorldOfMisers(scenario="classroom")
    misers.run_model()
    assert set(misers.agents_by_type) == {Miser, State, Forum}
    assert (misers.datacollector.get_agenttype_vars_dataframe(Miser)["budget"] == 0.0).all()


def test_an_agent_may_have_a_method_of_its_own() -> None:
    changed, plain = InfluenceModel(scenario="classroom"), InfluenceModel(scenario="classroom")
    changed.powers["north"].make_budget = lambda: None  # it never has a budget
    for one in (changed, plain):
        one.run_model()
    assert changed.record.budget[:, 0].sum() == 0.0 < plain.record.budget[:, 0].sum()
    assert changed.record.budget[:, 1] == pytest.approx(plain.record.budget[:, 1])


# As any Mesa model


def test_the_model_ends_with_its_last_year(model: InfluenceModel) -> None:
    assert not model.running
    assert model.year == model.scenario.years.last


def test_agents_are_found_by_their_type(model: InfluenceModel) -> None:
    assert {kind.__name__ for kind in model.agents_by_type} == {"Power", "State", "Forum"}
    assert [power.key for power in model.agents_by_type[Power]] == list(model.scenario.powers)


def test_corridors_are_agents_where_the_scenario_has_some() -> None:
    route = {"name": "Pass", "capacity": 2, "length": {"north": 1}, "crosses": ["alba"]}
    corridors = {"on": True, "routes": {"pass": route}}
    built = InfluenceModel(scenario="classroom", overrides={"modules.corridors": corridors})
    assert [corridor.key for corridor in built.agents_by_type[Corridor]] == ["pass"]
    assert built.corridors["pass"].name == "Pass"
    assert built.corridors["pass"].capacity == 2.0


def test_agent_sets_select_sort_and_aggregate(model: InfluenceModel) -> None:
    powers = model.agents_by_type[Power]
    strongest = powers.sort("mean_share", ascending=False)[0]
    assert strongest.mean_share == powers.agg("mean_share", max)
    assert len(powers.select(lambda power: power.mean_share >= strongest.mean_share)) == 1


def test_shares_and_independence_of_the_agents_sum_to_one(model: InfluenceModel) -> None:
    for state in model.agents_by_type[State]:
        held = sum(power.share_in(state.key) for power in model.agents_by_type[Power])
        assert held + state.independence == pytest.approx(1.0, abs=1e-12)


def test_the_data_collector_holds_each_year(model: InfluenceModel) -> None:
    frame = model.datacollector.get_model_vars_dataframe()
    assert frame["year"].to_list() == list(range(model.scenario.years.first, model.scenario.years.last + 1))
    assert ((frame[["possession", "milieu", "independence"]] >= 0) & (frame <= 1e4)).all(axis=None)


def test_the_data_collector_holds_each_kind_of_agent(model: InfluenceModel) -> None:
    powers = model.datacollector.get_agenttype_vars_dataframe(Power)
    assert len(powers) == len(model.scenario.powers) * len(model.datacollector.model_vars["year"])
    assert set(model.datacollector.get_agenttype_vars_dataframe(Forum)["key"]) == set(model.scenario.forums)


def test_a_users_own_reporter_reads_the_agents() -> None:
    mine = InfluenceModel(scenario="classroom")
    mine.datacollector = mesa.DataCollector(
        model_reporters={"deepest": lambda m: max(f.depth for f in m.forums.values())}
    )
    mine.step()
    assert mine.datacollector.model_vars["deepest"][0] >= 0.0


def test_batch_run_gives_one_row_a_run() -> None:
    rows = mesa.batch_run(
        InfluenceModel,
        {"scenario": "classroom", "strategy": ["bilateral", "institution"], "run": range(3)},
        iterations=1,
        number_processes=1,
        display_progress=False,
    )
    assert [(row["strategy"], row["run"]) for row in rows] == [
        (s, r) for s in ("bilateral", "institution") for r in range(3)
    ]
    alone = InfluenceModel(scenario="classroom", strategy="institution", run=2)
    alone.run_model()
    assert rows[-1]["possession"] == alone.possession


def test_batch_run_takes_scenarios_and_strategies_as_values() -> None:
    parameters = {"scenario": isim.load_scenario("classroom"), "strategy": isim.strategy("hybrid", rho=0.4)}
    rows = mesa.batch_run(InfluenceModel, parameters, number_processes=1, display_progress=False)
    assert len(rows) == 1


def test_mesa_collects_at_any_period() -> None:
    rows = mesa.batch_run(
        InfluenceModel, {"scenario": "classroom"}, data_collection_period=1, number_processes=1, display_progress=False
    )
    scenario = isim.load_scenario("classroom")
    assert [row["year"] for row in rows] == list(range(scenario.years.first, scenario.years.last + 1))


QUICK = {"institution", "phased", "retreat"}


def shipped_worlds() -> Iterator[Any]:
    """Every shipped strategy in every shipped scenario that it fits, with corridors off and on."""
    for key in shipped_names("scenario"):
        scenario = isim.load_scenario(key)
        off = scenario.keys["K"] and not scenario.modules.corridors.on
        settings = [{}, {"modules.corridors.on": True}] if off else [{}]
        for setting in settings:
            table = isim.list_strategies(isim.load_scenario(scenario, setting))
            for name in table["name"][table["refusal"] == ""]:
                quick = key == "classroom" or (key == "baseline" and name in QUICK)
                marks = [] if quick and not setting else [pytest.mark.slow]
                yield pytest.param(key, setting, name, marks=marks, id=f"{key}-{name}{'-corridors' * len(setting)}")


@pytest.mark.parametrize(("scenario", "setting", "strategy"), [*shipped_worlds()])
def test_every_shipped_world_has_one_digest_from_both_engines(
    scenario: str, setting: dict[str, bool], strategy: str
) -> None:
    loaded = isim.load_scenario(scenario, setting)
    mesas = isim.simulate(loaded, strategy=strategy, seed=11, run=5, engine="mesa")
    assert mesas.digest == isim.simulate(loaded, strategy=strategy, seed=11, run=5, engine="compiled").digest


def test_strategies_of_several_powers_have_one_digest_from_both_engines() -> None:
    others = ["sco_bank", "eaeu_deepening", "connect"]
    mesas = isim.simulate("baseline", "phased", seed=2, engine="mesa", others=others)
    assert mesas.digest == isim.simulate("baseline", "phased", seed=2, engine="compiled", others=others).digest


@pytest.mark.parametrize("steps", [4, 12])
def test_more_steps_a_year_keep_the_bits_equal(steps: int) -> None:
    scenario = isim.load_scenario("classroom", {"steps_per_year": steps, "parameters.shocks": 1})
    mesas = isim.simulate(scenario, strategy="institution", engine="mesa")
    assert mesas.digest == isim.simulate(scenario, strategy="institution", engine="compiled").digest


def test_stepping_by_hand_is_running() -> None:
    first = InfluenceModel(scenario="classroom", seed=4)
    while first.running:
        first.step()
    second = compiled.play(first.world._replace(**arrays(first)), 4, 0)
    assert record_digest(first.record) == record_digest(second)


def arrays(model: InfluenceModel) -> dict[str, np.ndarray]:
    """The world's views as arrays again."""
    return {name: np.asarray(value) for name, value in model.world._asdict().items() if isinstance(value, memoryview)}


@pytest.mark.slow
def test_one_world_on_mesa_compiles_nothing() -> None:
    script = (
        "import sys, influence_sim as isim\n"
        "isim.InfluenceModel(scenario='classroom').run_model()\n"
        "isim.simulate('classroom', engine='mesa')\n"
        "print('numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_model_says_what_it_is(model: InfluenceModel) -> None:
    assert repr(model) == f'<InfluenceModel "classroom", institution, seed 3, run 2: {model.scenario.years.last}>'
