"""Who appears in a figure: names, colours, dates. All that figures know of a scenario."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from influence_sim.errors import InputError, nearest
from influence_sim.plots.theme import PATTERNS, SPARE_COLOURS, Theme

INDEPENDENCE = "independence"


class Actor(NamedTuple):
    """A power as figures show it. An empty colour takes one that is left over."""

    name: str
    colour: str = ""
    colour_dark: str = ""


class Look(NamedTuple):
    """How a power's surfaces are filled: a colour, and a pattern where colours have run out."""

    colour: str
    pattern: str


@dataclass(frozen=True)
class Cast:
    """The actors of a scenario by key, with what figures need to speak of them by name.

    >>> cast = Cast(powers={"N": Actor("North", "#1A8CF0", "#2E96F5")}, states={"a": "Ada"}, focal="N")
    >>> cast.name("a"), cast.name("N")
    ('Ada', 'North')
    """

    powers: Mapping[str, Actor]
    states: Mapping[str, str]
    forums: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    marks: Sequence[tuple[int, str]] = ()
    early: tuple[int, int] | None = None
    late: tuple[int, int] | None = None
    focal: str | None = None
    own_forum: str | None = None
    rivals: Sequence[str] = ()
    branch: int | None = None

    @classmethod
    def of(cls, scenario: Any) -> "Cast":
        """The cast of a loaded scenario (see `influence_sim.load_scenario`)."""
        roles, windows = scenario.roles, scenario.windows
        return cls(
            powers={
                key: Actor(power.name, power.colour or "", power.colour_dark or "")
                for key, power in scenario.powers.items()
            },
            states={key: state.name for key, state in scenario.states.items()},
            forums={key: forum.name for key, forum in scenario.forums.items()},
            channels={key: channel.name for key, channel in scenario.channels.items()},
            marks=tuple((mark.year, mark.label) for mark in scenario.marks),
            early=_window(windows, "early"),
            late=_window(windows, "late"),
            focal=roles.focal,
            own_forum=getattr(roles, "own_forum", None),
            rivals=tuple(roles.rivals),
            branch=scenario.branch,
        )

    def name(self, key: str) -> str:
        """The name of a power, state, forum or channel; a key that nobody bears is an error."""
        if key in self.powers:
            return self.powers[key].name
        for named in (self.states, self.forums, self.channels):
            if key in named:
                return named[key]
        known = [*self.powers, *self.states, *self.forums, *self.channels]
        raise InputError(f'the data hold "{key}", which the scenario does not name; {nearest(key, known)}')

    def forum(self, key: str) -> str:
        """The name of a forum, which may have the key of a power or state that it is called after.

        >>> Cast(powers={"N": Actor("North")}, states={}, forums={"N": "Northern Pact"}).forum("N")
        'Northern Pact'
        """
        return self.forums[key] if key in self.forums else self.name(key)

    @property
    def stacking(self) -> list[str]:
        """Power keys from the bottom of a stack: the focal power first, where its share can be read off the axis."""
        return sorted(self.powers, key=lambda key: key != self.focal)

    def looks(self, theme: Theme) -> dict[str, Look]:
        """Fill of each power: its own colour, one left over if it has none, a pattern if the colour is taken."""
        given = {key: _colour(actor, theme) for key, actor in self.powers.items()}
        spare = SPARE_COLOURS[theme.name]
        left = [colour for colour in spare if colour.lower() not in {c.lower() for c in given.values()}] or list(spare)
        taken: Counter[str] = Counter()
        looks: dict[str, Look] = {}
        without = 0
        for key, colour in given.items():
            if not colour:
                colour, without = left[without % len(left)], without + 1
            looks[key] = Look(colour, PATTERNS[taken[colour.lower()] % len(PATTERNS)])
            taken[colour.lower()] += 1
        return looks


def _colour(actor: Actor, theme: Theme) -> str:
    return (actor.colour_dark or actor.colour) if theme.name == "dark" else actor.colour


def _window(windows: Any, name: str) -> tuple[int, int] | None:
    years = getattr(windows, name, None)
    return None if years is None else (int(years[0]), int(years[1]))
