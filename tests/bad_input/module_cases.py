"""Scenarios whose section ``modules`` has one slip."""

from bad_input.cases import Case, addition

CORRIDORS = "corridors: {routes: {rail: {name: Rail, "
EVENT = "events: {list: {war: {name: War, years: [2002, 2003], "


def told(name: str, section: str, *said: str) -> Case:
    """The classroom with a section of one line."""
    return addition(name, f"modules:\n  {section}", "mine.yaml, line 3", *said)


CASES = [
    told("a misspelt module", "hedgin: true", 'unknown key "hedgin" in modules', 'mean "hedging"?'),
    told("a module that is a number", "hedging: 1", "modules.hedging is 1", "a mapping"),
    told("a module that is a word", "hedging: yes", 'modules.hedging is "yes"', "a mapping"),
    told("a switch that is a number", "hedging: {on: 1}", "modules.hedging.on is 1", "true or false"),
    told("a misspelt switch", "hedging: {of: true}", 'unknown key "of" in modules.hedging', "allowed: on"),
    told("resources without facts", "resources: true", "modules.resources.on is true", "there are no imports"),
    told("corridors without routes", "corridors: true", "modules.corridors.on is true", "no route with a length"),
    told("access to no sea", "sea_access: true", "modules.sea_access.on is true", "no route"),
    told("a corridor that opens too wide", f"{CORRIDORS}open: 1.5}}}}}}", "rail.open is 1.5", "from 0 to 1"),
    told("a length of zero", f"{CORRIDORS}length: {{north: 0}}}}}}}}", "rail.length.north is 0", "above 0"),
    told(
        "more control than there is",
        f"{CORRIDORS}control: {{north: 0.6, south: 0.6}}}}}}}}",
        "rail.control sums to 1.2",
        "at most 1",
    ),
    told("a state that is not there", f"{CORRIDORS}crosses: [albo]}}}}}}", '"albo"', 'mean "alba"?'),
    told("a corridor with a reserved key", "corridors: {routes: {others: {name: Rail}}}", "routes.others", "reserved"),
    told("a channel that is not there", "corridors: {builds: [work]}", '"work"', 'mean "works"?'),
    told("an event of no power", f"{EVENT}budget: {{sout: -1}}}}}}}}", "war.budget.sout", 'mean "south"?'),
    told("an event of no corridor", f"{EVENT}corridors: {{rail: -1}}}}}}}}", "war.corridors.rail", "no corridor"),
    told("an event that takes more than all", f"{EVENT}ties: -1.5}}}}}}", "war.ties is -1.5", "from -1"),
    told(
        "an event outside the years",
        "events: {list: {war: {name: War, years: [1990, 1999]}}}",
        "war.years is [1990, 1999]",
        "2001 to 2012",
    ),
    told(
        "an event that ends before it begins",
        "events: {list: {war: {name: War, years: [2003, 2002]}}}",
        "war.years is [2003, 2002]",
        "must not lie after",
    ),
    told("a regime that is a word", "conditionality: {openness: {alba: open}}", 'openness.alba is "open"', "a number"),
    told("a year that is a word", "conditionality: {openness: {alba: {soon: 1}}}", '"soon"', "a whole number"),
    told("a table that is not there", "resources: {supply: {alba: {works: {table: ore}}}}", 'no table "ore"'),
    told("a misspelt share", "resources: {suppliers: {south: {works: {mian: 1}}}}", '"mian"', 'mean "main"?'),
    told("an escape in a module", '"\\e[2J": true', "x1b[2J"),
    told("an escape in an actor", 'conditionality: {conditions: {"\\e[2J": 1}}', "x1b[2J"),
]
