import pytest

from influence_sim.errors import InputError
from influence_sim.experiments.analysis.optimum import Future, Plan, Space, emphasis_text, optimise, simulated

SPACE = Space(["club", "pact"])
FUTURES = {"calm": 1.0, "storm": 0.0}


def peak(plan, future):
    """Best at one half through the pact in a calm future, at nothing in a storm."""
    vehicle = 1.0 if plan.through == "pact" else 0.5
    aim = 0.6 * future
    return vehicle - (plan.first - aim) ** 2 - (plan.last - aim) ** 2


def test_in_one_future_the_best_plan_is_found():
    found = optimise(SPACE, {"calm": 1.0}, peak, generations=15)
    plan = found.plans["expected"]
    assert plan.through == "pact" and (plan.first, plan.last) == pytest.approx((0.6, 0.6), abs=0.05)
    assert found.plans["worst"] == found.plans["regret"] == plan


def test_in_two_futures_the_mean_lies_between():
    plan = optimise(SPACE, FUTURES, peak, generations=15).plans["expected"]
    assert (plan.first, plan.last) == pytest.approx((0.3, 0.3), abs=0.05)


def gamble(plan, future):
    """The more through a forum, the better in a calm future and the worse in a storm: a small part is safest."""
    return 3 * plan.last if future else 0.5 - plan.last


def test_the_worst_case_is_more_careful_than_the_mean():
    found = optimise(SPACE, FUTURES, gamble, generations=15)
    assert found.plans["expected"].last == 1.0
    assert found.plans["worst"].last == pytest.approx(0.125, abs=0.03)  # 3 x = 0.5 − x


def test_the_largest_regret_is_as_large_in_both_futures():
    found = optimise(SPACE, FUTURES, gamble, generations=15)
    assert found.plans["regret"].last == pytest.approx(0.75, abs=0.03)  # 3 (1 − x) = x
    assert found.row("regret")["regret"] == pytest.approx(0.75, abs=0.05)


def test_every_plan_is_tried_once_and_kept():
    asked = []

    def counted(plan, future):
        asked.append((plan, future))
        return peak(plan, future)

    found = optimise(SPACE, FUTURES, counted, generations=3)
    assert len(asked) == len(set(asked)) == 2 * len(found.tried)


def test_no_plan_that_was_tried_is_better_than_the_answer():
    found = optimise(SPACE, FUTURES, gamble, generations=5)
    assert found.row("expected")["expected"] == found.tried["expected"].max()
    assert found.row("worst")["worst"] == found.tried["worst"].max()
    assert found.row("regret")["regret"] == found.tried["regret"].min()


def test_what_is_done_now_is_among_the_plans():
    now = Plan(0.11, 0.22, "club")
    tried = optimise(SPACE, FUTURES, peak, generations=1, begin=[now]).tried
    assert ((tried["first"] == 0.11) & (tried["last"] == 0.22) & (tried["through"] == "club")).any()


def test_emphasis_is_found_too():
    space = Space(["club"], ["aid", "trade"])
    found = optimise(
        space, {"calm": 1.0}, lambda plan, _: dict(plan.emphasis)["aid"] - dict(plan.emphasis)["trade"], 15
    )
    emphasis = dict(found.plans["expected"].emphasis)
    assert emphasis["aid"] > 1.9 and emphasis["trade"] < 0.6
    assert emphasis_text(found.plans["expected"]).startswith("aid ")


def test_the_same_seed_finds_the_same():
    one, other = (optimise(SPACE, FUTURES, gamble, generations=2, seed=4) for _ in range(2))
    assert one.tried.equals(other.tried)


def test_without_a_future_there_is_no_optimum():
    with pytest.raises(InputError, match="at least one future"):
        optimise(SPACE, {}, peak)


@pytest.mark.slow
def test_a_plan_like_the_base_is_worth_what_a_comparison_says():
    from influence_sim.experiments.comparison import compare
    from influence_sim.scenario.loading import load_scenario
    from influence_sim.scenario.strategies import strategy

    scenario = load_scenario("classroom")
    key = scenario.roles.own_forum
    plan = strategy("institution", regional_share={"start": 0.6, "end": 0.6, "over": 10}, through={key: 1.0})
    found = compare(scenario, ["bilateral", plan], runs=4, engine="compiled", ledger_runs=0).verdict
    chosen = (found["decider"] == "as given") & (found["axis"] == "possession") & (found["window"] == "late")
    chosen &= found["weight"] == "states equally"
    worth = simulated("classroom", weights={"possession_late": 1.0}, runs=4)
    assert worth(Plan(0.6, 0.6, key), Future()) == pytest.approx(100 * found[chosen]["difference"].iloc[0])
