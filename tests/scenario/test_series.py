"""All facts of a scenario as arrays: the shipped region against its own files, and a region made up of nothing."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray
from ruamel.yaml import YAML

from influence_sim.errors import InputError
from influence_sim.rules.shapes import Fact, World, fields, is_whole
from influence_sim.scenario.facts import Facts
from influence_sim.scenario.series import build_facts, files_of

ROOT = Path(__file__).parents[2]
SERIES = ROOT / "configs" / "series"
POWERS = ["JPN", "CHN", "RUS", "EU", "IND"]
STATES = ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
FORUMS = ["SCO", "EAEU", "ECO", "CAJ"]
CHANNELS = ["aid", "energy", "transport", "minerals"]
YEARS = range(1992, 2025)
Arrays = dict[str, NDArray[Any]]


@pytest.fixture(scope="module")
def region() -> Facts:
    text = (ROOT / "configs" / "parts" / "central_asia.yaml").read_text(encoding="utf-8")
    return Facts.model_validate(YAML(typ="safe").load(text)["facts"])


@pytest.fixture(scope="module")
def arrays(region: Facts) -> Arrays:
    return build_facts(region, POWERS, STATES, FORUMS, CHANNELS, YEARS, [SERIES])


def rows(file: str) -> Iterator[dict[str, str]]:
    with (SERIES / file).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def prices(year: int) -> float:
    """What brings US$ of a year to those of 2018."""
    level = {int(row["year"]): float(row["us_cpi_u_annual_average_1982_84_100"]) for row in rows("us_cpi.csv")}
    return level[2018] / level[year]


def real_gdp(code: str, year: int) -> float:
    """GDP in M$ of 2018."""
    (found,) = (row for row in rows("gdp_current_usd.csv") if (row["iso3"], row["year"]) == (code, str(year)))
    return float(found["gdp_current_usd"]) / 1e6 * prices(year)


def of(arrays: Arrays, name: str, actor: str, year: int) -> float:
    actors = STATES if actor in STATES else POWERS
    return float(arrays[name][year - YEARS[0], actors.index(actor)])


def test_there_is_an_array_of_the_right_shape_for_every_series_of_the_world(arrays: Arrays) -> None:
    sizes = {"Y": 33, "P": 5, "S": 5, "F": 4, "C": 4}
    wanted = {name: (kind, said) for name, kind, said in fields(World) if isinstance(said, Fact) and name in arrays}
    assert list(wanted) == list(arrays)
    assert len(wanted) == 16
    for name, (kind, said) in wanted.items():
        assert arrays[name].shape == tuple(sizes[axis] for axis in said.axes), name
        assert arrays[name].dtype == (np.int64 if is_whole(kind) else np.float64), name
        assert arrays[name].flags.c_contiguous, name
        assert np.isfinite(arrays[name]).all(), name


# GDP and people


def test_gdp_is_deflated_and_smoothed_over_five_years(arrays: Arrays) -> None:
    real = [real_gdp("KAZ", year) for year in range(1998, 2003)]
    assert of(arrays, "state_gdp", "KAZ", 2000) == pytest.approx(np.prod(real) ** 0.2)


def test_the_last_real_gdp_stands_for_the_year_without_one(arrays: Arrays) -> None:
    real = [real_gdp("EUU", year) for year in (2022, 2023, 2023)]
    assert of(arrays, "power_gdp", "EU", 2024) == pytest.approx(np.prod(real) ** (1 / 3))


def test_people_are_counted_in_millions(arrays: Arrays) -> None:
    assert of(arrays, "population", "UZB", 2010) == pytest.approx(28.386, abs=1e-3)


# budgets


def test_japanese_aid_of_1993_is_the_figure_of_the_article(arrays: Arrays) -> None:
    """2.57 M$ of 1993, at 251.107 / 144.5 in US$ of 2018; no state paid back in that year."""
    assert of(arrays, "budget_known", "JPN", 1993) == pytest.approx(2.57 * 251.107 / 144.5)


def test_what_kazakhstan_paid_back_takes_nothing_from_the_others(arrays: Arrays) -> None:
    given = [row for row in rows("oda_net_wdi.csv") if (row["donor"], row["year"]) == ("JPN", "2012")]
    aid = [float(row["net_oda_musd_current"]) for row in given]
    assert min(aid) < 0
    assert of(arrays, "budget_known", "JPN", 2012) == pytest.approx(sum(max(0, part) for part in aid) * prices(2012))


def test_japanese_aid_after_2018_keeps_its_share_of_gdp(arrays: Arrays) -> None:
    def share(year: int) -> float:
        return of(arrays, "budget_known", "JPN", year) / of(arrays, "power_gdp", "JPN", year)

    assert share(2022) == pytest.approx(np.mean([share(year) for year in range(2014, 2019)]))


def test_chinese_commitments_are_smoothed_over_three_years(arrays: Arrays) -> None:
    money = [
        sum(float(row[f"{kind}_commitments_musd2021"]) for kind in ("oda", "oof", "vof"))
        for row in rows("chinese_development_finance_gcdf3.csv")
        if 2007 <= int(row["year"]) <= 2009
    ]
    assert of(arrays, "budget_known", "CHN", 2008) == pytest.approx(sum(money) / 3 * prices(2021))


def test_russian_and_indian_budgets_are_assumed_shares_of_gdp(arrays: Arrays) -> None:
    for power, share in (("RUS", 0.0005), ("IND", 0.00002)):
        p = POWERS.index(power)
        assert_allclose(arrays["budget_known"][:, p], share * arrays["power_gdp"][:, p])


def test_only_the_eu_has_presumed_money(arrays: Arrays) -> None:
    assert (arrays["budget_presumed"].sum(axis=0) > 0).tolist() == [power == "EU" for power in POWERS]


def test_the_presumed_money_is_what_the_four_donors_leave_of_the_total(arrays: Arrays) -> None:
    total = [row for row in rows("oda_dac_total_wdi.csv") if row["year"] == "2010"]
    left = {row["recipient"]: float(row["net_oda_musd_current"]) for row in total}
    for row in rows("oda_net_wdi.csv"):
        if row["year"] == "2010":
            left[row["recipient"]] -= float(row["net_oda_musd_current"])
    rest = sum(max(0.0, part) for part in left.values())
    assert of(arrays, "budget_presumed", "EU", 2010) == pytest.approx(rest * prices(2010))


def test_china_spends_most_from_2005_on(arrays: Arrays) -> None:
    late = arrays["budget_known"][2005 - YEARS[0] :]
    assert (late.argmax(axis=1) == POWERS.index("CHN")).all()


# places


def test_china_borders_three_states_and_russia_one(arrays: Arrays) -> None:
    bordered = [[STATES[s] for s in np.flatnonzero(row)] for row in arrays["border"]]
    assert bordered == [[], ["KAZ", "KGZ", "TJK"], ["KAZ"], [], []]


def test_uzbekistan_borders_all_the_others(arrays: Arrays) -> None:
    assert arrays["neighbour"].sum(axis=0).tolist() == [3, 3, 2, 2, 4]
    assert (arrays["neighbour"] == arrays["neighbour"].T).all()


def test_where_there_is_a_border_there_is_no_distance(arrays: Arrays) -> None:
    assert ((arrays["border"] == 1) == (arrays["distance"] == 0)).all()


def test_the_nearer_of_two_members_stands_for_the_eu(arrays: Arrays) -> None:
    assert arrays["distance"][POWERS.index("EU"), 0] == pytest.approx(2.24712339728674)


# trade, people, needs


def test_russia_leads_everywhere_at_first(arrays: Arrays) -> None:
    assert (arrays["initial_pattern"].argmax(axis=0) == POWERS.index("RUS")).all()


def test_the_first_pattern_is_half_trade_and_half_people(arrays: Arrays) -> None:
    trade = []
    for year in ("1994", "1995", "1996"):
        worth = {
            row["partner"]: float(row["recipient_imports_from_partner_musd_current"])
            + float(row["recipient_exports_to_partner_musd_current"])
            for row in rows("trade_cow_dyadic.csv")
            if (row["recipient"], row["year"]) == ("TKM", year)
        }
        trade.append(worth["RUS"] / sum(worth.values()))
    people = []
    for year in ("1990", "1995"):
        stock = {
            row["destination"]: float(row["migrant_stock_persons"])
            for row in rows("migrant_stock_undesa.csv")
            if (row["origin"], row["year"]) == ("TKM", year)
        }
        people.append(stock["RUS"] / sum(stock[power] for power in ("JPN", "CHN", "RUS", "DEU", "IND")))
    half = (np.mean(trade) + np.mean(people)) / 2
    assert arrays["initial_pattern"][POWERS.index("RUS"), STATES.index("TKM")] == pytest.approx(half)


def test_what_china_says_it_sold_counts_from_2000(arrays: Arrays, region: Facts) -> None:
    """Kyrgyz trade of 2004: Chinese exports are 493 M$ by Chinese figures, far more than by Kyrgyz ones."""
    window = {"mix": [{"sum": [{"table": "imports_from"}], "years": [2004, 2004]}]}
    said = Facts.model_validate(region.model_dump() | {"trade_with_power": window})
    found = build_facts(said, POWERS, STATES, FORUMS, CHANNELS, YEARS, [SERIES])["trade_with_power"]
    bought = {
        row["partner"]: float(row["recipient_imports_from_partner_musd_current"])
        for row in rows("trade_cow_dyadic.csv")
        if (row["recipient"], row["year"]) == ("KGZ", "2004")
    }
    theirs = bought["CHN"]
    for row in rows("trade_comtrade_china_reported.csv"):
        if (row["partner"], row["year"]) == ("KGZ", "2004"):
            bought["CHN"] = float(row["china_exports_usd_current"]) / 1e6
    assert bought["CHN"] > 2 * theirs
    assert found[POWERS.index("CHN"), STATES.index("KGZ")] == pytest.approx(bought["CHN"] / sum(bought.values()))


def test_no_state_trades_more_than_it_trades(arrays: Arrays) -> None:
    total = arrays["trade_with_power"].sum(axis=0) + arrays["trade_with_state"].sum(axis=0)
    assert (total < 1).all()


def test_tajikistan_traded_most_with_uzbekistan_among_its_neighbours(arrays: Arrays) -> None:
    assert arrays["trade_with_state"][:, STATES.index("TJK")].argmax() == STATES.index("UZB")


def test_rents_are_highest_where_oil_and_gas_are(arrays: Arrays) -> None:
    rents = dict(zip(STATES, arrays["resource_rents"], strict=True))
    assert min(rents["KAZ"], rents["TKM"]) > 2 * max(rents["KGZ"], rents["TJK"], rents["UZB"])


def test_each_channel_is_needed_most_by_one_state(arrays: Arrays) -> None:
    first = [STATES[s] for s in arrays["channel_need"].argmax(axis=0)]
    assert first == ["TJK", "TKM", "KAZ", "TJK"]
    assert_allclose(arrays["channel_need"].max(axis=0), 1)
    assert (arrays["channel_need"] >= 0.25).all()


# memberships


def status(arrays: Arrays, forum: str, state: str) -> dict[int, int]:
    return dict(zip(YEARS, arrays["history"][:, FORUMS.index(forum), STATES.index(state)].tolist(), strict=True))


def test_uzbekistan_joined_the_sco_in_2001(arrays: Arrays) -> None:
    assert [status(arrays, "SCO", "UZB")[year] for year in (1996, 2000, 2001, 2024)] == [0, 0, 2, 2]


def test_tajikistan_did_not_follow_from_the_eaec_into_the_eaeu(arrays: Arrays) -> None:
    assert [status(arrays, "EAEU", "TJK")[year] for year in (1999, 2000, 2014, 2015)] == [0, 2, 2, 0]


def test_kyrgyzstan_lost_no_year_between_the_eaec_and_the_eaeu(arrays: Arrays) -> None:
    assert all(status(arrays, "EAEU", "KGZ")[year] == 2 for year in range(2000, 2025))


def test_uzbekistan_is_an_observer_of_the_eaeu_since_2020(arrays: Arrays) -> None:
    assert [status(arrays, "EAEU", "UZB")[year] for year in (2005, 2006, 2007, 2008, 2019, 2020)] == [0, 2, 2, 0, 0, 1]


def test_forums_exist_from_their_founding(arrays: Arrays) -> None:
    first = [YEARS[int(column.argmax())] for column in arrays["forum_exists"].T]
    assert first == [1996, 2000, 1992, 2004]


def test_an_observing_power_does_not_belong(arrays: Arrays) -> None:
    india = arrays["power_member"][:, FORUMS.index("SCO"), POWERS.index("IND")]
    assert [india[year - YEARS[0]] for year in (2005, 2016, 2017)] == [0, 0, 1]


def test_memberships_agree_with_a_second_source_but_for_two_reasons(arrays: Arrays) -> None:
    """Correlates of War IGO 3 against the timeline, 1992–2014, for states and powers in SCO, EAEC and ECO.

    They differ in 8 places, all of them Uzbekistan in the EAEC, and the timeline is preferred in each:

    * 2005: the protocol of accession was signed on 25 January 2006.
    * 2008–14: Uzbekistan suspended its membership in November 2008; the other source counts a member until
      it leaves in law.

    The other source knows no observers in the SCO (India since 2005); an observing power does not belong.
    """
    code = {"none": 0, "observer": 1, "associate": 1, "member": 2, "missing": 0, "not_system_member": 0}
    name = {"SCO": "SCO", "EAEC": "EAEU", "ECO": "ECO"}
    differing = set()
    with (Path(__file__).parent / "memberships_cow_igo_v3.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            year, actor, f = int(row["year"]), row["iso3"], FORUMS.index(name[row["forum"]])
            if year not in YEARS:
                continue
            if actor in STATES:
                here = int(arrays["history"][year - YEARS[0], f, STATES.index(actor)])
            else:
                here = 2 * int(arrays["power_member"][year - YEARS[0], f, POWERS.index(actor)])
            if here != code[row["status"]]:
                differing.add((row["forum"], actor, year))
    assert differing == {("EAEC", "UZB", year) for year in (2005, *range(2008, 2015))}


# a region of which no series is known


INVENTED: dict[str, Any] = {
    "power_gdp": {"north": 100, "south": {1990: 100, 1994: 1600}},
    "state_gdp": 10,
    "population": {"Ada": 1, "Bren": 2},
    "budgets": {"north": {1990: 1, 1992: 3}, "south": {"share_of_gdp": 0.01}},
    "border": {"north": ["Ada"]},
    "neighbour": {"Ada": ["Bren"]},
    "memberships": {"league": {"Ada": {1991: "member"}, "north": {1991: "member"}, "Bren": "observer"}},
    "channel_need": {"aid": {"Ada": 0.5, "Bren": 1}},
}


def invented(years: range = range(1990, 1993), **facts: Any) -> Arrays:
    said = Facts.model_validate(INVENTED | facts)
    return build_facts(said, ["north", "south"], ["Ada", "Bren"], ["league"], ["aid"], years, [])


def test_a_region_needs_no_files() -> None:
    found = invented()
    assert_allclose(found["power_gdp"], [[100, 100], [100, 200], [100, 400]])
    assert_allclose(found["budget_known"], [[1, 1], [1, 2], [3, 4]])
    assert found["population"].tolist() == [[1, 2]] * 3
    assert found["border"].tolist() == [[1, 0], [0, 0]]
    assert found["neighbour"].tolist() == [[0, 1], [1, 0]]
    assert found["initial_pattern"].tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert found["history"][:, 0].tolist() == [[0, 1], [2, 1], [2, 1]]
    assert found["power_member"][:, 0].tolist() == [[0, 0], [1, 0], [1, 0]]
    assert found["forum_exists"].tolist() == [[1], [1], [1]]
    assert found["channel_need"].tolist() == [[0.5], [1]]


def test_of_what_is_not_said_all_have_the_same() -> None:
    found = invented(channel_need={})
    assert found["channel_need"].tolist() == [[1], [1]]
    assert found["distance"].tolist() == [[1, 1], [1, 1]]
    assert found["trade_with_power"].sum() == found["trade_with_state"].sum() == found["resource_rents"].sum() == 0


def test_facts_may_know_more_actors_than_the_scenario_has() -> None:
    more = INVENTED["budgets"] | {"west": 5}
    assert_allclose(invented(budgets=more)["budget_known"], invented()["budget_known"])


def test_the_order_of_actors_is_that_of_the_scenario() -> None:
    said = Facts.model_validate(INVENTED)
    found = build_facts(said, ["south", "north"], ["Bren", "Ada"], ["league"], ["aid"], range(1990, 1993), [])
    for name, array in invented().items():
        kind = {name: said.axes for name, _, said in fields(World)}[name]
        turned = array[tuple(slice(None, None, -1 if axis in "PS" else 1) for axis in kind)]
        assert_allclose(found[name], turned, err_msg=name)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"budgets": {"nrth": 1, "south": 1}}, 'facts.budgets: there is no budget for "north"; did you mean "nrth"'),
        ({"budgets": {"north": {1991: 1}, "south": 1}}, "facts.budgets.north: there is no number in 1990; name a rule"),
        ({"budgets": {"north": -1, "south": 1}}, "a budget cannot be negative"),
        ({"state_gdp": 0}, "facts.state_gdp: Ada has 0 in 1990; a number above 0 is needed"),
        ({"population": {"Ada": -1, "Bren": 1}}, "facts.population: Ada has -1"),
        ({"border": {"north": {"Ada": 0.5}}}, "facts.border: 0.5; a border is 0 or 1"),
        ({"distance": -1}, "facts.distance: -1 for north and Ada"),
        ({"trade_with_power": 0.7}, "facts.trade_with_power: the shares of Ada sum to 1.4; at most 1 is possible"),
        ({"trade_with_state": {"Ada": {"Bren": -0.1}}}, "facts.trade_with_state: -0.1 for Ada and Bren"),
        ({"resource_rents": {"Ada": -0.1, "Bren": 0}}, "facts.resource_rents: -0.1; the number cannot be negative"),
        ({"resource_rents": {"Ada": 0.1}}, 'facts.resource_rents: there is no number for "Bren"'),
        ({"channel_need": {"aids": 1}}, 'facts.channel_need: there is no channel "aid"; did you mean "aids"'),
        ({"memberships": {"leage": {}}}, 'facts.memberships: there is no forum "league"; did you mean "leage"'),
        ({"memberships": {"league": {"Cid": "member"}}}, 'there is no state or power "Cid"'),
        ({"population": {"given": {"Ada": {1991: 1}, "Bren": 1}}}, "facts.population: Ada has no number in 1990"),
        ({"population": {"table": "people"}}, 'facts.population: there is no table "people"; allowed: nothing'),
    ],
)
def test_wrong_facts_are_refused_before_any_work(facts: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        invented(**facts)


def test_the_files_behind_facts_are_known(region: Facts) -> None:
    used = files_of(region)
    assert used == sorted(used)
    assert set(used) <= {path.name for path in SERIES.glob("*.csv")}


def test_facts_without_tables_need_no_files() -> None:
    assert files_of(Facts.model_validate(INVENTED)) == []


def test_a_table_that_no_fact_uses_is_not_read(region: Facts) -> None:
    table = region.tables["gdp"].model_copy(update={"file": "none.csv"})
    more = region.model_copy(update={"tables": region.tables | {"unused": table}})
    assert files_of(more) == files_of(region)


def test_every_shipped_series_has_its_source_written_down() -> None:
    sources = (SERIES / "SOURCES.md").read_text(encoding="utf-8")
    assert [path.name for path in SERIES.glob("*.csv") if f"| {path.name} |" not in sources] == []
