"""The model on Mesa, used as any Mesa user would."""

import ast
import inspect
import subprocess
import sys
import textwrap

import mesa
import numpy as np
import pytest

import influence_sim as isim
from influence_sim.engines import compiled
from influence_sim.engines.agents import Forum, Power, State
from influence_sim.engines.model import InfluenceModel, Schedule
from influence_sim.rules import schedule
from influence_sim.runs.trajectory import record_digest


@pytest.fixture(scope="module")
def model() -> InfluenceModel:
    done = InfluenceModel(scenario="classroom", strategy="institution", seed=3, run=2)
    done.run_model()
    return done


def calls_in(function: object, of_agents: bool) -> list[str]:
    """Names of the rules that a step calls, in the order of the text."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))  # type: ignore[arg-type]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    names = []
    for call in calls:
        if of_agents and isinstance(call.func, ast.Attribute) and call.func.attr == "do":
            names.append(ast.literal_eval(call.args[0]))
        elif of_agents and isinstance(call.func, ast.Attribute) and call.func.attr == "record_measures":
            names.append("record_measures")
        elif (
            not of_agents and isinstance(call.func, ast.Name) and call.func.id not in {"range", "year_of", "opens_year"}
        ):
            names.append(call.func.id)
    return [name for name in names if name not in {"range", "year_of", "opens_year"}]


def test_mesa_and_the_schedule_keep_one_order() -> None:
    assert calls_in(Schedule.step, of_agents=True) == calls_in(schedule.step, of_agents=False)


def test_each_agent_calls_the_rule_of_its_methods_name() -> None:
    for name in calls_in(Schedule.step, of_agents=True)[:-1]:
        owner = next(kind for kind in (Power, State, Forum) if hasattr(kind, name))
        assert f".{name}(" in inspect.getsource(getattr(owner, name))


def test_the_model_ends_with_its_last_year(model: InfluenceModel) -> None:
    assert not model.running
    assert model.year == model.scenario.years.last


def test_agents_are_found_by_their_type(model: InfluenceModel) -> None:
    assert {kind.__name__ for kind in model.agents_by_type} == {"Power", "State", "Forum"}
    assert [power.key for power in model.agents_by_type[Power]] == list(model.scenario.powers)


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


@pytest.mark.parametrize("scenario", ["classroom", "baseline"])
@pytest.mark.parametrize("strategy", ["bilateral", "alone", "institution", "hybrid"])
def test_every_shipped_world_has_one_digest_from_both_engines(scenario: str, strategy: str) -> None:
    mesas = isim.simulate(scenario, strategy=strategy, seed=11, run=5, engine="mesa")
    assert mesas.digest == isim.simulate(scenario, strategy=strategy, seed=11, run=5, engine="compiled").digest


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
