"""What the tests of the reader share."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from influence_sim.language.errors import LanguageError
from influence_sim.language.reading import read_sources
from influence_sim.language.rulebook import Rulebook


@pytest.fixture
def read() -> Callable[..., Rulebook]:
    """Read modules from indented texts: ``read(sample=text)``."""
    return lambda **texts: read_sources({name: dedent(text).lstrip("\n") for name, text in texts.items()})


@pytest.fixture
def complaint_about(read: Callable[..., Rulebook]) -> Callable[..., str]:
    """What the reader says of a module ``sample``, or of modules by name."""

    def complaint(text: str = "", **texts: str) -> str:
        with pytest.raises(LanguageError) as caught:
            read(**({"sample": text} if text else texts))
        return str(caught.value)

    return complaint
