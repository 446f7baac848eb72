"""The rules as machine code, one run at a time. This file and ``bundles.py`` alone import numba.

Each rule is copied over a namespace in which the rules it calls are compiled already; the rule files
know nothing of it. World, Situation and Record travel as bundles (``bundles.py``). ``_nrt=False`` is a
private option of numba: no reference counting, since rules allocate nothing. It is used here only, and
a test fails if it stops working.

Compiled code is kept in the user's cache folder, in a folder named by a digest of every source that
shapes it: numba itself sees neither an edited helper in another file nor fields that changed places.
"""

import hashlib
import importlib
import platform
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numba
import platformdirs

from influence_sim.engines import bits, bundles
from influence_sim.engines.bundles import Bundle
from influence_sim.language.reading import read_rulebook, rulebook_digest
from influence_sim.language.rulebook import Rulebook
from influence_sim.rules import shapes
from influence_sim.rules.shapes import Record, Situation, World

OPTIONS: dict[str, Any] = {"error_model": "numpy", "forceinline": True, "_nrt": False, "nogil": True}
SUPPLIED = {"scale": bits.scale, "split": bits.split}  # in place of the rulebook's own primitives
ONE_COMPILES = Lock()  # numba is not made for two threads that compile one function
ENTRY = "play"  # the one rule that is called from Python
PACKAGE = "influence_sim.rules"


def rule_modules(book: Rulebook, package: str = PACKAGE) -> list[types.ModuleType]:
    """The rulebook's modules, each after those it imports from; first the primitives."""
    return [importlib.import_module(f"{package}.{name}") for name in ("primitives", *(m.name for m in book.modules))]


def code_digest(rulebook: str) -> str:
    """A digest of all that shapes the compiled code: the rulebook's digest, this engine, numba, Python, the machine."""
    machine = f"{numba.__version__} {sys.version} {platform.machine()} {sorted(OPTIONS.items())} {rulebook}"
    sources = [Path(str(m.__file__)).read_bytes() for m in (bits, bundles, sys.modules[__name__])]
    return hashlib.sha256(b"\0".join([machine.encode(), *sources])).hexdigest()[:16]


def cache_folder(digest: str) -> Path:
    """Where compiled code of this digest is kept."""
    return Path(platformdirs.user_cache_dir("influence_sim", appauthor=False)) / "compiled" / digest


@contextmanager
def numba_cache(folder: Path) -> Iterator[bool]:
    """Have numba keep its files in the folder; yields whether it can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
        writable = True
    except OSError:
        writable = False
    before = numba.config.CACHE_DIR
    if writable:
        numba.config.CACHE_DIR = str(folder)
    try:
        yield writable
    finally:
        numba.config.CACHE_DIR = before


def copied(rule: types.FunctionType, space: dict[str, Any]) -> types.FunctionType:
    """The same rule, in a namespace in which the rules that it calls are compiled."""
    twin = types.FunctionType(rule.__code__, space, rule.__name__)
    twin.__module__, twin.__qualname__ = rule.__module__, rule.__qualname__
    return twin


def compile_rules(modules: list[types.ModuleType], folder: Path) -> dict[str, Any]:
    """Compiled twins of all functions of the modules, by name; the modules stay as they are."""
    twins: dict[str, Any] = {}
    with numba_cache(folder) as writable:
        for module in modules:
            space = {**vars(module), **{name: twin for name, twin in twins.items() if name in vars(module)}}
            for name, rule in vars(module).items():
                if isinstance(rule, types.FunctionType) and rule.__module__ == module.__name__:
                    source = SUPPLIED.get(name) or copied(rule, space)
                    kept = writable and name == ENTRY
                    twins[name] = space[name] = numba.njit(cache=kept, **OPTIONS)(source)
    return twins


def compiled_play() -> Callable[[Bundle, Bundle, Bundle, int, int], None]:
    """The rule ``play`` as machine code, from the cache or compiled now; other threads wait for it."""
    with ONE_COMPILES:
        return machine_code()


@cache
def machine_code() -> Callable[[Bundle, Bundle, Bundle, int, int], None]:
    """The same, for the one thread that compiles."""
    book = read_rulebook()
    play = compile_rules(rule_modules(book), cache_folder(code_digest(book.digest)))[ENTRY]
    shapes_of_play = [bundles.BundleType(shape.__name__) for shape in (World, Situation, Record)]
    play.compile((*shapes_of_play, numba.int64, numba.int64))
    found: Callable[[Bundle, Bundle, Bundle, int, int], None] = play
    return found


def is_ready() -> bool:
    """Whether the machine code lies in the cache, so that nothing has to be compiled."""
    return any(cache_folder(code_digest(rulebook_digest())).rglob(f"*.{ENTRY}-*.nbc"))


class CompiledRuns:
    """Runs of one world, one after the other, in memory that is used again.

    Not for several threads at once: give each its own.
    """

    def __init__(self, world: World) -> None:
        sizes = shapes.sizes_of(world)
        self._now = shapes.empty(Situation, sizes)
        self._record = shapes.empty(Record, sizes)
        self._bundles = Bundle(world), Bundle(self._now), Bundle(self._record)

    def play(self, seed: int, run: int) -> Record:
        """One run; its record is overwritten by the next."""
        for array in (*self._now, *self._record):
            array.fill(0)
        compiled_play()(*self._bundles, seed, run)
        return self._record

    def use(self, world: World) -> None:
        """Go on with another world of the same size."""
        self._bundles = Bundle(world), *self._bundles[1:]


def play(world: World, seed: int, run: int) -> Record:
    """One run of a world: what it leaves behind.

    ``engines.model.play`` does the same on Mesa, to the bit.
    """
    return CompiledRuns(world).play(seed, run)
