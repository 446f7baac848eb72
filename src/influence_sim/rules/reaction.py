"""The rivals' answer to the focal power's forum, in one of three forms.

    none      nothing
    copy      a rival moves  size · d  of its budget from bilateral money into its own forum
    outspend  a rival's budget rises by the factor  1 + size · d

d is the depth of the focal power's own forum, once it has a fund: a dialogue is not answered.
Size .5 against depth .4: a fifth of the budget moves, or the budget rises by a fifth.
"""

NO_ANSWER = 0
COPY = 1
OUTSPEND = 2


def answered_depth(world, now):
    """Depth of the focal power's own forum, if it has founded a fund."""
    depth = 0.0
    if world.own_forum >= 0:
        depth = now.depth[world.own_forum] if now.opens[world.own_forum] >= 0.0 else 0.0
    return depth


def answer_of(world, now, p):
    """Size · d for a rival, 0 for others."""
    size = world.rivals_answer_size * answered_depth(world, now)
    return size if world.rival[p] == 1 else 0.0


def copied_share(world, now, p):
    """Part of a rival's budget that it moves into its own forum."""
    return answer_of(world, now, p) if world.rivals_answer == COPY else 0.0


def outspent_factor(world, now, p):
    """Factor by which a rival's budget rises."""
    return 1.0 + answer_of(world, now, p) if world.rivals_answer == OUTSPEND else 1.0
