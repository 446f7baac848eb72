"""Whether ``docs/odd.md`` says what the code says: ``python -m influence_sim.language.odd docs/odd.md``.

Most of that page is prose, which only a reader can keep true. Compared are, both ways:

* tables of fields, parameters and phases, cell by cell; a table is known by its header;
* lists of rules, ``Rules in [contest.py](path): `contest`, `home_standing`.``;
* names in code type, and links to files.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from ruamel.yaml import YAML

from influence_sim.language.phases import calls_of_step
from influence_sim.language.reading import read_rulebook
from influence_sim.language.rulebook import Rulebook
from influence_sim.language.vocabulary import primitive_signatures
from influence_sim.rules.shapes import Parameter, Record, Situation, World, fields

OWNERS = {"world": World, "now": Situation, "record": Record}
FIELDS = ("field", "axes", "unit", "meaning")
PARAMETERS = ("parameter", "symbol", "axes", "unit", "range", "value", "prior", "evidence", "meaning")
PHASES = ("phase", "rule", "for each", "when", "what happens")  # the last in words, for readers only
RANGES = {"uniform": "U", "loguniform": "logU", "times": "value × U", "times_log": "value × logU", "plus": "value + U"}
PARAMETER_FILES = tuple(Path(f"configs/parts/{name}_parameters.yaml") for name in ("core", "module"))

Cells: TypeAlias = tuple[str, ...]
Complaint: TypeAlias = tuple[int, str]  # a line of the page, and what is wrong there


class Row(NamedTuple):
    """A row of a table on the page."""

    line: int
    cells: Cells


class Code(NamedTuple):
    """What the code says: the rows that the page must have, and the rules."""

    fields: Sequence[Cells]
    parameters: Sequence[Cells]
    phases: Sequence[Cells]
    book: Rulebook


# --- what the code says ---


def read_code(entries: Mapping[str, Any]) -> Code:
    """The rows of all tables; ``entries`` is the section ``parameters`` of the shipped file."""
    told = [
        (f"{owner}.{name}", said.axes or "–", said.unit, said.meaning)
        for owner, shape in OWNERS.items()
        for name, _, said in fields(shape)
        if not isinstance(said, Parameter)
    ]
    assumed = [
        parameter_row(name, kind, said, entries[name])
        for name, kind, said in fields(World)
        if isinstance(said, Parameter)
    ]
    book = read_rulebook()
    return Code(told, assumed, calls_of_step(), book)


def parameter_row(name: str, kind: type, said: Parameter, entry: Mapping[str, Any]) -> Cells:
    """A parameter as the rules and the shipped file describe it."""
    allowed = f"≥ {said.low:g}" if said.high == float("inf") else f"{said.low:g} to {said.high:g}"
    span = "one of these" if kind is int else allowed
    value, prior = value_text(entry["value"]), prior_text(entry["prior"])
    return name, said.symbol, said.axes or "–", said.unit, span, value, prior, entry["evidence"], said.meaning


def value_text(value: Any) -> str:
    """A number, a word, or a mapping of actors and years.

    >>> value_text({"north": 0.60, "south": {2017: 0.05}})
    'north 0.6, south (from 2017: 0.05)'
    """
    if isinstance(value, Mapping):
        return ", ".join(
            f"from {key}: {value_text(part)}"
            if isinstance(key, int)
            else f"{key} ({value_text(part)})"
            if isinstance(part, Mapping)
            else f"{key} {value_text(part)}"
            for key, part in value.items()
        )
    return value if isinstance(value, str) else f"{value:g}"


def prior_text(prior: Any) -> str:
    """A prior in short: U is uniform, logU uniform in the logarithm.

    >>> prior_text({"half_zero": {"uniform": [0, 1]}})
    'half at 0, else U(0, 1)'
    >>> prior_text({"north": {"times_log": [0.5, 3]}, "others": "fixed"})
    'north value × logU(0.5, 3), others fixed'
    """
    if isinstance(prior, str):
        return prior
    ((form, said), *more) = prior.items()
    if form in RANGES:
        return f"{RANGES[form]}({said[0]:g}, {said[1]:g})"
    if form == "half_zero":
        return f"half at 0, else {prior_text(said)}"
    if form == "choice":
        return f"{', '.join(said)}, equally likely"
    return ", ".join(f"{actor} {prior_text(part)}" for actor, part in [(form, said), *more])


# --- what the page says, and what is wrong with it ---


def complaints(text: str, folder: Path, code: Code) -> list[Complaint]:
    """Where a page in a folder and the code differ, by line."""
    lines = without_fences(text.splitlines())
    checks: list[Callable[[], Iterator[Complaint]]] = [
        lambda: unlike(lines, FIELDS, code.fields),
        lambda: unlike(lines, PARAMETERS, code.parameters),
        lambda: out_of_order(lines, code.phases),
        lambda: unlisted(lines, code.book),
        lambda: unknown_names(lines, code),
        lambda: broken_links(lines, folder),
    ]
    return sorted(complaint for check in checks for complaint in check())


def without_fences(lines: Sequence[str]) -> list[str]:
    """The same lines, those of code and formulas emptied."""
    inside, kept = False, []
    for line in lines:
        fence = line.startswith("```")
        kept.append("" if inside or fence else line)
        inside ^= fence
    return kept


def rows_of(lines: Sequence[str], header: Cells) -> list[Row]:
    """All rows of the tables with this header."""
    rows, inside = [], False
    for at, line in enumerate(lines, 1):
        cells = tuple(cell.strip().strip("`") for cell in line.strip("|").split("|"))
        if not line.startswith("|"):
            inside = False
        elif cells == header:
            inside = True
        elif inside and not line.startswith("|--"):
            rows.append(Row(at, cells))
    return rows


def unlike(lines: Sequence[str], header: Cells, wanted: Sequence[Cells]) -> Iterator[Complaint]:
    """Rows that are missing, doubled, unknown, or have another cell than the code."""
    kind, found = header[0], rows_of(lines, header)
    right = {cells[0]: cells for cells in wanted}
    seen: set[str] = set()
    for line, cells in found:
        name = cells[0]
        if name not in right or name in seen:
            yield line, f"{kind} {name} {'is here twice' if name in seen else 'is not in the code'}"
            continue
        seen.add(name)
        if len(cells) != len(header):
            yield line, f"{kind} {name} has {len(cells)} cells; the table has {len(header)}"
        for column, here, there in zip(header, cells, right[name], strict=False):
            if here != there:
                yield line, f'{kind} {name}: {column} is "{here}" here and "{there}" in the code'
    end = found[-1].line if found else 1
    for name in [name for name in right if name not in seen]:
        yield end, f"{kind} {name} is missing; the code has | {' | '.join(right[name])} |"


def out_of_order(lines: Sequence[str], wanted: Sequence[Cells]) -> Iterator[Complaint]:
    """The first call of the schedule that the page has otherwise."""
    found = rows_of(lines, PHASES)
    said = [" | ".join(row.cells[:-1]) for row in found]
    right = [" | ".join(cells) for cells in wanted]
    for place, (here, there) in enumerate(zip_longest(said, right, fillvalue="nothing")):
        if here != there:
            line = found[min(place, len(found) - 1)].line if found else 1
            yield line, f"call {place + 1} of a step is {there} in the code and {here} here"
            return


def unlisted(lines: Sequence[str], book: Rulebook) -> Iterator[Complaint]:
    """Rules that the page lists under no file or a wrong one, and files that it leaves out."""
    right = {module.name: [rule.name for rule in module.functions] for module in book.modules}
    seen = set()
    for at, line in enumerate(lines, 1):
        if found := re.match(r"Rules in \[(\w+)\.py\]\(\S+/(\w+)\.py\): (.+)\.$", line):
            module, listed = found[1], re.findall(r"`(\w+)`", found[3])
            seen.add(module)
            if module != found[2]:
                yield at, f"the link of {module}.py leads to {found[2]}.py"
            for name in [name for name in listed if name not in right.get(module, ())]:
                yield at, f"rule {name} is not in {module}.py"
            for name in [name for name in right.get(module, ()) if name not in listed]:
                yield at, f"rule {name} of {module}.py is missing"
    for module in [module for module in right if module not in seen]:
        yield len(lines), f"the rules of {module}.py are missing: {', '.join(right[module])}"


def unknown_names(lines: Sequence[str], code: Code) -> Iterator[Complaint]:
    """Names in code type, with an underscore or an owner, that the code does not have."""
    owned = {cells[0] for cells in code.fields} | {f"world.{cells[0]}" for cells in code.parameters}
    known = {name.partition(".")[2] for name in owned} | owned
    known |= {*code.book.functions, *code.book.constants, *primitive_signatures()}
    for at, line in enumerate(lines, 1):
        for name in re.findall(r"`((?:world|now|record)\.\w+|[A-Za-z]\w*_\w+)`", line):
            if name not in known:
                yield at, f"`{name}` is no rule, field, parameter or constant of the code"


def broken_links(lines: Sequence[str], folder: Path) -> Iterator[Complaint]:
    """Links to files that are not there."""
    for at, line in enumerate(lines, 1):
        for target in re.findall(r"\]\(([^)#\s]+)", line):
            if "://" not in target and not (folder / target).exists():
                yield at, f"the link {target} leads nowhere"


def read_parameters(root: Path) -> Any:
    """The shipped parameters of a checkout."""
    entries: dict[str, Any] = {}
    for file in PARAMETER_FILES:
        entries |= YAML(typ="safe").load(root / file)["parameters"]
    return entries


def main(page: Path) -> None:
    """Check a page in the docs folder of a checkout; complain and exit with 1 if it is wrong."""
    folder = page.resolve().parent
    found = complaints(page.read_text(encoding="utf-8"), folder, read_code(read_parameters(folder.parent)))
    if found:
        sys.exit("\n".join(f"{page}:{line}: {what}" for line, what in found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
