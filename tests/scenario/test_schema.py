from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from influence_sim.errors import InputError
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.names import name_id
from influence_sim.scenario.schema import Scenario

Refusal = Callable[[str, str], str]
Edited = Callable[[str, str], Path]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        # keys and kinds of values
        ("focal: south", "focl: south", 'line 14: unknown key "focl" in roles; did you mean "focal"?'),
        ("summary: >-", "sumary: >-", 'line 3: unknown key "sumary"; did you mean "summary"?'),
        ('south: {name: South, colour:', 'south: {name: South, color:',
         'line 21: unknown key "color" in powers.south; did you mean "colour"?'),
        ("  population:", "  populaton:", 'unknown key "populaton" in facts; did you mean "population"?'),
        ("windows: {early", "windows: {earlier", 'line 17: unknown key "earlier" in windows; did you mean "early"?'),
        ("title: Two powers, three states\n", "", 'line 2: the file lacks "title"'),
        ("  focal: south\n", "", 'line 13: roles lacks "focal" (the power whose strategy is in question)'),
        ("title: Two powers, three states", "title: ''", 'line 2: title is ""; it must be text that is not empty'),
        ("title: Two powers, three states", "title: 3", "line 2: title is 3; it must be text"),
        ("first: 2001", "first: '2001'", 'line 9: years.first is "2001"; it must be a whole number'),
        ("first: 2001", "first: 2001.5", "line 9: years.first is 2001.5; it must be a whole number"),
        ("first: 2001", "first: 0", "line 9: years.first is 0; it must be at least 1"),
        ("years: {first: 2001, last: 2012}", "years: 2001", "line 9: years is 2001; it must be a mapping"),
        ("steps_per_year: 1", "steps_per_year: 0", "line 10: steps_per_year is 0; it must be at least 1"),
        ("steps_per_year: 1", "steps_per_year: 367", "line 10: steps_per_year is 367; it must be at most 366"),
        ("steps_per_year: 1", "steps_per_year: true", "line 10: steps_per_year is true; it must be a whole number"),
        ("membership_by_clock: false", "membership_by_clock: 0", "membership_by_clock is 0; it must be true or false"),
        ("early: [2001, 2004]", "early: [2001]", "line 17: windows.early is [2001]; it must be a pair [first, last]"),
        ("early: [2001, 2004]", "early: [2001, 2002, 2003]", "windows.early is [2001, 2002, 2003]; it must be at most"),
        ("early: [2001, 2004]", "early: 2001", "line 17: windows.early is 2001; it must be a pair [first, last]"),
        ("rivals: [north]", "rivals: north", 'line 15: roles.rivals is "north"; it must be a list'),
        ('"#1A8CF0"', "blue", 'line 20: powers.north.colour is "blue"; it must be a colour such as #1A8CF0'),
        ('"#1A8CF0"', '"#1A8CF"', 'powers.north.colour is "#1A8CF"; it must be a colour'),
        ("  alba: {name", "  2al: {name", "line 24: states.2al is"),
        ("  alba: {name", "  others: {name", "line 24: states.others is a reserved word (independence, bilateral"),
        # years
        ("last: 2012}", "last: 2000}", "line 9: years.last is 2000; it must not lie before the first year, 2001"),
        ("last: 2012}", "last: 2501}", "line 9: years.last is 2501; from 2001 on, at most 500 years"),
        ("early: [2001, 2004]", "early: [1999, 2004]", "windows.early.0 is 1999; it must be a year from 2001 to 2012"),
        ("late: [2009, 2012]", "late: [2009, 2013]", "windows.late.1 is 2013; it must be a year from 2001 to 2012"),
        ("early: [2001, 2004]", "early: [2004, 2001]", "windows.early is [2004, 2001]; the first year must not"),
        ("steps_per_year: 1", "branch: 2000", "line 10: branch is 2000; it must be a year from 2001 to 2012"),
        ("steps_per_year: 1", "reference_years: {gdp: 2000}", "reference_years.gdp is 2000; it must be a year"),
        ("steps_per_year: 1", "reference_years: {ties: 2013}", "reference_years.ties is 2013; it must be a year"),
        ("{year: 2001, label", "{year: 1001, label", "marks.0.year is 1001; it must be a year from 2001 to 2012"),
        # roles and forums
        ("focal: south", "focal: sout", 'roles.focal is "sout", which is no power of this scenario; did you mean'),
        ("rivals: [north]", "rivals: [west]", 'roles.rivals.0 is "west", which is no power of this scenario'),
        ("rivals: [north]", "rivals: [south]", 'roles.rivals.0 is "south", the focal power; a rival is another'),
        ("rivals: [north]", "rivals: [north, north]", 'roles.rivals.1 is "north", which stands twice; keep one'),
        ("own_forum: council", "own_forum: counsel", 'roles.own_forum is "counsel", which is no forum of this'),
        ("forum: council}", "forum: counsel}", 'line 21: powers.south.forum is "counsel", which is no forum'),
        ("convenor: south", "convenor: sud", 'line 29: forums.council.convenor is "sud", which is no power of this'),
        # names
        ("bora: {name: Bora}", "bora: {name: Alba}", 'states.bora.name is "Alba", as that of alba; names differ'),
        ("  alba: {name", "  north: {name", "line 24: states.north is also the key of a power; rename one of them"),
        # parameters
        ("shocks: {value: 0}", "shoks: {value: 0}", 'parameters.shoks is no parameter; did you mean "shocks"?'),
        ("shocks: {value: 0}", "shocks: 0", "parameters.shocks is 0; it must be a mapping (key: value)"),
        ("shocks: {value: 0}", "shocks: {value: 2}", "parameters.shocks.value is 2; it must be from 0 to 1"),
        ("shocks: {value: 0}", "shocks: {unit: yr}", 'parameters.shocks.unit is "yr"; it must be "switch"'),
        ("shocks: {value: 0}", "shocks: {evidence: mesured}",
         'parameters.shocks.evidence is "mesured"; did you mean "measured"?'),
        ("shocks: {value: 0}", "shocks: {valu: 0}", 'unknown key "valu" in parameters.shocks; did you mean "value"?'),
        ("standing_decay: {value: 0.1}", "standing_decay: {prior: {uniform: [1, 0]}}",
         "parameters.standing_decay.prior.uniform is [1, 0]; it must be two numbers, the lower first"),
        ("people_exponent: {value: {others: 0}}", "people_exponent: {value: {nort: 0}}",
         'parameters.people_exponent.value.nort names no power of this scenario; did you mean "north"?'),
        ("works: 4}", "works: x}", 'parameters.disbursement_lag.value.works is "x"; it must be a number, at least 0'),
        ("rivals_answer: {value: none}", "rivals_answer: {value: copie}", "it must be one of: none, copy, outspend"),
        ("steps_per_year: 1", "deciders: [credit_leek]", 'deciders.0 is "credit_leek"; it must be a parameter that is'),
        ("steps_per_year: 1", "deciders: [tie_reach]", 'deciders.0 is "tie_reach"; it must be a parameter that is one'),
        ("steps_per_year: 1", "deciders: [effort_saturation]", "a parameter that is one number and may be 0"),
        # facts
        ("north: 1000,", "north: much,", 'facts.budgets.north is "much"; it must be a number'),
        ("{alba: member", "{alba: membre", 'facts.memberships.council.alba is "membre"; did you mean "member"?'),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_line_and_what_is_allowed(refusal: Refusal, old: str, new: str, message: str) -> None:
    said = refusal(old, new)
    assert said.startswith("mine.yaml, line ")
    assert message in said


def test_a_slip_in_an_extended_file_is_told_there(edited: Edited) -> None:
    path = edited("parts/module_parameters]", "parts/module_parameters, wrong]")
    (path.parent / "wrong.yaml").write_text("\nparameters: {leverage: {value: -1}}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_scenario(path)
    assert str(caught.value).startswith("wrong.yaml, line 2: parameters.leverage.value is -1; it must be at least 0")


def test_a_missing_parameter_is_named_with_its_unit_and_meaning(edited: Edited, tmp_path: Path) -> None:
    text = edited("extends: [parts/core_parameters,", "extends: [mine_parameters,").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    from influence_sim.scenario.files import shipped_folder

    core = (shipped_folder() / "parts" / "core_parameters.yaml").read_text(encoding="utf-8")
    start = core.index("  leverage:\n", core.index("\nparameters:\n"))
    end = core.index("  leverage_credit:\n")
    (tmp_path / "mine_parameters.yaml").write_text(core[:start] + core[end:], encoding="utf-8")
    with pytest.raises(InputError, match=r'parameters lacks "leverage" \(in dollar per dollar\): others\' money'):
        load_scenario(tmp_path / "mine.yaml")


def test_further_slips_are_counted(refusal: Refusal) -> None:
    assert refusal("first: 2001, last: 2012", "first: a, last: b").endswith("(1 more after this)")


def test_two_actors_with_one_hash_are_refused(refusal: Refusal) -> None:
    seen: dict[int, str] = {}
    for i in range(2_000_000):
        first, second = seen.setdefault(name_id(f"k{i}"), f"k{i}"), f"k{i}"
        if first != second:
            break
    said = refusal("  alba: {name: Alba}\n", f"  {first}: {{name: Alba}}\n  {second}: {{name: Elba}}\n")
    assert f'states.{second} has the same 32-bit hash as "{first}"; rename one of them' in said


@pytest.mark.parametrize(
    ("section", "count", "message"),
    [
        ("powers", 31, "powers is"),
        ("states", 51, "states is"),
        ("forums", 31, "forums is"),
        ("channels", 13, "channels is"),
    ],
)
def test_too_many_actors_are_refused(classroom: Scenario, section: str, count: int, message: str) -> None:
    first = next(iter(getattr(classroom, section).values())).model_dump()
    actors = {f"k{i}": {**first, "name": f"K{i}"} for i in range(count)}
    with pytest.raises(InputError, match=f"overrides: {message} .*it must be at most {count - 1} long"):
        load_scenario(classroom, {section: actors})


def test_a_single_power_has_nobody_to_compete_with(classroom: Scenario) -> None:
    power = classroom.powers["south"].model_dump()
    with pytest.raises(InputError, match="it must be at least 2 long"):
        load_scenario(classroom, {"powers": {"south": power}})


def test_keys_may_be_in_any_script(edited: Edited) -> None:
    path = edited("  cima: {name: Cima}", "  Қазақ: {name: Cima}")
    text = path.read_text(encoding="utf-8").replace("cima", "Қазақ")
    path.write_text(text, encoding="utf-8")
    assert list(load_scenario(path).states) == ["alba", "bora", "Қазақ"]


def test_a_scenario_cannot_be_changed(classroom: Scenario) -> None:
    with pytest.raises(ValidationError):
        classroom.title = "another"


def test_a_scenario_is_shown_on_one_line(classroom: Scenario) -> None:
    assert repr(classroom) == (
        '<Scenario "classroom": 2001–2012, 2 powers, 3 states, 1 forum, 2 channels, focal south>'
    )


def test_a_notebook_shows_names_and_no_code_of_the_file(edited: Edited) -> None:
    scenario = load_scenario(edited("name: North,", "name: '<script>',"))
    shown = scenario._repr_html_()
    assert "South" in shown
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
