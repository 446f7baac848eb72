"""Who belongs to which forum in each year: from a timeline of events, or as given."""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from influence_sim.errors import InputError
from influence_sim.scenario.facts import Entry, Membership
from influence_sim.scenario.names import nearest_of_many, shown
from influence_sim.scenario.sources import Status, Timeline
from influence_sim.scenario.tables import Library

Whole: TypeAlias = NDArray[np.int64]
NUMBER_OF: dict[Status, int] = {"none": 0, "observer": 1, "member": 2}


class Event(NamedTuple):
    """An actor's new status in a forum."""

    year: int
    actor: str
    status: int


def membership(
    library: Library, fact: Membership, actors: Sequence[str], years: range, place: str
) -> tuple[Whole, NDArray[np.bool_]]:
    """Status of each actor at each year's end, and whether the forum exists: (years, actors) and (years,)."""
    status = np.zeros((len(years), len(actors)), np.int64)
    exists = np.zeros(len(years), bool)
    for entry in fact.timeline:
        if library.facts.timeline is None:
            raise InputError(f"{place}.timeline: facts.timeline must say which file holds the events")
        _follow(entry, _events(library, library.facts.timeline, entry.name, place), actors, years, status, exists)
    for actor, said in fact.given.items():
        if actor not in actors:
            raise InputError(f"{place}: there is no state or power {shown(actor)}; {nearest_of_many(actor, actors)}")
        status[:, actors.index(actor)] = 0
        steps = said if isinstance(said, dict) else {years[0]: said}
        for year, word in sorted(steps.items()):
            status[np.array(years) >= year, actors.index(actor)] = NUMBER_OF[word]
    exists |= np.logical_or.accumulate((status > 0).any(axis=1))
    if fact.founded is not None:
        early = exists & (np.array(years) < fact.founded)
        if early.any():
            year = years[int(np.argmax(early))]
            raise InputError(f"{place}.founded: {fact.founded}, but there is a member or observer in {year}")
        exists |= np.array(years) >= fact.founded
    return status, exists


def _follow(
    entry: Entry, events: Sequence[Event], actors: Sequence[str], years: range, status: Whole, exists: NDArray[np.bool_]
) -> None:
    """Write an entry's statuses into the years for which it counts, once it has a member or observer."""
    founded = min((event.year for event in events if event.status > 0), default=None)
    for y, year in enumerate(years):
        if founded is None or year < max(founded, entry.since or founded) or year > (entry.until or year):
            continue
        exists[y:] = True
        status[y] = 0
        for event in events:
            if event.year <= year and event.actor in actors:
                status[y, actors.index(event.actor)] = event.status


def _events(library: Library, timeline: Timeline, forum: str, place: str) -> list[Event]:
    """A forum's events in the order of their dates, with the scenario's keys for its actors."""
    sheet = library.sheet(timeline.file, "facts.timeline.file")
    date_at, actors_at, forum_at, change_at = (
        sheet.column(column) for column in (timeline.date, timeline.actors, timeline.forum, timeline.change)
    )
    key_of = {code: key for key, codes in timeline.codes.items() for code in codes}
    forums = {row[forum_at] for _, row in sheet.rows}
    if forum not in forums:
        raise InputError(f"{place}.timeline: {sheet.name} never names {shown(forum)}; {nearest_of_many(forum, forums)}")
    found: list[tuple[str, Event]] = []
    for line, row in sheet.rows:
        if row[forum_at] != forum or row[change_at] in timeline.ignore:
            continue
        if not re.fullmatch(r"\d{4}-[01]\d-[0-3]\d", row[date_at]):
            raise InputError(f"{sheet.name}, line {line}: {shown(row[date_at])} is no date; YYYY-MM-DD is needed")
        word = row[change_at]
        if word not in timeline.words:
            raise InputError(
                f"{sheet.name}, line {line}: facts.timeline.words does not say what {shown(word)} means; "
                + nearest_of_many(word, [*timeline.words, *timeline.ignore])
            )
        for code in filter(None, map(str.strip, row[actors_at].split(timeline.separator))):
            event = Event(int(row[date_at][:4]), key_of.get(code, code), NUMBER_OF[timeline.words[word]])
            found.append((row[date_at], event))
    return [event for _, event in sorted(found, key=lambda dated: dated[0])]
