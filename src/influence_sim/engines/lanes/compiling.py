"""Machine code for the lanes, kept in the user's cache under a digest of all that shapes it.

LLVM optimises for the processor at hand; the code of another processor or of other rules is never taken.
"""

import ctypes
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import llvmlite
import llvmlite.binding as llvm
import platformdirs

from influence_sim.engines.lanes.functions import ENTRY, Program
from influence_sim.language.reading import read_rulebook, rulebook_digest
from influence_sim.language.rulebook import Rulebook

ONE_COMPILES = Lock()


class Machine(NamedTuple):
    """Machine code that plays a group of runs."""

    play: Callable[[int, int, int], None]  # addresses of the table and of the runs' numbers, and the seed
    sites: tuple[str, ...]  # the axes of each table of remembered values
    lanes: int
    engine: Any  # what keeps the code alive


def lanes_here() -> int:
    """How many runs go side by side: two registers full or more, so that one computes while another waits."""
    return 16 if llvm.get_host_cpu_features().get("avx512f") else 8


def program_of(book: Rulebook, lanes: int = 0, entry: str = ENTRY) -> Program:
    """The generated code, before it is optimised; for as many lanes as suit this machine, or for a power of two."""
    program = Program(book, lanes or lanes_here())
    program.write_entry(entry)
    return program


def source_of(book: Rulebook, lanes: int = 0, entry: str = ENTRY) -> str:
    """The text of the generated code."""
    return str(program_of(book, lanes, entry).module)


def target(plain: bool = False) -> Any:
    """The processor at hand, or a plain one of its kind."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    found = llvm.Target.from_triple(llvm.get_process_triple())
    if plain:
        return found.create_target_machine(opt=3)
    features = llvm.get_host_cpu_features().flatten()
    return found.create_target_machine(cpu=llvm.get_host_cpu_name(), features=features, opt=3)


def machine_code_of(source: str, plain: bool = False) -> bytes:
    """Optimised machine code, as an object file; with ``plain`` for any processor of this kind."""
    machine = target(plain)
    return bytes(machine.emit_object(optimised(llvm.parse_assembly(source), machine)))


def optimised(module: Any, machine: Any) -> Any:
    """The code after LLVM's own passes, none of which changes a bit of what is computed."""
    module.triple = machine.triple
    module.data_layout = str(machine.target_data)
    module.verify()
    tuning = llvm.create_pipeline_tuning_options(speed_level=3)
    builder = llvm.create_pass_builder(machine, tuning)
    builder.getModulePassManager().run(module, builder)
    return module


def loaded(code: bytes) -> Any:
    """Machine code that can be called; keep what is returned as long as it is."""
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target())
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return engine


def code_digest(rulebook: str) -> str:
    """A digest of all that shapes the machine code: rules, this engine, the language's reader, LLVM, the processor."""
    here = Path(__file__).parent
    reader = here.parent.parent / "language"
    machine = f"{llvmlite.__version__} {llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()} {rulebook}"
    sources = [path.read_bytes() for folder in (here, reader) for path in sorted(folder.glob("*.py"))]
    return hashlib.sha256(b"\0".join([machine.encode(), *sources])).hexdigest()[:16]


def cache_file(digest: str) -> Path:
    """Where machine code of this digest is kept."""
    return Path(platformdirs.user_cache_dir("influence_sim", appauthor=False)) / "lanes" / f"{digest}.o"


def keep(sites: Sequence[str], code: bytes, file: Path) -> None:
    """Keep machine code for the next time, whole or not at all; without a folder to write to, do without."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(json.dumps([*sites]).encode() + b"\n" + code)
        Path(partial).replace(file)


def kept(file: Path) -> tuple[list[str], bytes] | None:
    """The tables that machine code needs and the code itself, if they were kept."""
    with suppress(OSError):
        sites, _, code = file.read_bytes().partition(b"\n")
        return json.loads(sites), code
    return None


def is_ready() -> bool:
    """Whether the machine code lies in the cache, so that nothing has to be compiled."""
    return cache_file(code_digest(rulebook_digest())).is_file()


def machine() -> Machine:
    """What plays a group of runs, from the cache or compiled now; other threads wait for it."""
    with ONE_COMPILES:
        return machine_of_this_process()


@cache
def machine_of_this_process() -> Machine:
    """The same, for the one thread that compiles."""
    file = cache_file(code_digest(rulebook_digest()))
    found = kept(file)
    if found is None:
        program = program_of(read_rulebook())
        found = [*program.sites], machine_code_of(str(program.module))
        keep(*found, file)
    return machine_from(*found, lanes_here())


def machine_from(sites: Sequence[str], code: bytes, lanes: int, entry: str = ENTRY) -> Machine:
    """Machine code, ready to be called."""
    engine = loaded(code)
    kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)
    return Machine(kind(engine.get_function_address(f"lanes_{entry}")), tuple(sites), lanes, engine)
