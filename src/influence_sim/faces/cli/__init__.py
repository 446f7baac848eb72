"""The command ``influence-sim``."""

from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run a command line (that of the process if none is given) and return its exit code."""
    from influence_sim.faces.cli.app import command

    code = command().main(args=words, prog_name="influence-sim", standalone_mode=False)
    return int(code or 0)
