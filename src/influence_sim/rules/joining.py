"""States decide, at the ticks of a clock, which forums to enter or leave.

    P(tick in a step) = 1 − e^{−νh}            P(wants to belong | tick) = 1 / (1 + e^{−λ_m U})
    U = ln(1 + receipts/ε) + market − autonomy · (shallow + deep · d_f) + constant

Receipts are what the state would receive as a member, by the fund's last payments, so that a fund
attracts outsiders as it holds members. A state that wants to belong and is no member yet needs the
members' consent; refused, it observes. Several ticks may fall into one step: the last one decides
whether the state wants to belong, all of them whether it has found consent.
Blume 1993 on revision clocks, McKelvey & Palfrey 1995 on noisy choice.
"""

from .arithmetic import exp, log, logistic
from .chance import CHOICE, CONSENT, REVISION, uniform
from .forums import expected_receipts
from .levers import autonomy_of, step_length
from .membership import MEMBER, NO_MEMBER, OBSERVER, dictated, membership_weight


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
    gain = log(1.0 + expected_receipts(world, now, f, s, year) / world.effort_saturation)
    market = world.market_weight * market_of(world, now, f, s, year)
    tightness = world.autonomy_shallow + world.autonomy_deep * now.depth[f]
    return gain + market - autonomy_of(world, s) * tightness + world.membership_constant


def consent_in_step(before, wish, consent, ticks, chance_of_tick):
    """Chance that a state which wants to belong at its last tick is a member after the step.

    ``before`` is 1 for a member, else 0; ``ticks`` the mean number of ticks in the step. At each tick a member
    leaves with 1 − w, another enters with w c: membership relaxes towards w c / (1 − w + w c) at the sum of both.

    With certain consent it is 1. Wish .8, consent .5, one tick a step: an outsider has .595, a member .953.
    """
    turnover = 1.0 - wish + wish * consent
    if turnover <= 0.0 or wish <= 0.0 or chance_of_tick <= 0.0:
        return before
    settled = wish * consent / turnover
    after = settled + (before - settled) * exp(-ticks * turnover)
    return (after - before * (1.0 - chance_of_tick)) / (chance_of_tick * wish)


def decided_status(choice, wish, answer, consent):
    """The status that a decision leads to, from two draws and the chances they are held against.

    A draw below ``wish`` wants to belong; a draw below ``consent`` finds consent.
    """
    if choice >= wish:
        return NO_MEMBER
    return MEMBER if answer < consent else OBSERVER


def reconsider(world, now, s, year, seed, run, tick):
    """A state's intentions towards all forums that exist and are open to it; only a tick of the clock changes one."""
    ticks = world.membership_revision_rate * step_length(world)
    chance_of_tick = 1.0 - exp(-ticks)
    for f in range(now.status.shape[0]):
        utility = membership_utility(world, now, f, s, year)
        wish = logistic(world.membership_precision * utility)
        clock = uniform(seed, run, tick, REVISION, world.forum_id[f], world.state_id[s])
        choice = uniform(seed, run, tick, CHOICE, world.forum_id[f], world.state_id[s])
        answer = uniform(seed, run, tick, CONSENT, world.forum_id[f], world.state_id[s])
        status = now.status[f, s]
        before = 1.0 if status == MEMBER else 0.0
        consent = consent_in_step(before, wish, world.consent[f], ticks, chance_of_tick)
        decides = world.forum_exists[year, f] > 0.0 and world.eligible[f, s] == 1 and dictated(world, year) == 0
        if decides and clock < chance_of_tick:
            status = decided_status(choice, wish, answer, consent)
        now.intention[f, s] = status
