"""What the baseline's patterns say of history, held against the timeline and against a second source."""

import csv
from pathlib import Path
from typing import Any

import pytest

from influence_sim.scenario.facts import Entry, Membership
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.memberships import membership
from influence_sim.scenario.tables import Library

SCENARIO = load_scenario("baseline")
FOUNDS: Any = SCENARIO.patterns["who_founds"]
SLICE = Path(__file__).parent / "foundings_cow_igo_v3.csv"
SECOND = {"CST": "CSTO"}  # the second source knows the treaty by the organisation that grew out of it
ONLY_IN_SECOND = ("CAECC", "CICA")


def by_second_source() -> dict[str, set[str]]:
    """Forum → states that were members in the year of its founding, by the Correlates of War."""
    found: dict[str, set[str]] = {}
    with SLICE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["forum"], set())
            if row["status"] == "member":
                found[row["forum"]].add(row["iso3"])
    return found


@pytest.mark.parametrize("key", [key for key in FOUNDS.forums if key not in ONLY_IN_SECOND])
def test_founders_are_those_of_the_timeline_at_the_years_end(key: str) -> None:
    library = Library(SCENARIO.facts, SCENARIO.folders)
    founding, actors = FOUNDS.forums[key], [*FOUNDS.among, *SCENARIO.powers]
    years = range(founding.year, founding.year + 1)
    status, _ = membership(library, Membership(timeline=[Entry(name=key)]), actors, years, "test")
    members = {actor for actor, number in zip(actors, status[0], strict=True) if number == 2}
    assert members == {*founding.members, *(set(founding.powers) & set(SCENARIO.powers))}


@pytest.mark.parametrize("key", ["CIS", "CST", "ECO", "CAECC", "SCO", "EAEC", "CICA"])
def test_founders_are_those_of_the_second_source(key: str) -> None:
    assert set(FOUNDS.forums[key].members) == by_second_source()[SECOND.get(key, key)]


def test_the_pattern_looks_at_the_five_states() -> None:
    assert set(FOUNDS.among) == set(SCENARIO.states)
