"""Memberships: from a timeline of events, or as given."""

import re
from pathlib import Path
from typing import Any

import pytest

from influence_sim.errors import InputError
from influence_sim.scenario.facts import Facts
from influence_sim.scenario.memberships import membership
from influence_sim.scenario.tables import Library

EVENTS = """date,actors,forum,change
1995-12-31,Ada;Bren;north,League,found
1996-01-01,Cid;stranger,League,join
1998-06-01,Bren,League,leave
1997-03-01,south,League,watch
1996-05-05,Ada,League,summit
1999-02-02,Bren,League,join
1999-01-01,Ada;Cid,Union,found
1994-01-01,stranger,Club,found
1997-02-03,Ada,Court,jion
1997-2-3,Ada,Bank,found
"""
ACTORS = ["Ada", "Bren", "Cid", "north", "south"]
WORDS = {"found": "member", "join": "member", "watch": "observer", "leave": "none"}
YEARS = range(1994, 2001)


def of(folder: Path, said: Any, timeline: bool = True, **more: Any) -> tuple[dict[str, str], str]:
    (folder / "events.csv").write_text(EVENTS)
    events = {"file": "events.csv", "words": WORDS, "ignore": ["summit"]} | more
    facts = Facts.model_validate(
        {
            "timeline": events if timeline else None,
            "power_gdp": 1,
            "state_gdp": 1,
            "population": 1,
            "budgets": {},
            "memberships": {"league": said},
        }
    )
    library = Library(facts, [folder])
    status, exists = membership(library, facts.memberships["league"], ACTORS, YEARS, "facts.memberships.league")
    rows = {actor: "".join(map(str, status[:, at])) for at, actor in enumerate(ACTORS)}
    return rows, "".join(str(int(year)) for year in exists)


LEAGUE = {"timeline": [{"name": "League"}]}


def test_a_status_is_that_of_the_years_end(tmp_path: Path) -> None:
    rows, _ = of(tmp_path, LEAGUE)
    #                        1994 … 2000
    assert rows == {"Ada": "0222222", "Bren": "0222022", "Cid": "0022222", "north": "0222222", "south": "0001111"}


def test_a_forum_exists_from_its_first_member_on(tmp_path: Path) -> None:
    assert of(tmp_path, LEAGUE)[1] == "0111111"


def test_a_forum_of_strangers_exists_too(tmp_path: Path) -> None:
    rows, exists = of(tmp_path, {"timeline": [{"name": "Club"}]})
    assert set(rows.values()) == {"0000000"}
    assert exists == "1111111"


def test_a_successor_takes_over_from_its_year(tmp_path: Path) -> None:
    rows, exists = of(tmp_path, {"timeline": [{"name": "League", "until": 1998}, {"name": "Union"}]})
    assert rows == {"Ada": "0222222", "Bren": "0222000", "Cid": "0022222", "north": "0222200", "south": "0001100"}
    assert exists == "0111111"


def test_an_entry_counts_since_its_year(tmp_path: Path) -> None:
    rows, exists = of(tmp_path, {"timeline": [{"name": "League", "since": 1997}]})
    assert (rows["Ada"], exists) == ("0002222", "0001111")


def test_an_actor_may_go_by_another_code(tmp_path: Path) -> None:
    assert of(tmp_path, LEAGUE, codes={"south": "stranger"})[0]["south"] == "0021111"  # joins, then watches


def test_what_is_given_comes_before_the_timeline(tmp_path: Path) -> None:
    rows, _ = of(tmp_path, LEAGUE | {"given": {"Ada": {1997: "observer", 1999: "none"}, "north": "none"}})
    assert (rows["Ada"], rows["north"], rows["Bren"]) == ("0001100", "0000000", "0222022")


def test_members_given_need_no_timeline(tmp_path: Path) -> None:
    rows, exists = of(tmp_path, {"Ada": "member", "south": {1996: "member"}}, timeline=False)
    assert (rows["Ada"], rows["south"], exists) == ("2222222", "0022222", "1111111")


def test_a_forum_without_members_can_be_founded(tmp_path: Path) -> None:
    rows, exists = of(tmp_path, {"founded": 1997}, timeline=False)
    assert set(rows.values()) == {"0000000"}
    assert exists == "0001111"


def test_a_forum_of_which_nothing_is_said_never_exists(tmp_path: Path) -> None:
    assert of(tmp_path, {}, timeline=False)[1] == "0000000"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"Adda": "member"}, 'facts.memberships.league: there is no state or power "Adda"; did you mean "Ada"'),
        ({"timeline": [{"name": "Leage"}]}, 'events.csv never names "Leage"; did you mean "League"'),
        (
            {"timeline": [{"name": "Court"}]},
            'line 10: facts.timeline.words does not say what "jion" means; did you mean',
        ),
        ({"timeline": [{"name": "Bank"}]}, 'line 11: "1997-2-3" is no date; YYYY-MM-DD is needed'),
        (
            {"given": {"Ada": {1995: "member"}}, "founded": 1997},
            "founded: 1997, but there is a member or observer in",
        ),
    ],
)
def test_a_membership_that_cannot_be_is_refused(tmp_path: Path, said: Any, words: str) -> None:
    with pytest.raises(InputError, match=re.escape(words)):
        of(tmp_path, said)


def test_a_timeline_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"facts\.timeline must say which file"):
        of(tmp_path, LEAGUE, timeline=False)
