"""Command lines typed inside the test's own process."""

from collections.abc import Callable
from typing import Any

from typer.testing import CliRunner

from influence_sim.faces.cli.app import app

Typed = Callable[..., Any]
QUICK = ("--engine", "mesa", "--set", "parameters.shocks=1", "--quiet")  # luck on; nothing has to be compiled


def type_words(*words: str) -> Any:
    """Run a command line; the result has exit_code, stdout and stderr."""
    return CliRunner().invoke(app, list(words), prog_name="influence-sim")
