"""No loop depends on the run."""

from collections.abc import Callable

import pytest

OFFENCES = [
    pytest.param(
        """
        def rule(now, s, p):
            if now.share[p, s] > 0.5:
                for q in range(now.share.shape[0]):
                    now.share[q, s] = 0.0
        """,
        "3: a loop under the condition in line 2, which depends on the run; put the condition within the loop",
        id="a loop under a condition on the situation",
    ),
    pytest.param(
        """
        def rule(world, now, s):
            if world.leak_to_home > 0.5:
                now.own_hand[s] = 0.0
            else:
                for q in range(now.share.shape[0]):
                    now.share[q, s] = 0.0
        """,
        "5: a loop under the condition in line 2, which depends on the run; put the condition within the loop",
        id="a loop in an else",
    ),
    pytest.param(
        """
        def rule(now, s, x):
            if x > 0.5:
                for q in range(now.share.shape[0]):
                    now.share[q, s] = x
        """,
        "3: a loop under the condition in line 2, which depends on the run; put the condition within the loop",
        id="a loop under a float that is passed",
    ),
    pytest.param(
        """
        def rule(world, now, s):
            if world.rivals_answer == 1:
                for q in range(now.share.shape[0]):
                    now.share[q, s] = 0.0
        """,
        "3: a loop under the condition in line 2, which depends on the run; put the condition within the loop",
        id="a loop under a switch that is a parameter",
    ),
    pytest.param(
        """
        def rule(world, now, f):
            if world.forum_exists[0, f] > 0.0:
                for s in range(now.status.shape[1]):
                    now.status[f, s] = 0
        """,
        "3: a loop under the condition in line 2, which depends on the run; put the condition within the loop",
        id="a loop under a decimal fact",
    ),
    pytest.param(
        """
        def rule(now, s, p):
            n = 0
            if now.share[p, s] > 0.5:
                n = 1
            if n == 1:
                for q in range(now.share.shape[0]):
                    now.share[q, s] = 0.0
        """,
        "6: a loop under the condition in line 5, which depends on the run; put the condition within the loop",
        id="a loop under a variable",
    ),
    pytest.param(
        """
        def answer(now, f):
            return 1 if now.depth[f] > 0.5 else 0


        def rule(now, f):
            if answer(now, f) == 1:
                for s in range(now.status.shape[1]):
                    now.status[f, s] = 0
        """,
        "7: a loop under the condition in line 6, which depends on the run; put the condition within the loop",
        id="a loop under a rule's value",
    ),
    pytest.param(
        """
        def rule(now, s):
            if now.own_hand[s] > 0.0:
                return 0.0
            total = 0.0
            for p in range(now.standing.shape[0]):
                total += now.standing[p, s]
            return total
        """,
        "5: a loop under the condition in line 2, which depends on the run; put the condition within the loop",
        id="a loop after an early return",
    ),
    pytest.param(
        """
        def total(now, s):
            sum_of = 0.0
            for p in range(now.standing.shape[0]):
                sum_of += now.standing[p, s]
            return sum_of


        def rule(now, s):
            return total(now, s) if now.own_hand[s] > 0.0 else 0.0
        """,
        "9: total() loops, under the condition in line 9, which depends on the run; "
        "call it before the condition, or put the condition within its loop",
        id="a rule that loops, under a condition",
    ),
    pytest.param(
        """
        def total(now, s):
            sum_of = 0.0
            for p in range(now.standing.shape[0]):
                sum_of += now.standing[p, s]
            return sum_of


        def rule(now, s):
            return 1.0 if now.own_hand[s] > 0.0 and total(now, s) > 0.0 else 0.0
        """,
        "9: total() loops, under the condition in line 9, which depends on the run; "
        "call it before the condition, or put the condition within its loop",
        id="a rule that loops, after an and",
    ),
    pytest.param(
        """
        def clear(now, f, status):
            if status == 2:
                for s in range(now.status.shape[1]):
                    now.status[f, s] = 0


        def rule(now, f):
            clear(now, f, now.status[f, 0])
        """,
        "3: a loop under the condition in line 2, which depends on the run; put the condition within the loop",
        id="a whole parameter that callers fill from the situation",
    ),
    pytest.param(
        """
        def rule(now, f, run):
            if run % 2 == 0:
                for s in range(now.status.shape[1]):
                    now.status[f, s] = 0
        """,
        "3: a loop under the condition in line 2, which depends on the run; put the condition within the loop",
        id="the run itself",
    ),
    pytest.param(
        """
        def rule(now, f, x):
            y = x
            for i in range(now.status[f, 0]):
                y += 1.0
            return y
        """,
        "3: a bound of a loop depends on the run; loop over all and guard by an if",
        id="a bound from the situation",
    ),
]


@pytest.mark.parametrize(("text", "complaint"), OFFENCES)
def test_no_loop_depends_on_the_run(complaint_about: Callable[[str], str], text: str, complaint: str) -> None:
    assert complaint_about(text) == f"sample.py:{complaint}"
