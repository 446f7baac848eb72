"""From a name or a path to a design, checked."""

import os

from pydantic import ValidationError

from influence_sim.experiments.designs.design import Design
from influence_sim.scenario.complaints import complain
from influence_sim.scenario.files import find
from influence_sim.scenario.yaml import read_file


def load_design(name_or_path: str | os.PathLike[str] | Design) -> Design:
    """Load a design by the name of a shipped one or by the path of a YAML file.

    Scenarios and strategies that it names are loaded, every path is followed and every listed value tried; no series
    is read and nothing is run.

    Args:
        name_or_path: a name; a path (it has a separator or ends in .yaml); or a design.

    Raises:
        InputError: one sentence with file, line, key, the bad value and what is allowed.
    """
    if isinstance(name_or_path, Design):
        design = name_or_path
    else:
        source = find(name_or_path, "design")
        document = read_file(source)
        try:
            read = Design.model_validate(document.mapping)
        except ValidationError as error:
            raise complain(error, Design, document.mapping, document.places) from None
        design = read.with_origin(source.stem, source, document.places)
    design.check()
    return design
