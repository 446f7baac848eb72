"""The commands, and what stands above them: version, help, failing."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import influence_sim
from influence_sim.errors import nearest
from influence_sim.faces.cli.analyse import analyse
from influence_sim.faces.cli.compare import compare
from influence_sim.faces.cli.engines import engines
from influence_sim.faces.cli.explain import explain
from influence_sim.faces.cli.failing import Stopped, UsageError, guarded
from influence_sim.faces.cli.laws import laws
from influence_sim.faces.cli.listing import list_
from influence_sim.faces.cli.merge import merge
from influence_sim.faces.cli.patterns import patterns
from influence_sim.faces.cli.run import run
from influence_sim.faces.cli.show import show
from influence_sim.faces.cli.sweep import sweep
from influence_sim.faces.cli.validate import validate

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(TyperGroup):
    """The group of commands: whatever fails is one sentence and an exit code."""

    def main(self, args: Sequence[str] | None = None, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]
        """Run a command line; the exit code, or the end of the process with it (``standalone_mode``)."""
        words = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a terminal without the signs we use shows "?"
        extra["obj"] = {"command": ["influence-sim", *words]}
        parse = super().main
        code = guarded(lambda: parse(words, standalone_mode=False, **extra), words)
        if standalone_mode:
            sys.exit(code)
        return code

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an interrupt keeps its sentence."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise Stopped(str(stop)) from stop

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is meant; an unknown one with the nearest right spelling."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise UsageError(f'unknown command "{args[0]}"; {nearest(args[0], self.commands)}')
        return super().resolve_command(ctx, args)


def version(wanted: bool) -> None:
    """Print the version."""
    if wanted:
        print(f"influence-sim {influence_sim.__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings=HELP,
)


@app.callback()
def above(
    shown: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")
    ] = False,
    traceback: Annotated[
        bool, typer.Option("--traceback", help="Show where a fault in influence-sim itself happened.")
    ] = False,
) -> None:
    """Compare strategies by which outside powers win influence over a region's states.

    \b
    Examples:
      influence-sim compare                     bilateral or institution, in 200 paired worlds
      influence-sim run classroom --runs 1      one run of a small invented region
      influence-sim list                        what there is to choose from
    """  # noqa: D301 (a backspace is meant)


app.command(no_args_is_help=False)(compare)
app.command()(run)
app.command(no_args_is_help=False)(explain)
app.command(no_args_is_help=False)(laws)
app.command(no_args_is_help=False)(patterns)
app.command()(sweep)
app.command()(merge)
app.command()(analyse)
app.command()(validate)
app.command("list")(list_)
app.command()(show)
app.command(no_args_is_help=False)(engines)


def command() -> Any:
    """The group of commands, ready to be run."""
    return typer.main.get_command(app)
