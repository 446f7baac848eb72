"""JSON Schemas of scenario and strategy files, so that editors complete keys and say what they mean.

They describe files, which may be incomplete: what is missing may come from a file under ``extends``. Whether a
scenario is complete and fits together is told on loading.
"""

import json
import math
import sys
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from influence_sim.rules.shapes import Parameter
from influence_sim.scenario.parameters import AXIS_WORDS, EQUAL, WEIGHTS, Evidence, known_parameters
from influence_sim.scenario.priors import RANGES
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import Strategy

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
PRIOR: Schema = {"$ref": "#/$defs/Prior"}


def schemas() -> dict[str, Schema]:
    """The schemas by the names of their files."""
    return {"scenario.schema.json": scenario_schema(), "strategy.schema.json": of_file(Strategy, "Strategy")}


def schema_text(schema: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write both schemas into a folder, each beside its place and then renamed."""
    for name, schema in schemas().items():
        beside = folder / f"{name}.new"
        beside.write_text(schema_text(schema), encoding="utf-8", newline="\n")
        beside.replace(folder / name)


def scenario_schema() -> Schema:
    """The schema of scenario files, with every parameter by its name."""
    schema = of_file(Scenario, "Scenario")
    properties = schema["properties"]
    properties["extends"] = {
        "description": "a file that this one adds to, or several, later ones first; by name or path",
        "anyOf": [TEXT, {"type": "array", "items": TEXT}],
    }
    defs = schema["$defs"]
    of_corridors, of_events = defs["Corridors"]["properties"]["routes"], defs["Events"]["properties"]["list"]
    for section in (*(properties[key] for key in ("powers", "states", "forums", "channels")), of_corridors, of_events):
        kinds = section["patternProperties"]
        for pattern, kind in kinds.items():
            kinds[pattern] = {"anyOf": [kind, {"type": "null", "description": "leaves it out"}]}
        section |= {"additionalProperties": False}
    properties["parameters"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: entry_schema(name) for name in known_parameters()},
    }
    schema["$defs"].pop("ParameterEntry")
    schema["$defs"]["Prior"] = prior_schema()
    return schema


def of_file(model: type[BaseModel], title: str) -> Schema:
    """A model's schema for files that may be incomplete: nothing is required."""
    schema = any_of(model.model_json_schema())
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("required", None)
        for key in ("minProperties", "minItems"):
            for field in part.get("properties", {}).values():
                field.pop(key, None)
    return {"$schema": DIALECT, "title": title, **{key: value for key, value in schema.items() if key != "title"}}


def any_of(schema: Any) -> Any:
    """A schema whose alternatives may overlap: a mapping of years and one of actors look alike to an editor."""
    if isinstance(schema, list):
        return [any_of(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {"anyOf" if key == "oneOf" else key: any_of(part) for key, part in schema.items()}


def entry_schema(name: str) -> Schema:
    """The schema of one parameter's entry."""
    about, words = known_parameters()[name]
    value = {"enum": list(words)} if words else value_schema(about, about.axes.replace("Y", ""))
    if name == WEIGHTS:
        value = {"anyOf": [*value["anyOf"], {"const": EQUAL}]}
    return {
        "type": "object",
        "description": f"{about.symbol}: {about.meaning} ({about.unit})",
        "additionalProperties": False,
        "properties": {
            "value": value,
            "prior": {"anyOf": [PRIOR, {"type": "object", "additionalProperties": PRIOR}]},
            "unit": {"const": about.unit},
            "evidence": {"enum": list(get_args(Evidence))},
            "note": TEXT,
            "source": TEXT,
        },
    }


def value_schema(about: Parameter, axes: str) -> Schema:
    """A number in the parameter's range, or a mapping of actors to numbers."""
    number: Schema = {"type": "number", "minimum": about.low}
    if math.isfinite(about.high):
        number["maximum"] = about.high
    if not axes:
        over_time = {"type": "object", "description": "year → number", "additionalProperties": number}
        return {"anyOf": [number, over_time]} if "Y" in about.axes else number
    below = value_schema(about, axes[1:])
    mapping = {
        "type": "object",
        "description": f"{AXIS_WORDS[axes[0]]} → number; others: the rest",
        "additionalProperties": below,
    }
    return {"anyOf": [*below.get("anyOf", [below]), mapping]}


def prior_schema() -> Schema:
    """The forms of a prior."""
    pair: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    forms = dict.fromkeys(RANGES, pair) | {"half_zero": PRIOR, "choice": {"type": "array", "items": TEXT}}
    return {
        "description": "how the parameter is drawn when priors are asked for",
        "anyOf": [
            {"enum": ["fixed", None]},
            *(
                {"type": "object", "properties": {kind: form}, "required": [kind], "additionalProperties": False}
                for kind, form in forms.items()
            ),
        ],
    }


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
