"""What there is to choose from, as frames with one line each."""

import math
import os

import numpy as np
import pandas as pd

from influence_sim.errors import InputError
from influence_sim.rules.shapes import Numbers
from influence_sim.scenario.choices import choices_of
from influence_sim.scenario.files import find, shipped_names
from influence_sim.scenario.loading import load_scenario
from influence_sim.scenario.parameters import aligned, element_names, known_parameters
from influence_sim.scenario.priors import Prior, read_priors
from influence_sim.scenario.schema import Scenario
from influence_sim.scenario.strategies import FOCAL, strategy
from influence_sim.scenario.yaml import read_file


def list_scenarios() -> pd.DataFrame:
    """The shipped scenarios: name, title, summary."""
    return listed("scenario")


def list_strategies(scenario: str | os.PathLike[str] | Scenario | None = None) -> pd.DataFrame:
    """The shipped strategies: name, title, summary, by (a power's key, or "focal": whoever has that role).

    Those of the focal power come first. With a scenario two more columns: who, the power's name there, and refusal,
    why the strategy does not fit it; "" where it does.
    """
    frame = listed("strategy")
    frame["by"] = [strategy(name).by for name in frame["name"]]
    order = sorted(frame.index, key=lambda i: (frame["by"][i] != FOCAL, frame["by"][i], frame["name"][i]))
    frame = frame.loc[order].reset_index(drop=True)
    if scenario is None:
        return frame
    loaded = load_scenario(scenario)
    frame["who"] = [called(loaded, by) for by in frame["by"]]
    frame["refusal"] = [refusal(loaded, name) for name in frame["name"]]
    return frame


def called(scenario: Scenario, by: str) -> str:
    """The name of the power that a strategy is of; its key where the scenario does not have it."""
    key = scenario.roles.focal if by == FOCAL else by
    return scenario.powers[key].name if key in scenario.powers else key


def refusal(scenario: Scenario, name: str) -> str:
    """Why a strategy does not fit a scenario; "" where it does."""
    try:
        choices_of(scenario, [strategy(name)])
    except InputError as error:
        return str(error).removeprefix(f'strategy "{name}": ').removeprefix(f'strategy "{name}" ')
    return ""


def listed(kind: str) -> pd.DataFrame:
    """The shipped files of a kind with what they say of themselves."""
    rows = []
    for name in shipped_names(kind):
        said = read_file(find(name, kind)).mapping
        rows.append((name, *(one_line(str(said.get(key, ""))) for key in ("title", "summary"))))
    return pd.DataFrame(rows, columns=["name", "title", "summary"])


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def parameters(scenario: str | os.PathLike[str] | Scenario = "baseline") -> pd.DataFrame:
    """Every parameter in the rules' order.

    Columns: name, symbol, value (a number or text), unit, low, high (the range that is allowed, NaN where open),
    prior (text), evidence, note, meaning, module ("" for the core).

    Raises:
        InputError: the scenario cannot be loaded.
    """
    loaded = load_scenario(scenario)
    rows = []
    for name, (about, words) in known_parameters().items():
        entry = loaded.parameters[name]
        low, high = (math.nan, math.nan) if words else (about.low, about.high)
        rows.append(
            {
                "name": name,
                "symbol": about.symbol,
                "value": readable_value(loaded, name),
                "unit": about.unit,
                "low": low,
                "high": high if math.isfinite(high) else math.nan,
                "prior": prior_text(loaded, name),
                "evidence": entry.evidence,
                "note": entry.note,
                "meaning": about.meaning,
                "module": about.module,
            }
        )
    return pd.DataFrame(rows)


def readable_value(scenario: Scenario, name: str) -> float | str:
    """A parameter's value as a table shows it: a number if it is the same for all, a word, or text."""
    value = scenario.parameters[name].value
    now = aligned(name, value, scenario.keys, scenario.calendar)
    if not isinstance(now, np.ndarray):
        return str(value) if known_parameters()[name].words else float(now)
    if now.size and np.all(now == now.flat[0]):
        return float(now.flat[0])
    if now.ndim == 1:
        return ", ".join(f"{key} {one:g}" for key, one in zip(element_names(name, scenario.keys), now, strict=True))
    axes = known_parameters()[name].about.axes
    by_year = now if "Y" in axes else now[np.newaxis]
    said: dict[str, list[str]] = {}
    for i, first in enumerate(scenario.keys[axes[-2]]):
        for j, second in enumerate(scenario.keys[axes[-1]]):
            if text := over_time(by_year[:, i, j], scenario.calendar):
                said.setdefault(first, []).append(f"{second} {text}")
    return ", ".join(f"{first} ({', '.join(seconds)})" for first, seconds in said.items())


def over_time(values: Numbers, years: range) -> str:
    """A number over the years in words; nothing if it is 0 throughout.

    >>> over_time(np.array([0.5, 0.5]), range(2001, 2003)), over_time(np.array([0, 0.5]), range(2001, 2003))
    ('0.5', '0.5 from 2002')
    """
    steps = [
        f"{value:g}" if i == 0 else f"{value:g} from {years[i]}"
        for i, value in enumerate(values)
        if value != (values[i - 1] if i else 0)
    ]
    return " and ".join(steps)


def prior_text(scenario: Scenario, name: str) -> str:
    """A parameter's prior in words; element by element where they differ."""
    words = known_parameters()[name].words
    priors = read_priors(name, scenario.parameters[name].prior, scenario.keys)
    if len(set(priors)) <= 1:
        return (priors[0] if priors else Prior()).text(words)
    named = zip(element_names(name, scenario.keys), priors, strict=True)
    said = [f"{element} {prior.text(words)}" for element, prior in named if prior != Prior()]
    return "; ".join([*said, "others fixed"] if Prior() in priors else said)
