"""A scenario as a value: who, where, when, which facts and which assumptions.

The models say what a file may hold; :mod:`influence_sim.scenario.checks` says what must fit together.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator, model_validator

from influence_sim.scenario.basics import Colour, Fixed, Key, Text, Window, Year
from influence_sim.scenario.checks import check, check_parameter_names
from influence_sim.scenario.facts import Facts
from influence_sim.scenario.merging import Merged
from influence_sim.scenario.modules import Modules
from influence_sim.scenario.parameters import ParameterEntry, filled, known_parameters
from influence_sim.scenario.patterns import Known
from influence_sim.scenario.priors import Drawn, drawn_parameters
from influence_sim.scenario.shown import of_scenario


class Years(Fixed):
    """The first and last year, both simulated."""

    first: Year
    last: Year


class ReferenceYears(Fixed):
    """Years of comparison; the first year where not given."""

    gdp: Year | None = Field(default=None, description="year in which a power's GDP counts as 1")
    ties: Year | None = Field(default=None, description="year in which ties have their total")


class Windows(Fixed):
    """The years over which outcomes are averaged."""

    early: Window
    late: Window


class Roles(Fixed):
    """Who plays which part."""

    focal: Key = Field(description="the power whose strategy is in question")
    rivals: list[Key] = Field(default=[], description="powers that answer it")
    own_forum: Key | None = Field(default=None, description="the focal power's own forum")


class Power(Fixed):
    """An outside power."""

    name: Text
    colour: Colour = Field(description="on light ground, #RRGGBB")
    colour_dark: Colour = Field(description="on dark ground, #RRGGBB")
    forum: Key | None = Field(default=None, description="its vehicle: the forum it would use")
    note: str = ""


class State(Fixed):
    """A state of the region."""

    name: Text
    note: str = ""


class Forum(Fixed):
    """A forum of states, with or without powers."""

    name: Text
    convenor: Key | None = Field(default=None, description="the power that convenes it")
    open_to: list[Key] | None = Field(default=None, description="states that may choose to belong; all, if left out")
    note: str = ""


class Channel(Fixed):
    """A kind of money."""

    name: Text
    note: str = ""


class Mark(Fixed):
    """An event that figures mark."""

    year: Year
    label: Text


class Term(Fixed):
    """A contested assumption in the ledger of a verdict."""

    name: Text = Field(description="as the subject of a sentence, such as: the secretariat")
    off: dict[str, float] = Field(min_length=1, description="parameters that switch it off, and the values that do so")
    objection: str = Field(default="", description="what a referee would say to which this term is the answer")


class Scenario(Fixed):
    """One world to simulate; see :func:`influence_sim.scenario.loading.load_scenario`."""

    title: Text
    summary: str = ""
    years: Years
    steps_per_year: int = Field(1, ge=1, le=366)
    branch: Year | None = Field(default=None, description="first year that history does not dictate; none: no history")
    replay: bool = Field(True, description="whether memberships follow history up to the branch")
    membership_by_clock: bool = Field(True, description="whether memberships move from the branch on")
    reference_years: ReferenceYears = ReferenceYears()
    roles: Roles
    windows: Windows
    powers: dict[Key, Power] = Field(min_length=2, max_length=30)
    states: dict[Key, State] = Field(min_length=1, max_length=50)
    forums: dict[Key, Forum] = Field({}, max_length=30)
    channels: dict[Key, Channel] = Field(min_length=1, max_length=12)
    marks: list[Mark] = Field(default=[])
    deciders: list[str] = Field(
        default=[], description="parameters that a verdict hangs on: it is always shown at zero too"
    )
    ledger: dict[Key, Term] = Field(
        default={}, max_length=12, description="with all terms off, the route of money changes nothing"
    )
    patterns: dict[Key, Known] = Field(default={}, description="statements about the region that the model may miss")
    modules: Modules = Modules()
    parameters: dict[str, ParameterEntry]
    facts: Facts

    _key: str = PrivateAttr("unnamed")
    _source: Path | None = PrivateAttr(None)
    _folders: tuple[Path, ...] = PrivateAttr(())
    _resolved: Merged = PrivateAttr(Merged({}, {}, ()))

    @field_validator("parameters", mode="before")
    @classmethod
    def _parameters_exist(cls, value: Any) -> Any:
        return check_parameter_names(value)

    @field_validator("parameters")
    @classmethod
    def _unused_ones_filled_in(
        cls, value: dict[str, ParameterEntry], info: ValidationInfo
    ) -> dict[str, ParameterEntry]:
        """Parameters of modules that are off may be missing."""
        modules: Modules | None = info.data.get("modules")
        return value if modules is None else filled(value, modules.is_on)

    @model_validator(mode="after")
    def _fits_together(self) -> "Scenario":
        check(self)
        return self

    @property
    def key(self) -> str:
        """The scenario's short name: its file's name without the ending."""
        return self._key

    @property
    def source(self) -> Path | None:
        """The YAML file that was loaded."""
        return self._source

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the series lie that the facts name."""
        return self._folders

    @property
    def resolved(self) -> Merged:
        """What the files and overrides say, put together: where further overrides start from."""
        return self._resolved

    def with_origin(self, key: str, source: Path | None, folders: tuple[Path, ...], resolved: Merged) -> "Scenario":
        """This scenario with what only its loader knows."""
        scenario = self.model_copy()
        scenario._key, scenario._source, scenario._folders, scenario._resolved = key, source, folders, resolved
        return scenario

    @cached_property
    def keys(self) -> Mapping[str, tuple[str, ...]]:
        """The keys along the axes P, S, F, C and K."""
        return {
            "P": tuple(self.powers),
            "S": tuple(self.states),
            "F": tuple(self.forums),
            "C": tuple(self.channels),
            "K": tuple(self.modules.corridors.routes),
        }

    @property
    def calendar(self) -> range:
        """Every year that is simulated."""
        return range(self.years.first, self.years.last + 1)

    def in_force(self, parameter: str) -> bool:
        """Whether a parameter does something here: it belongs to no module, or to one that is on."""
        module = known_parameters()[parameter].about.module
        return not module or self.modules.is_on(module)

    @cached_property
    def drawn(self) -> tuple[Drawn, ...]:
        """How each parameter that is in force and has a prior is drawn."""
        return drawn_parameters(self)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that the scenario says, series included; equal content gives an equal digest."""
        from influence_sim.scenario.measured import series_digest

        content = json.dumps([self.model_dump(mode="json"), series_digest(self)], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    # One value, not a list of its fields: ``mesa.batch_run`` would sweep over them.
    __iter__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(actors)} {kind if len(actors) != 1 else kind[:-1]}"
            for kind, actors in (
                ("powers", self.powers),
                ("states", self.states),
                ("forums", self.forums),
                ("channels", self.channels),
            )
        )
        return f'<Scenario "{self.key}": {self.years.first}–{self.years.last}, {counts}, focal {self.roles.focal}>'

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """A small table for notebooks."""
        return of_scenario(self)
