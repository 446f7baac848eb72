"""The pattern of foundings: whether what belonging is worth to a state tells who is there when a forum is founded."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from influence_sim.experiments.patterns.case import Case, Look, Quantity, Seen, Untold, Values, Wanted
from influence_sim.rules.membership import MEMBER, NO_MEMBER
from influence_sim.rules.shapes import Situation, World, empty, fields, sizes_of
from influence_sim.scenario.patterns import Founding, JoinsAtFounding

RIDGE = 1e-3  # keeps a slope finite where a rule tells all choices
ROUNDS, CLOSE = 30, 1e-9  # of Newton's method


def joins_at_founding(pattern: JoinsAtFounding, case: Case) -> Look:
    """How much better than a base rate utility tells choices, in forums and states that were left out."""
    states, places = case.names_among(pattern), case.among(pattern)
    foundings = [usable(one, case) for one in pattern.forums.values()]
    joined = np.array([[float(state in one.members) for state in states] for one in foundings])
    if joined.min() == joined.max() or len(states) < 3:
        raise Untold("there are too few states, or all chose alike")
    folds: Any = np.indices(joined.shape)  # by forum, by state

    def measure(seen: Seen) -> list[float]:
        worth = utilities(seen.world, foundings, case)[:, places]
        own = 1.0 / (1.0 + np.exp(-seen.world.membership_precision * worth))
        return [
            gain_left_out(worth, joined, folds[0]),
            gain_left_out(worth, joined, folds[1]),
            log_likelihood(own, joined) - log_likelihood(np.full(joined.shape, joined.mean()), joined),
        ]

    better = Wanted(low=0.0, strict=True)
    quantities = [
        Quantity("gain on the base rate, forums left out", "nats", better),
        Quantity("gain on the base rate, states left out", "nats", better),
        Quantity("gain of the model’s own chances, nothing fitted", "nats"),
    ]
    return Look(quantities, measure, {})


def usable(founding: Founding, case: Case) -> Founding:
    """A founding without the powers that the scenario lacks.

    Raises:
        Untold: it names a state that the scenario lacks.
    """
    for state in founding.members:
        case.state(state)
    return founding.model_copy(update={"powers": [key for key in founding.powers if key in case.scenario.powers]})


def utilities(world: World, foundings: Sequence[Founding], case: Case) -> Values:
    """[forum, state]: what belonging is worth at the founding, beside the others who were there.

    No fund has paid and no depth has grown by then: what differs is trade with the founders, and autonomy.
    """
    alone = with_one_forum(world)
    powers, states = case.scenario.keys["P"], case.scenario.keys["S"]
    first, last = case.scenario.years.first, case.scenario.years.last
    now = empty(Situation, sizes_of(alone))
    found = np.zeros((len(foundings), len(states)))
    for f, founding in enumerate(foundings):
        year = min(max(founding.year, first), last) - first
        alone.power_member[:] = 0.0
        alone.power_member[:, 0, [powers.index(key) for key in founding.powers]] = 1.0
        for s, state in enumerate(states):
            now.status[:] = NO_MEMBER
            for member in founding.members:
                now.status[0, states.index(member)] = MEMBER if member != state else NO_MEMBER
            found[f, s] = case.utility(alone, now, 0, s, year)
    return found


def with_one_forum(world: World) -> World:
    """The world with a single forum, of which nothing is known yet."""
    changed: dict[str, Any] = {"own_forum": -1}
    for name, _, about in fields(World):
        axes = about.axes
        if "F" in axes:
            array = getattr(world, name)
            shape = [1 if axis == "F" else size for axis, size in zip(axes, array.shape, strict=True)]
            changed[name] = np.zeros(shape, dtype=array.dtype)
    return world._replace(**changed)


def gain_left_out(worth: Values, joined: Values, folds: NDArray[Any]) -> float:
    """Mean gain in log likelihood a choice over the others’ base rate, each fold told by what the others teach."""
    gain = 0.0
    for fold in np.unique(folds):
        out = folds == fold
        chance = logit(worth[~out], joined[~out], worth[out])
        rate = np.full(out.sum(), (joined[~out].sum() + 0.5) / ((~out).sum() + 1.0))
        gain += (log_likelihood(chance, joined[out]) - log_likelihood(rate, joined[out])) * out.sum()
    return float(gain / joined.size)


def log_likelihood(chance: Values, joined: Values) -> float:
    """Mean over choices, in nats.

    >>> round(log_likelihood(np.array([0.5, 0.5]), np.array([1.0, 0.0])), 4)
    -0.6931
    """
    safe = np.clip(chance, 1e-12, 1.0 - 1e-12)
    return float((joined * np.log(safe) + (1.0 - joined) * np.log(1.0 - safe)).mean())


def logit(worth: Values, joined: Values, new: Values) -> Values:
    """Chances of joining at new worths, by a logit of constant and worth that Newton’s method fits."""
    middle, scale = worth.mean(), worth.std() or 1.0
    known = np.column_stack([np.ones(worth.size), (worth - middle) / scale])
    weights = np.zeros(2)
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-known @ weights))
        slope = known.T @ (joined - chance) - RIDGE * weights
        bend = (known * (chance * (1.0 - chance))[:, None]).T @ known + RIDGE * np.eye(2)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < CLOSE:
            break
    return np.asarray(1.0 / (1.0 + np.exp(-(weights[0] + weights[1] * (new - middle) / scale))))
