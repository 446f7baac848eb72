"""The number of steps a year is a matter of accuracy: 1, 4 and 16 tell the same story."""

import numpy as np
from numpy.typing import NDArray

from influence_sim.experiments.laws.case import ROUNDING, Case, Found, Silent
from influence_sim.experiments.laws.sampling import COARSE, FINE, Sample
from influence_sim.rules.shapes import World

PATH_BOUND = 1.0  # per cent; twice that in a founding year
ERRORS = 4.0  # how many errors a mean or spread may be off
OWN_ERROR = 0.01 / ERRORS  # of the step, beside chance: paths may differ by 1 %, so that a mean may too


def paths(case: Case) -> Found:
    """Steps, paths.

    Without luck, 1 and 4 steps a year give the shares that 16 give, within 1 %; in a year in which a fund is founded
    or opens, and in the first two years, in which empty pipes fill, within 2 %.
    """
    worst = [deviation(case, world, steps) for world in (case.plain, case.active) for steps in COARSE]
    return Found(100.0 * float(np.max(worst)), PATH_BOUND, "%", "founding years and the first two count half")


def means(case: Case) -> Found:
    """Steps, means.

    Means over many runs of the powers’ shares agree between 1, 4 and 16 steps a year, as far as chance lets them.
    """
    errors = [off_mean(few.shares, many.shares) for few, many in pairs(case)]
    return Found(float(np.max(errors)), ERRORS, "errors", of_runs(case))


def spreads(case: Case) -> Found:
    """Steps, spreads.

    So do the spreads of the powers’ shares between runs.
    """
    errors = [off_spread(few.shares, many.shares) for few, many in pairs(case)]
    return Found(float(np.max(errors)), ERRORS, "errors", of_runs(case))


def membership_changes(case: Case) -> Found:
    """Steps, memberships.

    So do the mean numbers of times that states enter or leave a forum.
    """
    if not case.active.forum_exists[case.active.branch :].any():
        raise Silent("there is no forum that states could enter or leave")
    both = pairs(case)
    if not any(sample.changes.any() for pair in both for sample in pair):
        raise Silent("no state enters or leaves a forum in any run")
    errors = [off_mean(few.changes, many.changes) for few, many in both]
    return Found(float(np.max(errors)), ERRORS, "errors", of_runs(case))


def deviation(case: Case, world: World, steps: int) -> float:
    """How far shares at the years' ends are from those with many steps, relative to them; half while pipes fill."""
    quiet = world._replace(shocks=0.0, moving=0)
    coarse, fine = (case.record(quiet._replace(steps_per_year=number)).share.copy() for number in (steps, FINE))
    off = (np.abs(coarse - fine) / np.where(fine > 0.0, fine, 1.0)).max(axis=(1, 2))
    filling = {0, 1}
    if world.regional_share.any():
        filling |= {case.start, int(case.start + world.founding_delay)}
    off[[year for year in filling if year < len(off)]] /= 2.0
    return float(off.max())


def pairs(case: Case) -> list[tuple[Sample, Sample]]:
    """Runs with few steps beside runs with many.

    Raises:
        Silent: all runs are alike.
    """
    told = case.samples
    if not any((spread_of(sample.shares) > 0.0).any() for sample in told.values()):
        raise Silent("neither luck nor memberships make runs differ")
    return [(told[steps], told[FINE]) for steps in COARSE]


def of_runs(case: Case) -> str:
    """How much there was to compare."""
    switched = [] if case.plain.shocks > 0 else ["luck"]
    switched += [] if case.plain.moving and case.plain.universal_membership == 0 else ["the states’ choice"]
    return f"{case.runs} runs" + (f"; {' and '.join(switched)} switched on for it" if switched else "")


def off_mean(few: NDArray[np.float64], many: NDArray[np.float64]) -> float:
    """By how many errors means differ, at most."""
    one, other = few.mean(axis=0), many.mean(axis=0)
    chance = few.var(axis=0, ddof=1) / len(few) + many.var(axis=0, ddof=1) / len(many)
    return largest_ratio(one - other, np.sqrt(chance + (OWN_ERROR * other) ** 2))


def off_spread(few: NDArray[np.float64], many: NDArray[np.float64]) -> float:
    """By how many errors the logarithms of spreads differ, at most; a spread's variance is (κ − 1) / 4n."""
    parts = [(spread_of(sample), tails(sample)) for sample in (few, many)]
    shown = (parts[0][0] > 0.0) & (parts[1][0] > 0.0)
    if not np.array_equal(parts[0][0] > 0.0, parts[1][0] > 0.0):
        return float("inf")
    ratio = np.log(parts[0][0][shown] / parts[1][0][shown])
    chance = sum((kurtosis[shown] - 1.0) / (4.0 * len(few)) for _, kurtosis in parts)
    return largest_ratio(ratio, np.sqrt(chance + OWN_ERROR**2))


def spread_of(sample: NDArray[np.float64]) -> NDArray[np.float64]:
    """Standard deviation of each column; 0 where it is nothing but rounding."""
    spread = sample.std(axis=0)
    return np.where(spread > ROUNDING, spread, 0.0)


def tails(sample: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kurtosis of each column, that of a normal distribution at least: a small sample seldom shows its tails."""
    spread = np.where(spread_of(sample) > 0.0, spread_of(sample), 1.0)
    kurtosis: NDArray[np.float64] = (((sample - sample.mean(axis=0)) / spread) ** 4).mean(axis=0)
    return np.maximum(3.0, kurtosis)


def largest_ratio(differences: NDArray[np.float64], errors: NDArray[np.float64]) -> float:
    """The largest difference in its errors; without end where nothing may differ and something does."""
    size = np.abs(differences)
    ratios = np.where(errors > 0.0, size / np.where(errors > 0.0, errors, 1.0), np.where(size > 0.0, np.inf, 0.0))
    return float(ratios.max(initial=0.0))
