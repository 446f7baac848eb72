"""Module hedging: a state accepts less of a power the more that power holds already.

    A_ps = 1 / (1 + (x_ps / x*)²)

Effort counts only as far as it is accepted; the rest of its credit is the state's own. Off, all is accepted.
Kuik 2008 on hedging, Contessi 2015 on multi-vector policies. At x = x* = .45 half is accepted, at .15 nine tenths.
"""


def accepted_part(share, half_point):
    """A: 1 for a power that holds nothing, ½ at the half point."""
    relative = share / half_point
    return 1.0 / (1.0 + relative * relative)


def accept(world, now, s):
    """How much of each power's effort a state lets count, by the shares that it sees."""
    if world.with_hedging == 1:
        for p in range(now.acceptance.shape[0]):
            now.acceptance[p, s] = accepted_part(now.share[p, s], world.hedging_half_point)


def record_acceptance(now, record, p, year):
    """What states accept of a power."""
    for s in range(now.acceptance.shape[1]):
        record.acceptance[year, p, s] = now.acceptance[p, s]
