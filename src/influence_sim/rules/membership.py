"""Who belongs to a forum: history up to the branch, then decisions at the ticks of a clock.

    P(tick in a step) = 1 − e^{−νh}            P(wants to belong | tick) = 1 / (1 + e^{−λ_m U})
    U = ln(1 + receipts/ε) + market − autonomy · (shallow + deep · d_f) + constant

A state that wants to belong and is no member yet needs the members' consent; refused, it observes.
Blume 1993 on revision clocks, McKelvey & Palfrey 1995 on noisy choice.
"""

from .arithmetic import exp, log, logistic
from .chance import CHOICE, CONSENT, REVISION, uniform
from .levers import autonomy_of, step_length

NO_MEMBER = 0
OBSERVER = 1
MEMBER = 2


def membership_weight(world, status):
    """M: 1 for a member, the observers' weight for an observer, else 0."""
    if status == MEMBER:
        return 1.0
    return world.observer_weight if status == OBSERVER else 0.0


def replay_memberships(world, now, f, year):
    """History dictates up to the branch, and always where memberships do not move."""
    if year < world.branch or world.moving == 0:
        for s in range(now.status.shape[1]):
            now.status[f, s] = world.history[year, f, s]
            now.intention[f, s] = world.history[year, f, s]


def market_of(world, now, f, s, year):
    """The part of a state's trade that is with the forum's powers and member states."""
    market = 0.0
    for p in range(world.power_member.shape[2]):
        market += world.power_member[year, f, p] * world.trade_with_power[p, s]
    for u in range(now.status.shape[1]):
        if u != s:
            market += membership_weight(world, now.status[f, u]) * world.trade_with_state[u, s]
    return market


def membership_utility(world, now, f, s, year):
    """U: what belonging is worth to a state, by what it sees at the end of the last step."""
    gain = log(1.0 + now.receipts[f, s] / world.effort_saturation)
    market = world.market_weight * market_of(world, now, f, s, year)
    tightness = world.autonomy_shallow + world.autonomy_deep * now.depth[f]
    return gain + market - autonomy_of(world, s) * tightness + world.membership_constant


def decided_status(status, choice, wish, answer, consent):
    """The status that a decision leads to, from two draws and the chances they are held against.

    A draw below ``wish`` wants to belong; a draw below ``consent`` finds consent. Members need none.
    """
    if choice >= wish:
        return NO_MEMBER
    if status == MEMBER or answer < consent:
        return MEMBER
    return OBSERVER


def reconsider(world, now, s, year, seed, run, tick):
    """A state's intentions towards all forums that exist; only a tick of the clock changes one."""
    if year >= world.branch and world.moving == 1:
        chance_of_tick = 1.0 - exp(-world.membership_revision_rate * step_length(world))
        for f in range(now.status.shape[0]):
            utility = membership_utility(world, now, f, s, year)
            wish = logistic(world.membership_precision * utility)
            clock = uniform(seed, run, tick, REVISION, world.forum_id[f], world.state_id[s])
            choice = uniform(seed, run, tick, CHOICE, world.forum_id[f], world.state_id[s])
            answer = uniform(seed, run, tick, CONSENT, world.forum_id[f], world.state_id[s])
            status = now.status[f, s]
            if clock < chance_of_tick and world.forum_exists[year, f] > 0.0:
                status = decided_status(status, choice, wish, answer, world.consent[f])
            now.intention[f, s] = status


def settle_memberships(now, f):
    """What the states intend becomes their status, at once for all."""
    for s in range(now.status.shape[1]):
        now.status[f, s] = now.intention[f, s]
