"""Module corridors: ties follow the ways between a power and a state, and who controls a way gains from its use.

    conductance  g_psk = open_k · capacity_k / L_psk²        in parallel:  cost_ps = (Σ_k g_psk)^{−1/2}
    passage      (cost_ps / cost_ps at the start)^{−e}       factor on ties; a closed corridor adds nothing
    capacity     k' = k e^{−κh} + (κ k_0 + b · money) (1 − e^{−κh}) / κ
    use          u_sk = Σ_p K_ps g_psk/g_ps / Σ_p K_ps        standing by control: toll · Σ_k control_pk u_sk

Money that builds: transport money paid in states that the corridor crosses, in equal parts over the corridors there,
and works that a power pays at the corridor itself. Ties keep the level that trade gave them; the corridors move it.
Limão & Venables 2001 and Disdier & Head 2008 on transport costs and distance. Two equal corridors of one line and
2,000 km: cost 2 / √2 = 1.41; one of them closed: 2.
"""

from math import sqrt

from .arithmetic import power
from .disbursement import pipe_left, pipe_paid
from .events import event_on_corridor
from .levers import step_length
from .stocks import faded, gathered

THOUSAND = 1000.0  # M$ in the unit of what money builds


def open_width(world, now, k, year):
    """Capacity of a corridor as far as it is open (lines)."""
    return now.capacity[k] * world.corridor_open[year, k] * event_on_corridor(world, k, year)


def conductance_along(width, length):
    """Ease of passage by one corridor; none where it does not serve."""
    return width / (length * length) if length > 0.0 else 0.0


def conductance(world, now, p, s, year):
    """Ease of passage between a power and a state by all corridors."""
    total = 0.0
    for k in range(now.capacity.shape[0]):
        total += conductance_along(open_width(world, now, k, year), world.corridor_length[p, s, k])
    return total


def passage_cost(total):
    """Cost of passage (1000 km at one line) for an ease of passage above 0."""
    return sqrt(1.0 / total)


def passage_factor(now_open, at_start, elasticity):
    """What passage makes of ties: (cost/cost at the start)^{−e}; 1 where no way was known at the start."""
    if at_start <= 0.0:
        return 1.0
    return power(now_open / at_start, 0.5 * elasticity)


def open_corridor(world, now, k):
    """A corridor before the first step."""
    now.capacity[k] = world.corridor_capacity[k]


def open_passage(world, now, p):
    """A power's ways to all states before the first step."""
    for s in range(now.passage.shape[1]):
        now.first_conductance[p, s] = conductance(world, now, p, s, 0)
        now.passage[p, s] = 1.0


def find_passage(world, now, p, year):
    """What the ways between a power and every state make of its ties."""
    if world.with_corridors == 1:
        for s in range(now.passage.shape[1]):
            total = conductance(world, now, p, s, year)
            now.passage[p, s] = passage_factor(total, now.first_conductance[p, s], world.corridor_elasticity)


def use_corridors(world, now, s, year):
    """By which corridors a state's exchange with the powers goes, each power counted by its ties."""
    if world.with_corridors == 1:
        for k in range(now.corridor_use.shape[1]):
            width = open_width(world, now, k, year)
            used = 0.0
            ties = 0.0
            for p in range(now.tie.shape[0]):
                total = conductance(world, now, p, s, year)
                by_this = conductance_along(width, world.corridor_length[p, s, k])
                used += now.tie[p, s] * by_this / total if total > 0.0 else 0.0
                ties += now.tie[p, s]
            now.corridor_use[s, k] = used / ties if ties > 0.0 else 0.0


def standing_by_control(world, now, p, s):
    """Standing that a power earns in a year by its control of the corridors that a state uses."""
    total = 0.0
    for k in range(now.corridor_use.shape[1]):
        total += world.corridor_control[p, k] * now.corridor_use[s, k]
    return world.corridor_toll * total


def plan_works(world, now, p, year):
    """What a power gives for works at corridors in the fiscal year."""
    if world.with_corridors == 1:
        for k in range(now.works.shape[1]):
            now.works[p, k] = now.budget[p] * world.corridor_works[year, p, k]


def pay_works(world, now, p):
    """Money for works moves through its pipe."""
    if world.with_corridors == 1:
        h = step_length(world)
        for k in range(now.works.shape[1]):
            left = pipe_left(now.works_pending[p, k], now.works[p, k], world.corridor_lag, h)
            now.works_paid[p, k] = pipe_paid(now.works_pending[p, k], left, now.works[p, k], h)
            now.works_pending[p, k] = left


def corridors_through(world, s):
    """Number of corridors that cross a state."""
    count = 0
    for k in range(world.corridor_crosses.shape[1]):
        count += world.corridor_crosses[s, k]
    return count


def money_that_builds(world, now, s):
    """Payments in a state that raise the capacity of corridors (M$/yr)."""
    money = 0.0
    for p in range(now.paid.shape[0]):
        for c in range(now.paid.shape[2]):
            money += world.builds_corridors[c] * now.paid[p, s, c]
        for f in range(now.depth.shape[0]):
            if world.uses[p, f] == 1:
                for c in range(now.paid.shape[2]):
                    money += world.builds_corridors[c] * now.fund_paid[p, f, s, c]
    return money


def money_for(world, now, k):
    """What is spent on a corridor (M$/yr): works at it, and its part of what is spent where it passes."""
    money = 0.0
    for p in range(now.works_paid.shape[0]):
        money += now.works_paid[p, k]
    for s in range(world.corridor_crosses.shape[0]):
        if world.corridor_crosses[s, k] == 1:
            money += money_that_builds(world, now, s) / corridors_through(world, s)
    return money


def widen(world, now, k):
    """A corridor's capacity after the step."""
    if world.with_corridors == 1:
        h = step_length(world)
        natural = world.corridor_decay * world.corridor_capacity[k]
        built = world.corridor_build * money_for(world, now, k) / THOUSAND
        kept = now.capacity[k] * faded(world.corridor_decay, h)
        now.capacity[k] = kept + (natural + built) * gathered(world.corridor_decay, h)


def record_corridor(world, now, record, k, year):
    """A corridor's capacity as far as it is open."""
    if world.with_corridors == 1:
        record.capacity[year, k] = open_width(world, now, k, year)
