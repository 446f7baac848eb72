"""What must hold in a checkout to which the module of docs/how-to/add-a-module.md was added.

Run from the root of a copy by ``test_add_a_module.py``: ``before`` prints what the copy does without the module,
``after`` checks what it does with it, ``engines`` compares the engines' bits. The first claim that fails is told.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

import influence_sim as isim
from influence_sim.engines import model
from influence_sim.experiments.laws.case import Case
from influence_sim.experiments.laws.modules import modules_off, modules_on, switched
from influence_sim.language import odd
from influence_sim.language.reading import read_rulebook
from influence_sim.rules import fields, shapes
from influence_sim.rules.shapes import Record, World
from influence_sim.runs.trajectory import record_digest
from influence_sim.scenario.exported import schema_text, schemas
from influence_sim.scenario.world import build_world

MODULE = "fatigue"
OWN = "weary.yaml"
SCENARIOS = ("classroom", "baseline", "extended")  # as shipped: the last with other modules on


def digest(record: Record, names: list[str]) -> str:
    """The bits of some fields of a record."""
    bits = hashlib.sha256()
    for name in names:
        bits.update(getattr(record, name).tobytes())
    return bits.hexdigest()


def digests(names: list[str]) -> dict[str, str]:
    """What shipped scenarios leave behind in some fields of the record."""
    return {key: digest(model.play(build_world(isim.load_scenario(key)), 1, 0), names) for key in SCENARIOS}


# --- claims, the cheap ones first ---


def the_copy_itself_is_at_work(_: Any) -> bool:
    return Path(str(isim.__file__)).is_relative_to(Path.cwd())


def the_rulebook_reads(_: Any) -> bool:
    return MODULE in [module.name for module in read_rulebook().modules] and MODULE in shapes.modules()


def the_description_says_what_the_code_says(_: Any) -> bool:
    odd.main(Path("docs/odd.md"))
    return True


def the_rules_sources_are_among_the_references(_: Any) -> bool:
    (said,) = [module.docstring for module in read_rulebook().modules if module.name == MODULE]
    references = Path("docs/odd.md").read_text(encoding="utf-8").partition("\n## References\n")[2]
    cited = re.findall(r"([A-Z]\w+) (\d{4})", said)
    return bool(cited) and all(re.search(rf"^\* {name}, .* {year}\.", references, re.MULTILINE) for name, year in cited)


def the_changelog_tells_of_it(_: Any) -> bool:
    unreleased = Path("CHANGELOG.md").read_text(encoding="utf-8").partition("\n## [Unreleased]\n")[2]
    return f"Module {MODULE}" in unreleased.partition("\n## ")[0]


def the_schema_is_written_anew(_: Any) -> bool:
    return all(Path("configs", name).read_text("utf-8") == schema_text(schema) for name, schema in schemas().items())


def a_scenario_switches_it_on(_: Any) -> bool:
    return isim.load_scenario(OWN).modules.is_on(MODULE)


def an_override_switches_it_on_in_every_shipped_scenario(_: Any) -> bool:
    names = [path.stem for path in Path("configs").glob("*.yaml")]
    scenarios = [isim.load_scenario(name, {f"modules.{MODULE}.on": "true"}) for name in names]
    return len(names) > 1 and all(scenario.modules.is_on(MODULE) for scenario in scenarios)


def off_leaves_every_bit(before: Any) -> bool:
    return digests(before["fields"]) == before["digests"]


def on_changes_shares(_: Any) -> bool:
    on = build_world(isim.load_scenario(OWN))
    return not np.array_equal(model.play(on, 1, 0).share, model.play(switched(on, {MODULE: 0}), 1, 0).share)


def what_it_records_is_a_metric(_: Any) -> bool:
    metrics = isim.simulate(OWN, engine="mesa").metrics
    return bool(metrics.query("metric == 'years led'").value.gt(0).any())


def its_parameter_is_drawn_from_its_prior(_: Any) -> bool:
    drawn = [isim.simulate(OWN, run=run, engine="mesa", parameters="prior").world.fatigue_rate for run in range(2)]
    return drawn[0] != drawn[1]


def the_laws_of_modules_hold(_: Any) -> bool:
    case = Case(isim.load_scenario(OWN), 1, 10, model.play)
    off, on = modules_off(case), modules_on(case)
    return off.holds and MODULE not in on.note


def parts_of_standing_still_sum_to_it(_: Any) -> bool:
    found = isim.explain(OWN, power="north", state="alba", year=2012)
    return bool(np.isclose(found.standing.share.sum(), 1.0, rtol=1e-12))


def money_still_explains_all_effect(_: Any) -> bool:
    run = isim.simulate(OWN, engine="mesa")
    found = isim.explain(OWN, power="north", state="alba", year=2012)
    return bool(np.isclose(found.money.effect.sum(), run.record.effect[-1, 0, 0], rtol=1e-9))


CLAIMS: tuple[Callable[[Any], bool], ...] = (
    the_copy_itself_is_at_work,
    the_rulebook_reads,
    the_description_says_what_the_code_says,
    the_rules_sources_are_among_the_references,
    the_changelog_tells_of_it,
    the_schema_is_written_anew,
    a_scenario_switches_it_on,
    off_leaves_every_bit,
    on_changes_shares,
    what_it_records_is_a_metric,
    its_parameter_is_drawn_from_its_prior,
    the_laws_of_modules_hold,
    parts_of_standing_still_sum_to_it,
    money_still_explains_all_effect,
    an_override_switches_it_on_in_every_shipped_scenario,
)


def worlds_with_it_on() -> Iterator[World]:
    """Worlds in which the engines are compared."""
    sys.path.insert(0, "tests")
    from worlds import make_world

    yield build_world(isim.load_scenario(OWN))
    yield build_world(isim.load_scenario("baseline", {f"modules.{MODULE}.on": True}))
    for seed in range(5):
        world = make_world(np.random.default_rng(seed), steps_per_year=1 + 3 * (seed % 2), modules=True)
        yield switched(world, {MODULE: 1})


def both_engines_leave_the_same_bits() -> bool:
    from influence_sim.engines import compiled

    pairs = [(model.play(world, 1, 0), compiled.play(world, 1, 0)) for world in worlds_with_it_on()]
    return all(mesa.years_led.any() and record_digest(mesa) == record_digest(other) for mesa, other in pairs)


def main(task: str, *words: str) -> None:
    """Run one of the three tasks."""
    if task == "before":
        names = [name for name, *_ in fields.fields(Record)]
        sys.stdout.write(json.dumps({"fields": names, "digests": digests(names)}))
    elif task == "engines":
        assert both_engines_leave_the_same_bits(), "the engines differ"
    else:
        before = json.loads(words[0])
        for claim in CLAIMS:
            assert claim(before), f"not so: {claim.__name__.replace('_', ' ')}"


if __name__ == "__main__":
    main(*sys.argv[1:])
