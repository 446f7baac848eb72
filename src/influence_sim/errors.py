"""What can go wrong at a user's side, in words for the person who made the input."""

import difflib
from collections.abc import Iterable


class InfluenceSimError(Exception):
    """Any failure that is told to a user in one sentence, without a traceback."""


class InputError(InfluenceSimError, ValueError):
    """Something given is wrong: a file, a key, a value, an option. Nothing has been started."""


class OutputError(InfluenceSimError, OSError):
    """Results could not be written. Nothing half-written is left behind."""


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Words to append to an error: the nearest right spelling, or what is allowed.

    >>> nearest("bilatral", ["bilateral", "institution"])
    'did you mean "bilateral"?'
    >>> nearest("x", ["bilateral", "institution"])
    'allowed: bilateral, institution'
    """
    choices = sorted(set(allowed))
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    return "allowed: " + (", ".join(choices) if choices else "nothing")
