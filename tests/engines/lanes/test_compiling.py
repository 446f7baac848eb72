"""Machine code for lanes: made once, from the rules as they are, without fused operations."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import llvmlite.binding as llvm
import numpy as np
import pytest
from worlds import make_world

from influence_sim.engines import compiled
from influence_sim.engines.lanes import compiling
from influence_sim.engines.lanes.memory import Group, address_of
from influence_sim.language.reading import read_rulebook, read_sources, rulebook_digest
from influence_sim.rules import shapes
from influence_sim.rules.shapes import Record
from influence_sim.runs.trajectory import record_digest


@pytest.mark.slow
def test_the_same_rules_give_the_same_source() -> None:
    assert compiling.source_of(read_rulebook()) == compiling.source_of(read_rulebook())


@pytest.mark.slow
def test_the_source_says_where_each_rule_stands() -> None:
    source = compiling.source_of(read_rulebook())
    body = source.partition('@"contest"(ptr')[2]
    assert "; influence_sim/rules/contest.py:" in body[:6000]


@pytest.mark.slow
def test_every_rule_of_a_run_is_written_once() -> None:
    source = compiling.source_of(read_rulebook())
    heads = [line.partition("@")[2].partition("(")[0] for line in source.splitlines() if line.startswith("define")]
    assert len(heads) == len(set(heads)) > 100


def test_no_multiplication_is_fused_with_an_addition() -> None:
    """A fused operation rounds once where the rules round twice: other bits."""
    text = (
        "def rule(world, now, record, seed, run):\n"
        "    for s in range(now.share.shape[1]):\n"
        "        now.effect[0, s] = now.share[0, s] * now.share[1, s] + now.share[2, s]\n"
    )
    module = llvm.parse_assembly(compiling.source_of(read_sources({"sample": text}), 8, "rule"))
    machine = compiling.target()
    assembly = machine.emit_assembly(compiling.optimised(module, machine))
    assert "mul" in assembly
    assert not any(word in assembly for word in ("fma", "fmla"))


def test_an_edited_rule_is_never_answered_with_old_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    package = tmp_path / "rules_that_are_edited"
    shutil.copytree(Path(str(shapes.__file__)).parent, package, ignore=shutil.ignore_patterns("__pycache__"))

    def file() -> Path:
        importlib.invalidate_caches()
        return compiling.cache_file(compiling.code_digest(rulebook_digest(package.name)))

    before = file()
    assert file() == before
    edited = package / "stocks.py"
    edited.write_text(edited.read_text().replace("exp(-rate * h)", "exp(-2.0 * rate * h)"))
    assert file() != before


def test_code_that_is_kept_is_found_whole(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "code.o"
    assert compiling.kept(file) is None
    compiling.keep(["PS", ""], b"machine\ncode", file)
    assert compiling.kept(file) == (["PS", ""], b"machine\ncode")
    assert [path.name for path in file.parent.iterdir()] == ["code.o"]


def test_without_a_folder_to_write_to_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    compiling.keep([], b"machine", tmp_path / "file" / "code.o")
    assert compiling.kept(tmp_path / "file" / "code.o") is None


@pytest.mark.slow
@pytest.mark.parametrize("lanes", [2, 8])
def test_another_processor_and_another_number_of_lanes_give_the_same_bits(lanes: int) -> None:
    program = compiling.program_of(read_rulebook(), lanes)
    code = compiling.machine_code_of(str(program.module), plain=True)
    machine = compiling.machine_from(program.sites, code, lanes)
    for number in range(6):
        world = make_world(np.random.default_rng(number), extremes=True, modules=True)
        group = Group(world, lanes, program.sites, Record._fields)
        group.use([world])
        group.start([7, 8])
        machine.play(address_of(group.table), address_of(group.runs), 3)
        for lane, run in enumerate((7, 8)):
            left = Record(**{name: np.ascontiguousarray(array[lane]) for name, array in group.results().items()})
            assert record_digest(left) == record_digest(compiled.play(world, 3, run))


def test_lanes_are_a_power_of_two() -> None:
    with pytest.raises(ValueError, match="12 lanes"):
        compiling.program_of(read_rulebook(), 12)


@pytest.mark.slow
def test_a_second_process_finds_the_code_ready(tmp_path: Path) -> None:
    script = (
        "import influence_sim.engines.lanes.compiling as c\n"
        "from influence_sim.runs.simulate import simulate\n"
        "print(c.is_ready(), simulate('classroom', engine='lanes').digest)\n"
    )

    def told() -> list[str]:
        environment = {"XDG_CACHE_HOME": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
        )
        return done.stdout.split()

    first, second = told(), told()
    assert (first[0], second[0]) == ("False", "True")
    assert first[1] == second[1]
