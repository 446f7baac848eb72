"""The ``modules`` section of a scenario: which modules are on, and what those with facts of their own are given.

Which modules there are is read from the rules. A module without facts of its own has the section ``{on: true}``,
or ``true`` for short; those with facts have a model here. A number may stand for

* all actors, ``0.2``; or each its own, ``{Ada: 0.2, others: 0.5}``, where who is not named gets nothing;
* all years, or ``{1990: 0.2, 2000: 0.5}``: each holds until the next, and the first before it too;
* what a table of ``facts.tables`` holds, ``{table: imports, where: {kind: ore}}``: one row for an actor and a year.

:mod:`influence_sim.scenario.module_facts` turns the section into arrays. It does so whether a module is on or off:
the switch alone decides what the rules read.
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Discriminator, Field, Tag, create_model

from influence_sim.rules.shapes import SWITCH_OF, World, fields, modules
from influence_sim.scenario.basics import Fixed, Key, Text, Window
from influence_sim.scenario.parameters import Evidence
from influence_sim.scenario.sources import ByYear, Conditions, Number

NUMBER, BY_YEAR, FROM_TABLE, BY_ACTOR, IN_FULL = "a number", "by year", "from a table", "by actor", "in full"


class FromTable(Fixed):
    """An actor's rows of a table: one number a year."""

    table: str = Field(description="a name in facts.tables, whose key column holds the actor")
    where: Conditions = Field(default={}, description="further conditions on the rows")
    between: Literal["none", "step"] = Field(default="none", description="step: a number holds until the next one")
    before: Literal["none", "hold"] = Field(default="none", description="years before the first number")
    after: Literal["none", "hold"] = Field(default="none", description="years after the last number")


def form_over_time(value: Any) -> str:
    """Which form an actor's numbers over time have."""
    if isinstance(value, FromTable) or (isinstance(value, dict) and "table" in value):
        return FROM_TABLE
    return BY_YEAR if isinstance(value, dict) else NUMBER


def form(value: Any) -> str:
    """The same where a mapping may also be of actors: no actor's key begins with a digit."""
    found = form_over_time(value)
    years = found == BY_YEAR and value and all(str(key)[:1].isdigit() for key in value)
    return BY_ACTOR if found == BY_YEAR and not years else found


def form_of_suppliers(value: Any) -> str:
    """A table of suppliers, or their shares."""
    return FROM_TABLE if form_over_time(value) == FROM_TABLE else IN_FULL


_Number: TypeAlias = Annotated[Number, Tag(NUMBER)]
_ByYear: TypeAlias = Annotated[
    ByYear, Tag(BY_YEAR), Field(json_schema_extra={"propertyNames": {"pattern": "^[0-9]{1,4}$"}})
]
_FromTable: TypeAlias = Annotated[FromTable, Tag(FROM_TABLE)]
OfOne: TypeAlias = Annotated[_Number | _ByYear | _FromTable, Discriminator(form_over_time)]
_OfEach: TypeAlias = Annotated[dict[str, OfOne], Tag(BY_ACTOR)]
OfEach: TypeAlias = Annotated[_Number | _ByYear | _FromTable | _OfEach, Discriminator(form)]
_OfPairs: TypeAlias = Annotated[dict[str, OfEach], Tag(BY_ACTOR)]
OfPairs: TypeAlias = Annotated[_Number | _ByYear | _FromTable | _OfPairs, Discriminator(form)]
Steady: TypeAlias = Number | dict[str, Number]
SteadyPairs: TypeAlias = Number | dict[str, Steady]


class Switch(Fixed):
    """A module that is on or off."""

    on: bool = False


class Shares(Fixed):
    """How concentrated a power's suppliers outside the region are."""

    main: OfOne = Field(description="share of the largest supplier, of all that comes from outside the region")
    others: OfOne = Field(default=0.0, description="sum of the squared shares of the other ones")


Suppliers: TypeAlias = Annotated[
    Annotated[Shares, Tag(IN_FULL)] | Annotated[FromTable, Tag(FROM_TABLE)], Discriminator(form_of_suppliers)
]


class Resources(Switch):
    """What powers import of a channel's resource, from whom, and what states could deliver."""

    imports: OfPairs = Field(default={}, description="power → channel → M$/yr")
    suppliers: dict[str, dict[str, Suppliers]] = Field(
        default={},
        description="power → channel → main and others, or a table with one row for each supplier, power and year",
    )
    supply: OfPairs = Field(default={}, description="state → channel → M$/yr")


class Route(Fixed):
    """A corridor."""

    name: Text
    capacity: Number = Field(default=1.0, description="at the start; 1 is an ordinary line")
    open: Annotated[_Number | _ByYear, Discriminator(form_over_time)] = Field(
        default=1.0, description="how far it is open, 0 to 1"
    )
    control: Steady = Field(default={}, description="power → share of control; the shares sum to at most 1")
    crosses: list[str] = Field(default=[], description="states that it crosses")
    length: SteadyPairs = Field(default={}, description="power → state → 1000 km; who is not named is not served")
    sea: Steady = Field(default={}, description="state → 1000 km to the open sea; who is not named is not served")
    evidence: Evidence = "assumed"
    note: str = ""
    source: str = ""


class Corridors(Switch):
    """Ways between powers and states, and to the sea."""

    builds: list[str] = Field(default=[], description="channels whose money raises the capacity of corridors")
    routes: dict[Key, Route] = Field(default={}, max_length=20)


class Conditionality(Switch):
    """How open regimes are, and which powers mind."""

    openness: OfEach = Field(default={}, description="state → 0 to 1")
    conditions: Steady = Field(default={}, description="power → 0 to 1: how far it ties its money to the regime")


class Event(Fixed):
    """Something that happens in some years. Changes are relative: -0.3 leaves 0.7."""

    name: Text
    years: Window = Field(description="first and last")
    on: bool = True
    budget: Steady = Field(default={}, description="power → change of its budget")
    ties: SteadyPairs = Field(default={}, description="power, or power → state: change of what ties earn")
    standing: SteadyPairs = Field(default={}, description="power, or power → state: change of standing in each year")
    corridors: Steady = Field(default={}, description="corridor → change of how far it is open")
    squeeze: SteadyPairs = Field(
        default={}, description="power → channel: part of the main supplier's deliveries that is cut, 0 to 1"
    )
    evidence: Evidence = "assumed"
    note: str = ""
    source: str = ""


class Events(Switch):
    """What happens, as data; the parameter event_size scales all of it."""

    list: dict[Key, Event] = Field(default={}, max_length=100)


def in_full(value: Any) -> Any:
    """The short form of a section, true or false."""
    return {"on": value} if isinstance(value, bool) else value


class WithFacts(Fixed):
    """The modules that have facts of their own."""

    resources: Annotated[Resources, BeforeValidator(in_full, json_schema_input_type=bool | Resources)] = Resources()
    corridors: Annotated[Corridors, BeforeValidator(in_full, json_schema_input_type=bool | Corridors)] = Corridors()
    conditionality: Annotated[
        Conditionality, BeforeValidator(in_full, json_schema_input_type=bool | Conditionality)
    ] = Conditionality()
    events: Annotated[Events, BeforeValidator(in_full, json_schema_input_type=bool | Events)] = Events()

    def is_on(self, module: str) -> bool:
        """Whether a module of the rules is on."""
        section: Switch = getattr(self, module)
        return section.on


def of_the_rules() -> type[WithFacts]:
    """The model of the whole section: the modules above and all others that the rules have."""
    meaning = {name: about.meaning for name, _, about in fields(World)}
    short = BeforeValidator(in_full, json_schema_input_type=bool | Switch)
    switches: Any = {
        name: (Annotated[Switch, short], Field(default=Switch(), description=meaning[SWITCH_OF + name]))
        for name in modules()
        if name not in WithFacts.model_fields
    }
    return create_model("Modules", __base__=WithFacts, __doc__="Which modules are on, and their facts.", **switches)


if TYPE_CHECKING:
    Modules: TypeAlias = WithFacts
else:
    Modules = of_the_rules()
