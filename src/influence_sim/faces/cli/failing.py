"""How a command fails: one sentence on stderr and an exit code, whatever went wrong."""

import errno
import os
import re
import sys
from collections.abc import Callable
from typing import Any

import typer

from influence_sim.errors import InfluenceSimError, InputError, nearest

DONE, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 130
LONGEST, LONGEST_WORD = 600, 250  # characters of a sentence and of a word in it; what is longer is cut
ClickError: Any = typer.BadParameter.__mro__[2]


class UsageError(InfluenceSimError):
    """A command line that is wrong."""


class Stopped(Exception):
    """The user interrupted; with a sentence for the user, or none."""


def guarded(run: Callable[[], Any], words: list[str]) -> int:
    """Run something; tell a failure in one sentence; return the exit code."""
    try:
        code = run()
        sys.stdout.flush()
        return int(code or DONE)
    except typer.Exit as end:
        return int(end.exit_code)
    except (InputError, UsageError) as error:
        return told(str(error), WRONG)
    except InfluenceSimError as error:
        return told(str(error), FAILED)
    except ClickError as error:
        return told_usage(error)
    except (Stopped, KeyboardInterrupt) as stop:
        return told(str(stop) or "interrupted; nothing was written", INTERRUPTED, lead="")
    except typer.Abort:
        return told("interrupted; nothing was written", INTERRUPTED, lead="")
    except MemoryError:
        return told("there is not enough memory; ask for fewer runs (--runs)", FAILED)
    except OSError as error:
        if error.errno == errno.EPIPE:
            return silenced()
        return told(os_words(error), FAILED)
    except Exception as error:
        if "--traceback" in words:
            raise
        said = " ".join(str(error).split())
        return told(
            f"this is a fault in influence-sim: {type(error).__name__}: {said} (--traceback shows where)", FAILED
        )


def told(sentence: str, code: int, lead: str = "error: ") -> int:
    """Print a sentence on stderr, with nothing in it that a terminal would obey; the exit code that goes with it."""
    from influence_sim.scenario.names import short

    words = re.sub(rf"\S{{{LONGEST_WORD},}}", lambda word: short(word[0]), sentence)
    print(lead + short(words, LONGEST), file=sys.stderr)
    return code


def told_usage(error: Any) -> int:
    """Tell a wrong command line as the parser found it; or print the help that was asked for by no words at all."""
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message(), file=sys.stderr)
        return WRONG
    return told(usage_words(error), WRONG)


def usage_words(error: Any) -> str:
    """One sentence for an error of the parser: the word, what is allowed, the nearest right spelling."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "influence-sim COMMAND"
    said = " ".join(error.format_message().split()).rstrip(".")
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return f'unknown option "{error.option_name}"; {nearest(error.option_name, options_of(context))}'
    if kind == "BadOptionUsage":
        return f"{error.option_name} {option_fault(said)}; see {path} --help"
    if kind == "MissingParameter":
        name = (error.param.metavar or error.param.name) if error.param is not None else "a word"
        return f"{name} is missing; see {path} --help"
    extra = re.fullmatch(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", said)
    if extra:
        return f'too many words: "{extra[1]}" is not expected here; see {path} --help'
    return f"{said[:1].lower()}{said[1:]}; see {path} --help"


def option_fault(said: str) -> str:
    """What is wrong with the use of a known option."""
    return "takes no value" if "not take a value" in said else "needs a value"


def options_of(context: Any) -> list[str]:
    """The options that a command has."""
    if context is None:
        return []
    params = context.command.get_params(context)
    return [name for param in params for name in param.opts if name.startswith("-")]


def os_words(error: OSError) -> str:
    """An error of the system in words."""
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


def silenced() -> int:
    """The reader of our output has gone: end quietly, and let nothing else be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED
