"""On what was measured."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from benchmarks.yardstick import OPTIONS, compiler_version

LIBRARIES = ("numba", "llvmlite", "numpy", "mesa", "pyarrow")


def processor() -> str:
    """The processor's name and number of cores."""
    said = Path("/proc/cpuinfo")
    lines = said.read_text(encoding="utf-8").splitlines() if said.is_file() else []
    fields = [line.partition(":") for line in lines]
    known = {key.strip(): value.strip() for key, _, value in reversed(fields)}
    name = known.get("model name") or platform.processor() or platform.machine()
    numbers = [f"{word} {known[key]}" for word, key in (("family", "cpu family"), ("model", "model")) if key in known]
    detail = f" ({', '.join(numbers)})" if numbers else ""
    return f"{name}{detail}, {os.cpu_count()} cores"


def description() -> dict[str, str]:
    """What the numbers depend on, without any name of a machine."""
    tuning = [word for word in OPTIONS if word.startswith(("-O", "-m", "-fno"))]
    return {
        "processor": processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        "C compiler": f"{compiler_version()}, `{' '.join(tuning)}`",
    }
