"""What a design file may hold. Whether it fits its scenario and strategies is told by what resolves it."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, field_validator, model_validator

from influence_sim.scenario.basics import Fixed, Text
from influence_sim.scenario.complaints import problem
from influence_sim.scenario.names import shown
from influence_sim.scenario.parameters import is_number

Method: TypeAlias = Literal["grid", "latin_hypercube", "sobol", "morris", "one_at_a_time", "list"]
Scalar: TypeAlias = bool | int | float | str

MOST_SAMPLES = 1_000_000
MOST_RUNS = 1_000_000
LARGEST_WHOLE = 2**53  # what tables keep to the last digit, whatever reads them
RESERVED = ("point", "strategy", "run", "error")  # columns of a sweep's tables
SAMPLED = ("latin_hypercube", "sobol", "morris")
OPTIONS = {  # keys that only some methods read
    "samples": SAMPLED,
    "second_order": ("sobol",),
    "levels": ("morris",),
    "file": ("list",),
}


def as_list(value: Any) -> Any:
    """One path is short for a list of one."""
    return [value] if isinstance(value, str) else value


def kind_of(value: Any) -> str:
    """Of which kind a factor's value is; "" for what it may not be."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        return ""
    return "a number" if is_number(value) else "a word" if isinstance(value, str) and value else ""


class FactorEntry(Fixed):
    """What varies, and over which values."""

    path: Annotated[
        list[Text],
        BeforeValidator(as_list, json_schema_input_type=str | list[str]),
        Field(min_length=1, max_length=20),
    ] = Field(
        description="parameters.NAME or any path of the scenario, strategies.NAME.FIELD, others.POWER, or scenario;"
        " several get the same value"
    )
    values: list[Any] | None = Field(
        default=None, min_length=1, max_length=10_000, description="the values; equally likely where they are drawn"
    )
    prior: Any = Field(
        default=None, description="how it is drawn, as in a scenario's parameters; a parameter's own prior if left out"
    )
    steps: int | None = Field(
        default=None, ge=2, le=10_000, description="grid and one_at_a_time: so many values, evenly over the prior"
    )
    given: Any = Field(default=None, description="one_at_a_time: where the others stand; as the files say if left out")
    label: str = Field(default="", description="what a figure's axis says; the parameter's meaning if left out")

    @field_validator("path")
    @classmethod
    def _each_once(cls, value: list[str]) -> list[str]:
        for i, path in enumerate(value):
            if path in value[:i]:
                raise problem((i,), f"is {shown(path)} again; name each path once")
        return value

    @field_validator("values")
    @classmethod
    def _of_one_kind(cls, value: list[Any] | None) -> list[Any] | None:
        for i, one in enumerate(value or ()):
            kind, first = kind_of(one), kind_of(value[0]) if value else ""
            if not kind or kind != first:
                wanted = first or "a number, a word, true or false"
                raise problem((i,), f"is {shown(one)}; it must be {wanted}" + " like the first" * (i > 0))
            if value and one in value[:i]:
                raise problem((i,), f"is {shown(one)} again; name each value once")
        return value

    @field_validator("given")
    @classmethod
    def _one_value(cls, value: Any) -> Any:
        if value is not None and not kind_of(value):
            raise problem((), f"is {shown(value)}; it must be a number, a word, true or false")
        return value

    @model_validator(mode="after")
    def _one_way(self) -> "FactorEntry":
        if self.values is not None:
            for key in ("prior", "steps"):
                if getattr(self, key) is not None:
                    raise problem((key,), f"is {shown(getattr(self, key))}, but there are values too; keep one of them")
        return self


FactorName: TypeAlias = Annotated[str, Field(pattern=r"^[^\W\d_][\w-]{0,39}$")]


class DesignFile(Fixed):
    """An experiment: which worlds are played, by which strategies, how often."""

    title: Text
    summary: str = Field(default="", description="the question, in a sentence")
    scenario: Text = Field(default="baseline", description="a shipped scenario, or a file beside this one")
    set: dict[str, Any] = Field(default={}, description="path → value: changes of the scenario, alike in all points")
    strategies: list[Text] = Field(
        default=["bilateral", "institution"],
        min_length=1,
        max_length=50,
        description="of the focal power; each is played at every point, with the same luck",
    )
    others: list[Text] = Field(default=[], description="strategies of other powers, alike in all points")
    runs_per_point: int = Field(default=32, ge=1, le=MOST_RUNS, description="worlds for each point and strategy")
    seed: int = Field(default=1, ge=0, lt=2**32, description="which luck, and which points are drawn")
    common_random_numbers: bool = Field(default=True, description="run 7 has the same luck at every point")
    outcomes: list[Text] = Field(default=[], description="columns to keep; all if left out")
    method: Method
    samples: int | None = Field(
        default=None,
        ge=1,
        le=MOST_SAMPLES,
        description="latin_hypercube: points; sobol: base points, a power of 2; morris: trajectories",
    )
    second_order: bool | None = Field(default=None, description="sobol: pairs of factors too, for twice the points")
    levels: int | None = Field(default=None, ge=4, le=100, description="morris: steps of its lattice, even; 4")
    file: Text | None = Field(default=None, description="list: a CSV beside this file, one column a factor")
    factors: dict[FactorName, FactorEntry] = Field(min_length=1, max_length=200)

    @field_validator("strategies", "others", "outcomes")
    @classmethod
    def _named_once(cls, value: list[str]) -> list[str]:
        for i, name in enumerate(value):
            if name in value[:i]:
                raise problem((i,), f"is {shown(name)} again; name each once")
        return value

    @field_validator("factors")
    @classmethod
    def _names_are_free(cls, value: dict[str, FactorEntry]) -> dict[str, FactorEntry]:
        for name in value:
            if name in RESERVED:
                raise problem((name,), f"is a reserved word ({', '.join(RESERVED)}); choose another name")
        return value

    @field_validator("levels")
    @classmethod
    def _even(cls, value: int | None) -> int | None:
        if value is not None and value % 2:
            raise problem((), f"is {value}; it must be even")
        return value

    @model_validator(mode="after")
    def _method_has_what_it_needs(self) -> "DesignFile":
        for key, methods in OPTIONS.items():
            if getattr(self, key) is not None and self.method not in methods:
                raise problem((key,), f"is of no use to the method {self.method}; it is for {', '.join(methods)}")
        if self.method in SAMPLED and self.samples is None:
            raise problem(("method",), f"is {self.method}, which needs samples: how many points it draws")
        if self.method == "list" and self.file is None:
            raise problem(("method",), "is list, which needs file: a CSV with one column a factor")
        if self.method == "sobol" and self.samples is not None and self.samples & (self.samples - 1):
            raise problem(("samples",), f"is {self.samples}; for sobol it must be a power of 2, such as 256")
        return self
