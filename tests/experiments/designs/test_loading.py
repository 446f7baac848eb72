from pathlib import Path

import pytest

from influence_sim.errors import InputError
from influence_sim.experiments.designs import load_design

TOP = "title: Mine\nmethod: grid\n"
YEAR = "factors: {a: {path: branch, values: [2005]}}\n"


def factor(text: str) -> str:
    """A grid of one factor, in line 4."""
    return f"{TOP}factors:\n  a: {{{text}}}\n"


CASES = {
    "an unknown key": (TOP + "factor: {}\n" + YEAR, 3, 'unknown key "factor"; did you mean "factors"?'),
    "an unknown method": (TOP.replace("grid", "gird") + YEAR, 2, 'method is "gird"; did you mean "grid"?'),
    "no title": ("method: grid\n" + YEAR, 1, 'lacks "title"'),
    "no factors": (TOP + "factors: {}\n", 3, "factors is {}"),
    "no runs": (TOP + "runs_per_point: 0\n" + YEAR, 3, "runs_per_point is 0; it must be at least 1"),
    "no samples": ("title: x\nmethod: sobol\n" + YEAR, 2, "method is sobol, which needs samples"),
    "samples that are no power": ("title: x\nmethod: sobol\nsamples: 100\n" + YEAR, 3, "it must be a power of 2"),
    "samples of a grid": (TOP + "samples: 9\n" + YEAR, 3, "samples is of no use to the method grid; it is for latin"),
    "odd levels": ("title: x\nmethod: morris\nsamples: 9\nlevels: 5\n" + YEAR, 4, "levels is 5; it must be even"),
    "a list without a file": ("title: x\nmethod: list\n" + YEAR, 2, "method is list, which needs file"),
    "a strategy twice": (TOP + "strategies: [alone, alone]\n" + YEAR, 3, 'strategies.1 is "alone" again'),
    "an unknown scenario": (TOP + "scenario: baselin\n" + YEAR, 3, 'did you mean "baseline"?'),
    "an unknown strategy": (TOP + "strategies: [bilatral]\n" + YEAR, 3, 'did you mean "bilateral"?'),
    "an unknown outcome": (TOP + "outcomes: [milieu_lat]\n" + YEAR, 3, 'did you mean "milieu_late"?'),
    "a wrong change": (
        TOP + "set: {modules.evnts.on: true}\n" + YEAR,
        3,
        'no "evnts" in "modules"; did you mean "events"?',
    ),
    "a change out of range": (TOP + "set: {parameters.credit_leak: 2}\n" + YEAR, 3, "it must be from 0 to 1"),
    "a reserved name": (TOP + "factors:\n  run: {path: branch, values: [2005]}\n", 4, "factors.run is a reserved word"),
    "a name that is none": (TOP + "factors:\n  a b: {path: branch, values: [2005]}\n", 4, "it must be a key: a letter"),
    "an unknown parameter": (factor("path: parameters.credit_leek, values: [1]"), 4, 'did you mean "credit_leak"?'),
    "an unknown element": (factor("path: parameters.tie_reach.RUSS, values: [1]"), 4, 'did you mean "RUS"?'),
    "an unknown section": (factor("path: paramters.credit_leak, values: [1]"), 4, 'did you mean "parameters"?'),
    "an unknown event": (factor("path: modules.events.list.chinese_surg.on, values: [true]"), 4, '"chinese_surge"?'),
    "a strategy not played": (
        factor("path: strategies.hybrid.rho, values: [1]"),
        4,
        'names "hybrid", which is no strategy',
    ),
    "a strategy alone": (factor("path: strategies.institution, values: [1]"), 4, "write strategies.NAME.FIELD"),
    "an unknown field": (factor("path: strategies.institution.reginal_share, values: [1]"), 4, '"regional_share"?'),
    "below a number": (factor("path: strategies.institution.rho.end, values: [1]"), 4, "which is 0.6; leave out end"),
    "an unknown power": (factor("path: others.RUSS, values: [none]"), 4, 'did you mean "RUS"?'),
    "the focal power": (factor("path: others.JPN, values: [none]"), 4, "which is no other power of baseline"),
    "no power": (factor("path: others, values: [none]"), 4, "write others.POWER"),
    "another's strategy": (factor("path: others.RUS, values: [none, sco_bank]"), 4, "a strategy of CHN, not of RUS"),
    "an unknown rival's strategy": (factor("path: others.RUS, values: [retret]"), 4, 'did you mean "retreat"?'),
    "an unknown scenario among values": (factor("path: scenario, values: [classrom]"), 4, 'did you mean "classroom"?'),
    "a number as a strategy": (factor("path: others.RUS, values: [3]"), 4, "values.0 is 3; it must be a name"),
    "a huge number": (factor(f"path: parameters.leverage, values: [{10**30}]"), 4, "it must be a number, a word"),
    "no names for a power": (factor("path: others.RUS"), 4, "factors.a has no values; list the names"),
    "no path": (factor("values: [1]"), 4, 'factors.a lacks "path"'),
    "a path twice": (factor("path: [branch, branch], values: [2005]"), 4, "name each path once"),
    "two factors on one path": (
        factor("path: branch, values: [2005]") + "  b: {path: branch, values: [2005]}\n",
        5,
        "that of a too",
    ),
    "a strategy's value": (
        factor("path: strategies.institution.rho, values: [0.1, 1.5]"),
        4,
        "factors.a.values.1 is 1.5",
    ),
    "a parameter's value": (factor("path: parameters.credit_leak, values: [0.1, 1.5]"), 4, "it must be from 0 to 1"),
    "a word that is none": (
        factor("path: parameters.rivals_answer, values: [copie]"),
        4,
        "one of: none, copy, outspend",
    ),
    "a year outside": (factor("path: branch, values: [2005, 1850]"), 4, "it must be a year from 1992 to 2024"),
    "half a year": (factor("path: branch, values: [2005.5]"), 4, "it must be a whole number"),
    "values of two kinds": (
        factor("path: parameters.credit_leak, values: [0.1, x]"),
        4,
        "it must be a number like the first",
    ),
    "a list as value": (
        factor("path: windows.late, values: [[2001, 2002]]"),
        4,
        "it must be a number, a word, true or false",
    ),
    "a value twice": (factor("path: parameters.credit_leak, values: [0.1, 0.1]"), 4, "values.1 is 0.1 again"),
    "no values at all": (factor("path: parameters.credit_leak, values: []"), 4, "it must be at least 1 long"),
    "values and steps": (factor("path: parameters.credit_leak, values: [0.1], steps: 3"), 4, "keep one of them"),
    "a grid without values": (factor("path: parameters.credit_leak"), 4, "a grid needs values, or steps"),
    "a fixed parameter": (factor("path: parameters.tie_total, steps: 2"), 4, "tie_total is fixed: it has no prior"),
    "no prior to take": (factor("path: strategies.institution.rho, steps: 2"), 4, "neither values nor a prior"),
    "priors of many": (factor("path: parameters.tie_reach, steps: 2"), 4, "name one element, or values"),
    "a prior of one element": (
        factor("path: parameters.budget_scale, steps: 2"),
        4,
        "priors of their own; name one element",
    ),
    "no kind of prior": (factor("path: branch, steps: 2, prior: {unifrm: [0, 1]}"), 4, "it must be one of: uniform,"),
    "a prior out of range": (
        factor("path: parameters.credit_leak, steps: 2, prior: {uniform: [0, 2]}"),
        4,
        "from 0 to 1",
    ),
    "a prior past a share": (
        factor("path: strategies.institution.rho, steps: 2, prior: {uniform: [0, 2]}"),
        4,
        "reaches 2",
    ),
    "a prior of half years": (
        factor("path: branch, steps: 2, prior: {uniform: [2001.5, 2003]}"),
        4,
        "between whole numbers",
    ),
    "a module that is off": (
        factor("path: parameters.offtake_decay, values: [0.1]"),
        4,
        "add modules.resources.on: true under set",
    ),
    "points that do not fit": (
        TOP + "strategies: [corridor]\n" + YEAR,
        1,
        'at point 0: strategy "corridor": corridors need',
    ),
    "nowhere to stand": (
        "title: x\nmethod: one_at_a_time\nfactors:\n  a: {path: strategies.institution.start, values: [2005]}\n",
        4,
        "say given: where it stands",
    ),
    "one value for indices": (
        "title: x\nmethod: sobol\nsamples: 2\nfactors:\n  a: {path: branch, values: [2005]}\n",
        5,
        "factors.a.values is [2005]; sobol needs two values at least",
    ),
    "steps for a method that draws": (
        "title: x\nmethod: morris\nsamples: 2\nfactors: {a: {path: parameters.credit_leak, steps: 2}}\n",
        4,
        "steps is of no use",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_slip_is_told_in_one_sentence_with_its_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, line, said = CASES[name]
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_design("mine.yaml")
    told = str(caught.value)
    assert told.startswith(f"mine.yaml, line {line}: ")
    assert said in told
    assert "\n" not in told and len(told) < 300


def test_an_unknown_design_gets_the_nearest() -> None:
    with pytest.raises(InputError, match='unknown design "metagam"; did you mean "metagame"'):
        load_design("metagam")


def test_a_design_is_loaded_from_a_path_and_knows_its_name(tmp_path: Path) -> None:
    path = tmp_path / "water.yaml"
    path.write_text(TOP + YEAR, encoding="utf-8")
    design = load_design(path)
    assert (design.key, design.source) == ("water", path)
    assert load_design(design) is design


def test_paths_count_from_the_folder_of_the_design(tmp_path: Path) -> None:
    (tmp_path / "slow.yaml").write_text("title: Slow\nregional_share: 0.1\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("extends: classroom\ntitle: Mine\n", encoding="utf-8")
    text = "title: x\nscenario: ./mine.yaml\nstrategies: [bilateral, ./slow.yaml]\nmethod: grid\nfactors:\n"
    path = tmp_path / "design.yaml"
    path.write_text(text + "  rho: {path: strategies.slow.rho, values: [0.2]}\n", encoding="utf-8")
    design = load_design(path)
    assert [one.key for one in design.setting({"rho": 0.2}).strategies] == ["bilateral", "slow"]
    assert design.setting({"rho": 0.2}).load().title == "Mine"


def test_another_power_may_follow_a_strategy_from_the_folder_of_the_design(tmp_path: Path) -> None:
    (tmp_path / "loud.yaml").write_text("title: Loud\nby: RUS\nactivity: 2\n", encoding="utf-8")
    path = tmp_path / "design.yaml"
    factors = "factors:\n  russia: {path: others.RUS, values: [none, ./loud.yaml]}\n"
    path.write_text(TOP + factors + "  a: {path: strategies.loud.activity, values: [3]}\n", encoding="utf-8")
    (loud,) = load_design(path).setting({"russia": "./loud.yaml", "a": 3}).others
    assert (loud.key, loud.activity) == ("loud", 3)


def test_a_parameter_of_a_module_that_another_factor_switches_on_is_welcome(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    text = factor("path: parameters.hedging_half_point, values: [0.5]")
    path.write_text(text + "  on: {path: modules.hedging.on, values: [true]}\n", encoding="utf-8")
    assert len(load_design(path).points()) == 1


def test_missing_series_are_told_when_worlds_are_asked_for(tmp_path: Path) -> None:
    lost = "extends: baseline\nfacts: {tables: {gdp: {file: nowhere.csv}}}\n"
    (tmp_path / "lost.yaml").write_text(lost, encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(TOP + "scenario: ./lost.yaml\n" + YEAR, encoding="utf-8")
    design = load_design(path)
    with pytest.raises(InputError, match=r"at point 0: .*nowhere\.csv"):
        design.check(series=True)
