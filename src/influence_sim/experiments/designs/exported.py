"""JSON Schema of design files, so that editors complete keys and say what they mean."""

import sys
from pathlib import Path

from influence_sim.experiments.designs.schema import DesignFile
from influence_sim.runs.store import write_text
from influence_sim.scenario.exported import PRIOR, Schema, of_file, prior_schema, schema_text

NAME = "design.schema.json"


def design_schema() -> Schema:
    """The schema of design files."""
    schema = of_file(DesignFile, "Design")
    scalar: Schema = {"type": ["number", "string", "boolean"]}
    factor = schema["$defs"]["FactorEntry"]["properties"]
    factor["values"] |= {"items": scalar, "type": "array"}
    factor["values"].pop("anyOf", None)
    factor["given"] |= scalar
    factor["prior"] |= PRIOR
    schema["$defs"]["Prior"] = prior_schema()
    schema["properties"]["factors"]["additionalProperties"] = False
    return schema


def write_schema(folder: Path) -> None:
    """Write the schema into a folder, beside its place and then renamed."""
    write_text(schema_text(design_schema()), folder / NAME)


if __name__ == "__main__":
    write_schema(Path(sys.argv[1]))
