"""Who belongs to a forum, and how much that counts.

History dictates up to the branch; from then on states decide (``joining.py``), and what they intend
becomes their status at the end of the step. Under universal membership, an assumption that takes the
whole question out of a comparison, every state belongs to the focal power's own forum from the branch
on and history dictates the rest.
"""

NO_MEMBER = 0
OBSERVER = 1
MEMBER = 2


def membership_weight(world, status):
    """M: 1 for a member, the observers' weight for an observer, else 0."""
    if status == MEMBER:
        return 1.0
    return world.observer_weight if status == OBSERVER else 0.0


def dictated(world, year):
    """1 where history or universal membership dictates who belongs, 0 where states decide."""
    if year < world.branch or world.moving == 0 or world.universal_membership > 0.0:
        return 1
    return 0


def dictated_status(world, f, s, year):
    """The status in a forum that is dictated to a state."""
    if year >= world.branch and world.universal_membership > 0.0 and f == world.own_forum:
        return MEMBER
    return world.history[year, f, s]


def replay_memberships(world, now, f, year):
    """A forum's members of the year, where they are dictated."""
    for s in range(now.status.shape[1]):
        status = now.status[f, s]
        if dictated(world, year) == 1:
            status = dictated_status(world, f, s, year)
        now.status[f, s] = status
        now.intention[f, s] = status


def settle_memberships(now, f):
    """What the states intend becomes their status, at once for all."""
    for s in range(now.status.shape[1]):
        now.status[f, s] = now.intention[f, s]
