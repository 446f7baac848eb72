"""An experiment as a value: its points, and what is played at each."""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import PrivateAttr

from influence_sim.errors import InputError
from influence_sim.experiments.designs.factors import Factor
from influence_sim.experiments.designs.resolving import Resolved, resolve
from influence_sim.experiments.designs.samplers import METHODS, OfQuantiles, from_quantiles
from influence_sim.experiments.designs.samplers.problem import unit_problem
from influence_sim.experiments.designs.schema import DesignFile, Scalar
from influence_sim.experiments.designs.setting import Setting, setting_of
from influence_sim.rules.shapes import Numbers
from influence_sim.scenario.choices import choices_of
from influence_sim.scenario.complaints import dotted, place_of
from influence_sim.scenario.parameters import Wrong
from influence_sim.scenario.world import build_world
from influence_sim.scenario.yaml import KeyPath, Place

if TYPE_CHECKING:
    import pandas as pd

MOST_POINTS = 1_000_000


class Design(DesignFile):
    """A design; see :func:`influence_sim.experiments.designs.loading.load_design`.

    One that is made in Python is checked when it is first used.
    """

    _key: str = PrivateAttr("unnamed")
    _source: Path | None = PrivateAttr(None)
    _places: dict[KeyPath, Place] = PrivateAttr({(): Place("the design", 0)})

    @property
    def key(self) -> str:
        """The short name: the file's name without the ending."""
        return self._key

    @property
    def source(self) -> Path | None:
        """The YAML file that was loaded."""
        return self._source

    def with_origin(self, key: str, source: Path, places: dict[KeyPath, Place]) -> "Design":
        """This design with what only its loader knows."""
        design = self.model_copy()
        design._key, design._source, design._places = key, source, places
        return design

    @cached_property
    def resolved(self) -> Resolved:
        """Scenarios, strategies and factors, loaded and checked.

        Raises:
            InputError: the first thing that does not fit, with file, line and key.
        """
        folder = self._source.parent if self._source else Path(os.curdir)
        try:
            return resolve(self, folder)
        except Wrong as wrong:
            raise self.refusal(wrong) from None

    def refusal(self, wrong: Wrong) -> InputError:
        """One sentence with the place in the file."""
        path = wrong.keys
        while path and path not in self._places and path[-1] == 0:  # one path is short for a list of one
            path = path[:-1]
        return InputError(f"{place_of(path, self._places)}: {dotted(path)} {wrong.sentence}")

    @property
    def resolved_factors(self) -> dict[str, Factor]:
        """Factors by name, with priors, units and labels."""
        return self.resolved.factors

    @property
    def point_count(self) -> int:
        """How many points there are."""
        factors, method = self.resolved.factors, METHODS.get(self.method)
        if method is None:
            return len(next(iter(self.resolved.listed.values())))
        return method.count(self, len(factors)) if isinstance(method, OfQuantiles) else method.count(factors)

    @property
    def run_count(self) -> int:
        """How many runs it makes: points × strategies × runs per point."""
        return self.point_count * len(self.strategies) * self.runs_per_point

    def points(self) -> "pd.DataFrame":
        """The points: index ``point`` from 0, one column a factor. The same for the same design and seed.

        Raises:
            InputError: there are too many.
        """
        import pandas as pd

        self.check_size()
        index = pd.RangeIndex(self.point_count, name="point")
        return pd.DataFrame(self.columns, index=index, columns=list(self.factors))

    @cached_property
    def columns(self) -> dict[str, list[Scalar]]:
        """The values of each factor, point by point; made once."""
        factors, method = self.resolved.factors, METHODS.get(self.method)
        if method is None:
            return self.resolved.listed
        if isinstance(method, OfQuantiles):
            return from_quantiles(method.unit(self, len(factors)), factors)
        return method.columns(factors)

    def unit_points(self) -> Numbers:
        """Quantiles in [0, 1], points × factors, of a method that draws them; what analysers take as inputs.

        Raises:
            InputError: the method draws none.
        """
        method = METHODS.get(self.method)
        if not isinstance(method, OfQuantiles):
            raise InputError(f"the method {self.method} draws no quantiles; latin_hypercube, sobol and morris do")
        self.check_size()
        return method.unit(self, len(self.resolved.factors))

    def problem(self) -> dict[str, Any]:
        """The factors as SALib's analysers want them: names, and bounds of the quantiles."""
        return unit_problem(list(self.factors))

    def setting(self, row: "Mapping[Any, Any] | pd.Series[Any]") -> Setting:
        """What is played at a point, given as factor → value, such as a row of :meth:`points`.

        Raises:
            InputError: the row lacks a factor, or a strategy refuses its values.
        """
        point = row if isinstance(row, Mapping) else row.to_dict()
        return setting_of(point, self.resolved.factors, self.resolved.cast, self.set)

    def check_size(self) -> None:
        """Refuse more points than tables can hold with ease."""
        if self.point_count > MOST_POINTS:
            said = f"{self.method} makes {self.point_count:,} points of these factors; at most {MOST_POINTS:,} can be"
            raise InputError(f"{self._places[()]}: {said}")

    def check(self, *, series: bool = False) -> None:
        """See that the first and the last point can be played, as far as that shows without playing.

        Args:
            series: read the series too, and build the worlds.

        Raises:
            InputError: a value or a strategy does not fit the others of its point.
        """
        frame = self.points()
        for number in dict.fromkeys((0, len(frame) - 1)):
            setting = self.setting(frame.iloc[number])
            try:
                scenario = setting.load()
                for one in setting.strategies:
                    choices_of(scenario, [one, *setting.others])
                    if series:
                        build_world(scenario, [one, *setting.others])
            except InputError as error:
                said = str(error).removeprefix("overrides: ")
                raise InputError(f"{self._places[()]}: at point {number}: {said}") from None

    # One value, not a list of its fields.
    __iter__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f'<Design "{self.key}", {self.method} of {len(self.factors)} factors: {self.title}>'

    __str__ = __repr__
