"""Machine code for the lanes, kept in the user's cache under a digest of all that shapes it.

LLVM optimises for the processor at hand; the code of another processor or of other rules is never taken.
"""

import ctypes
import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import llvmlite
import llvmlite.binding as llvm
import platformdirs

from influence_sim.engines.lanes.functions import ENTRY, Program
from influence_sim.language.reading import read_rulebook, rulebook_digest
from influence_sim.language.rulebook import Rulebook

LANES = 8  # runs in a group: as many floats as the widest registers of today's processors hold
ONE_COMPILES = Lock()

Player = Callable[[int, int, int], None]  # addresses of the table and of the runs' numbers, and the seed


def source_of(book: Rulebook, lanes: int = LANES, entry: str = ENTRY) -> str:
    """The generated code, before it is optimised."""
    program = Program(book, lanes)
    program.write_entry(entry)
    return str(program.module)


def target() -> Any:
    """The processor at hand."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    features = llvm.get_host_cpu_features().flatten()
    found = llvm.Target.from_triple(llvm.get_process_triple())
    return found.create_target_machine(cpu=llvm.get_host_cpu_name(), features=features, opt=3)


def machine_code_of(source: str) -> bytes:
    """Optimised machine code, as an object file."""
    return bytes(target().emit_object(optimised(llvm.parse_assembly(source))))


def optimised(module: Any) -> Any:
    """The code after LLVM's own passes, none of which changes a bit of what is computed."""
    machine = target()
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


def keep(code: bytes, file: Path) -> None:
    """Keep machine code for the next time, whole or not at all; without a folder to write to, do without."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(code)
        Path(partial).replace(file)


def kept(file: Path) -> bytes | None:
    """Machine code that was kept, if there is any."""
    with suppress(OSError):
        return file.read_bytes()
    return None


def is_ready() -> bool:
    """Whether the machine code lies in the cache, so that nothing has to be compiled."""
    return cache_file(code_digest(rulebook_digest())).is_file()


def player() -> Player:
    """What plays a group of runs, from the cache or compiled now; other threads wait for it."""
    with ONE_COMPILES:
        return machine_code()[1]


@cache
def machine_code() -> tuple[Any, Player]:
    """The same with what keeps it alive, for the one thread that compiles."""
    file = cache_file(code_digest(rulebook_digest()))
    code = kept(file)
    if code is None:
        code = machine_code_of(source_of(read_rulebook()))
        keep(code, file)
    engine = loaded(code)
    address = engine.get_function_address(f"lanes_{ENTRY}")
    kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)
    return engine, kind(address)
