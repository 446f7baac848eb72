import pickle
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from influence_sim.errors import InputError
from influence_sim.scenario.files import find, shipped_names
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.over_time import LineOfShares
from influence_sim.scenario.strategies import Strategy, strategy
from influence_sim.scenario.yaml import read_file


def refusal(name: Any, **changes: Any) -> str:
    with pytest.raises(InputError) as caught:
        strategy(name, **changes)
    return str(caught.value)


@pytest.mark.parametrize("name", shipped_names("strategy"))
def test_every_shipped_strategy_loads(name: str) -> None:
    assert strategy(name).key == name


@pytest.mark.parametrize("name", ["bilateral", "alone", "deepen", "hybrid", "institution", "phased"])
def test_a_strategy_of_the_focal_power_by_roles_names_no_actor_of_any_shipped_scenario(name: str) -> None:
    words = set(find(name, "strategy").read_text(encoding="utf-8").replace(",", " ").replace(".", " ").split())
    assert not words & {"JPN", "CHN", "RUS", "EU", "IND", "Japan", "China", "Russia", "India", "North", "South"}


def test_bilateral_changes_nothing() -> None:
    said = set(read_file(find("bilateral", "strategy")).mapping)
    assert said <= {"title", "summary", "by", "aims", "costs", "motives"}


def test_a_strategy_is_a_value_that_can_be_changed() -> None:
    assert strategy("hybrid", regional_share=0.4).regional_share == 0.4


def test_rho_is_the_regional_share() -> None:
    assert strategy("hybrid", rho=0.4) == strategy("hybrid", regional_share=0.4)


def test_a_changed_strategy_says_how() -> None:
    assert strategy("hybrid", rho=0.4).key == "hybrid(regional_share=0.4)"


def test_a_line_may_be_given_as_a_value_or_a_mapping() -> None:
    line = LineOfShares(start=0, end=0.6, over=(2001, 2004))
    mapping = {"start": 0, "end": 0.6, "over": [2001, 2004]}
    assert strategy("hybrid", rho=line).regional_share == line == strategy("hybrid", rho=mapping).regional_share


def test_a_strategy_with_a_line_can_be_changed_further() -> None:
    one = strategy("hybrid", rho={"start": 0, "end": 0.6, "over": [2001, 2004]})
    assert strategy(one, activity=2).regional_share == one.regional_share


def test_changes_leave_the_strategy_that_was_changed() -> None:
    one = strategy("hybrid")
    two = strategy(one, rho=0.4)
    assert (one.regional_share, two.regional_share, two.found) == (0.3, 0.4, one.found)


def test_a_strategy_without_changes_stays_itself() -> None:
    one = strategy("hybrid", rho=0.4)
    assert strategy(one) == one
    assert strategy(one).key == one.key


def test_a_strategy_may_be_given_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("title: Mine\nregional_share: {2001: 0.1, 2005: 0.5}\nthrough: {council: 1}\n", encoding="utf-8")
    mine = strategy(str(path))
    assert (mine.key, mine.source, mine.regional_share) == ("mine", path, {2001: 0.1, 2005: 0.5})


def test_a_slip_in_a_file_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text("title: Mine\nregional_shar: 0.1\n", encoding="utf-8")
    assert refusal("mine.yaml") == ('mine.yaml, line 2: unknown key "regional_shar"; did you mean "regional_share"?')


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rho": 1.5}, "strategy hybrid: regional_share is 1.5; it must be at most 1"),
        ({"rho": "much"}, 'strategy hybrid: regional_share is "much"; it must be a number'),
        ({"rho": float("nan")}, "strategy hybrid: regional_share is nan; it must be a finite number"),
        ({"rho": {2001: 2}}, "strategy hybrid: regional_share.2001 is 2; it must be at most 1"),
        ({"activity": -1}, "strategy hybrid: activity is -1; it must be at least 0"),
        ({"found": 1}, "strategy hybrid: found is 1; it must be true or false"),
        ({"rho": {"start": 0, "end": 2, "over": 3}}, "strategy hybrid: regional_share.end is 2; it must be at most 1"),
        ({"rho": {"start": 0, "end": 1, "ovr": 3}}, 'strategy hybrid: unknown key "ovr" in regional_share; did you'),
        ({"rho": {"start": 0, "over": 3}}, 'strategy hybrid: regional_share lacks "end" (where it ends, and stays)'),
        ({"activity": {"start": 0, "end": 1, "over": 0}}, "strategy hybrid: activity.over is 0; it must be at least 1"),
        (
            {"upkeep": {"start": 0, "end": 1, "over": [2009, 2005]}},
            "strategy hybrid: upkeep.over is [2009, 2005]; the last year must lie after the first",
        ),
        ({"upkeep": -1}, "strategy hybrid: upkeep is -1; it must be at least 0"),
        ({"corridors": {"pass": 2}}, "strategy hybrid: corridors.pass is 2; it must be at most 1"),
        ({"enlarge": "north"}, 'strategy hybrid: enlarge is "north"; it must be a list'),
        ({"aims": {"milieu": 2}}, "strategy hybrid: aims.milieu is 2; it must be at most 1"),
        ({"aims": {"milieu": 0}}, "strategy hybrid: aims has no weight other than 0; name what the power wants"),
        ({"aims": {"milleu": 1}}, 'strategy hybrid: aims.milleu is "milleu"; did you mean "milieu"?'),
        ({"rh": 0.4}, 'a strategy has no "rh"; did you mean "rho"?'),
    ],
)
def test_a_change_that_is_not_allowed_is_refused(changes: dict[str, Any], message: str) -> None:
    assert refusal("hybrid", **changes).startswith(message)


def test_an_unknown_name_gets_the_nearest() -> None:
    assert 'unknown strategy "bilatral"; did you mean "bilateral"?' in refusal("bilatral")


def test_a_strategy_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        strategy("hybrid").found = False


def test_a_strategy_can_be_sent_to_another_process() -> None:
    one = strategy("hybrid", rho=0.4)
    two: Strategy = pickle.loads(pickle.dumps(one))
    assert (two, two.key, two.source) == (one, one.key, one.source)


def test_a_strategy_is_shown_on_one_line() -> None:
    assert repr(strategy("hybrid")) == '<Strategy "hybrid" by focal: Hybrid>'


def test_a_scenario_is_no_strategy() -> None:
    assert "not by Scenario" in refusal(load_scenario("classroom"))
