"""The same model in hand-written C (``c/``), compiled here and called through ctypes.

The C code knows World and Record by a header that is written from ``rules/shapes.py``, so that a new field cannot
shift the others. It holds the core of the model; a world with a module on is refused.
"""

import ctypes
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from influence_sim.rules import shapes
from influence_sim.rules.shapes import SWITCH_OF, Record, World, empty, sizes_of

SOURCES = Path(__file__).parent / "c"
OPTIONS = ("-std=c11", "-O3", "-march=native", "-fno-math-errno", "-shared", "-fPIC", "-Wall", "-Wextra")
EXACT = "-ffp-contract=off"  # no fused multiply-add: the bits of the rulebook
FUSED = "-ffp-contract=fast"  # what compilers do by themselves: other last bits
AXES = ("Y", "P", "S", "F", "C", "K", "R")
OUTCOMES = ("possession", "milieu", "independence", "possession_by_gdp", "milieu_by_gdp", "independence_by_gdp")
"""The axes of a verdict in the order in which the C code writes them."""

Array = np.ndarray[Any, np.dtype[np.float64]]


def compiler() -> str | None:
    """The C compiler of this machine, or None."""
    return next(filter(None, map(shutil.which, ("gcc", "clang", "cc"))), None)


def compiler_version() -> str:
    """The first line of what the compiler says of itself."""
    found = compiler()
    if found is None:
        return "none"
    done = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]


def header() -> str:
    """World, Record and Sizes for C: a number as it is, an array as a pointer."""
    lines = ["#include <stdint.h>", "typedef struct {", *(f"    int64_t {axis};" for axis in AXES), "} Sizes;"]
    for shape, promise in ((World, "const "), (Record, "")):
        lines.append("typedef struct {")
        for name, kind, said in shapes.fields(shape):
            number = "int64_t" if shapes.is_whole(kind) else "double"
            lines.append(f"    {promise}{number} *restrict {name};" if said.axes else f"    {number} {name};")
        lines.append(f"}} {shape.__name__};")
    return "\n".join(lines) + "\n"


def structure_of(shape: type[World] | type[Record]) -> type[ctypes.Structure]:
    """The same as :func:`header` for ctypes."""
    entries: list[tuple[str, Any]] = []
    for name, kind, said in shapes.fields(shape):
        number = ctypes.c_int64 if shapes.is_whole(kind) else ctypes.c_double
        entries.append((name, ctypes.c_void_p if said.axes else number))
    return type(f"C{shape.__name__}", (ctypes.Structure,), {"_fields_": entries})


WORLD, RECORD = structure_of(World), structure_of(Record)


def handed(kind: type[ctypes.Structure], values: World | Record) -> ctypes.Structure:
    """A World or a Record as C takes it; valid while its arrays live."""
    return kind(*(value.ctypes.data if isinstance(value, np.ndarray) else value for value in values))


def check_modules(world: World) -> None:
    """Refuse what the C code does not hold.

    Raises:
        ValueError: a module is on.
    """
    on = [module for module in shapes.modules() if getattr(world, SWITCH_OF + module) != 0]
    if on:
        raise ValueError(f"the model in C has no modules; on in this world: {', '.join(on)}")


class Worlds:
    """Worlds of one size, made ready for C: one for all runs, or one for each run.

    Raises:
        ValueError: a module is on.
    """

    def __init__(self, worlds: Sequence[World]) -> None:
        for world in worlds:
            check_modules(world)
        self.worlds = list(worlds)  # keeps the arrays alive
        self.count = len(self.worlds)
        self.sizes = sizes_of(self.worlds[0])
        self.array = (WORLD * self.count)(*(handed(WORLD, world) for world in self.worlds))


class Yardstick:
    """The compiled C code. With ``fused`` the compiler may fuse operations, and the last bits differ.

    Raises:
        RuntimeError: there is no C compiler, or it refuses the code.
    """

    def __init__(self, fused: bool = False) -> None:
        found = compiler()
        if found is None:
            raise RuntimeError("no C compiler (gcc, clang or cc) on this machine")
        with TemporaryDirectory(prefix="yardstick-", ignore_cleanup_errors=True) as folder:
            library = Path(folder, "model.so")
            Path(folder, "shapes.h").write_text(header(), encoding="utf-8")
            options = [*OPTIONS, FUSED if fused else EXACT, f"-I{folder}", "-o", str(library)]
            done = subprocess.run([found, *options, str(SOURCES / "model.c"), "-lm"], capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(f"{Path(found).name} on the model in C: {done.stderr}")
            self._play = ctypes.CDLL(str(library)).play

    def outcomes(self, worlds: Worlds, seed: int, first: int, runs: int) -> Array:
        """What so many runs leave behind, the numbers of the runs from ``first`` on.

        Args:
            worlds: one, whose tables are then made once for all runs; or one for each run.
            seed: which luck.
            first: the number of the first run.
            runs: how many.

        Returns:
            [run, axis, year], the axes as in :data:`OUTCOMES`.
        """
        return self._played(worlds, seed, first, runs, None)

    def record(self, world: World, seed: int, run: int) -> Record:
        """All that one run leaves behind."""
        record = empty(Record, sizes_of(world))
        outcomes = self._played(Worlds([world]), seed, run, 1, record)
        for name, values in zip(OUTCOMES, outcomes[0], strict=True):
            getattr(record, name)[:] = values
        return record

    def _played(self, worlds: Worlds, seed: int, first: int, runs: int, record: Record | None) -> Array:
        if worlds.count not in (1, runs):
            raise ValueError(f"{worlds.count} worlds for {runs} runs")
        outcomes = np.empty((runs, len(OUTCOMES), worlds.sizes["Y"]))
        failed = self._play(
            worlds.array,
            ctypes.c_int64(worlds.count),
            (ctypes.c_int64 * len(AXES))(*(worlds.sizes[axis] for axis in AXES)),
            ctypes.c_uint32(seed),
            ctypes.c_uint32(first),
            ctypes.c_int64(runs),
            outcomes.ctypes.data_as(ctypes.c_void_p),
            None if record is None else ctypes.byref(handed(RECORD, record)),
        )
        if failed:
            raise MemoryError("no memory for a run in C")
        return outcomes
