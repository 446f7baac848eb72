"""Phase 7: what a run leaves behind. Flows add up over a year, levels are those at its end."""

from .contest import home_standing
from .disbursement import bilateral_money
from .forums import fund_income, part_after_secretariat
from .levers import step_length


def record_money(world, now, record, p, year):
    """A power's money in this step, by route."""
    h = step_length(world)
    money = bilateral_money(world, now, p)
    pending = 0.0
    for s in range(now.plan.shape[1]):
        for c in range(now.plan.shape[2]):
            committed = money * now.plan[p, s, c] * h
            record.committed[year, p, s, c, 0] += committed
            record.disbursed[year, p, s, c, 0] += now.paid[p, s, c] * h
            record.budget[year, p] += committed
            record.lost[year, p] += world.never_disbursed[c] * committed
            pending += now.pending[p, s, c]
    for f in range(now.contribution.shape[1]):
        if world.uses[p, f] == 1:
            given = now.contribution[p, f] * h
            record.budget[year, p] += given
            record.secretariat[year, p, f] += given * (1.0 - part_after_secretariat(world, fund_income(now, f)))
            record.fund[year, p, f] = now.pot[p, f]
            pending += now.pot[p, f]
            for s in range(now.plan.shape[1]):
                for c in range(now.plan.shape[2]):
                    granted = now.granted[p, f, s, c] * h
                    record.committed[year, p, s, c, 1 + f] += granted
                    record.disbursed[year, p, s, c, 1 + f] += now.fund_paid[p, f, s, c] * h
                    record.lost[year, p] += world.never_disbursed[c] * granted
                    pending += now.fund_pending[p, f, s, c]
    for k in range(now.works.shape[1]):
        record.budget[year, p] += now.works[p, k] * h
        record.works[year, p, k] += now.works_paid[p, k] * h
        pending += now.works_pending[p, k]
    record.upkeep[year, p] += world.upkeep[year, p] * h
    record.pending[year, p] = pending


def record_influence(world, now, record, p, year):
    """A power's standing, share and the effect of its money in every state."""
    for s in range(now.share.shape[1]):
        record.share[year, p, s] = now.share[p, s]
        record.standing[year, p, s] = now.standing[p, s]
        record.effect[year, p, s] += now.effect[p, s] * step_length(world)


def record_state(world, now, record, s, year):
    """What no power holds in a state, by where it comes from."""
    record.home[year, s] = home_standing(world, s, year) / now.contest_total[s]
    record.forum_hand[year, s] = now.forum_hand[s] / now.contest_total[s]
    record.own_hand[year, s] = world.leak_to_home * now.own_hand[s] / now.contest_total[s]


def record_forum(now, record, f, year):
    """A forum's depth and members."""
    record.depth[year, f] = now.depth[f]
    for s in range(now.status.shape[1]):
        record.status[year, f, s] = now.status[f, s]
