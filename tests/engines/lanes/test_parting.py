"""Lanes that part: each keeps what its own way gives it."""

import pytest

RULES = {
    "an assignment under a condition": """
        def rule(world, now, record, seed, run):
            x = 1.0
            if now.depth[0] > 0.0:
                x = 2.0
            else:
                x += now.depth[1]
            now.effect[0, 0] = x
    """,
    "a write under a condition": """
        def rule(world, now, record, seed, run):
            for s in range(now.share.shape[1]):
                if now.share[0, s] > 0.0:
                    now.share[1, s] = 7.0
                    now.status[0, s] = 2
                elif now.share[2, s] > 0.0:
                    now.share[1, s] += 0.5
    """,
    "conditions within conditions": """
        def rule(world, now, record, seed, run):
            x = 0.0
            if now.depth[0] > 0.0:
                if world.moving == 1:
                    x = 1.0
                if now.depth[1] > 0.0:
                    x = x + 2.0
                else:
                    x = 5.0
            now.effect[0, 0] = x
    """,
    "an early return": """
        def first(x, y):
            if x < -1.0:
                return 0.0
            if y > 0.0:
                return x
            return x * y

        def rule(world, now, record, seed, run):
            for s in range(now.share.shape[1]):
                now.effect[0, s] = first(now.share[0, s], now.share[1, s])
    """,
    "returns of several values under nested conditions": """
        def pair(x, y, m):
            if x > 0.0:
                if m == 1:
                    return x, 1
                z = x + y
                if z > 0.5:
                    return z, 2
            else:
                if y > 0.0:
                    return y, 3
            return x - y, 4

        def rule(world, now, record, seed, run):
            for s in range(now.share.shape[1]):
                z, k = pair(now.share[0, s], now.share[1, s], now.status[0, s])
                now.effect[0, s] = z
                now.intention[1, s] = k
    """,
    "a return under a condition that all lanes share, within one that they do not": """
        def value(world, now, s):
            if now.share[0, s] > 0.0:
                if world.moving + 1 > 0:
                    return 1.0
                return 2.0
            return now.share[1, s]

        def rule(world, now, record, seed, run):
            for s in range(now.share.shape[1]):
                now.effect[0, s] = value(world, now, s)
    """,
    "a call that writes under a condition": """
        def write(now, s, x):
            now.share[0, s] = x
            if x > 0.0:
                now.share[1, s] = -x

        def rule(world, now, record, seed, run):
            for s in range(now.share.shape[1]):
                if now.standing[0, s] > 0.0:
                    write(now, s, now.standing[1, s])
            write(now, 0, now.depth[0])
    """,
    "an index of each lane's own": """
        def rule(world, now, record, seed, run):
            for s in range(now.share.shape[1]):
                k = now.status[0, s]
                now.effect[k, s] = now.standing[k, s] + world.tie_reach[k] + world.power_id[k]
                now.effect_sum[now.status[1, s], s] += 1.0
    """,
    "an index that is wrong where the condition does not hold": """
        def far(now, p):
            return now.standing[p, 0] if now.depth[0] > 0.0 else now.standing[p, 1]

        def rule(world, now, record, seed, run):
            last = world.branch - 1000
            x = 1.0
            if now.depth[0] > 5.0 and now.standing[last, 0] > 0.0:
                x = 2.0
            y = now.standing[last, 0] if now.depth[0] > 5.0 else 3.0
            z = far(now, last) if now.depth[1] > 5.0 else 4.0
            now.effect[0, 0] = x + y + z
    """,
    "a rule that loops": """
        def strongest(now, s):
            largest = 0.0
            for q in range(now.share.shape[0]):
                if now.share[q, s] > largest:
                    largest = now.share[q, s]
            return largest

        def rule(world, now, record, seed, run):
            P, S = now.share.shape
            for s in range(1, S):
                now.effect[0, s] = strongest(now, s) * P
            for _ in range(3):
                now.effect[1, 0] += 0.1
            for k in range(5, 2):
                now.effect[1, 1] = 99.0 + k
    """,
    "numbers that all lanes share": """
        def double(k):
            return 2 * k

        def half(world):
            return 1.0 / (world.moving + 2)

        def rule(world, now, record, seed, run):
            k = double(seed)
            h = half(world)
            now.effect[0, 0] = h * k
            now.effect[0, 1] = double(run) + h
    """,
    "a long way that only some lanes go": """
        def long(x):
            y = 1.0 + x * (1.0 + x * (0.5 + x * (0.16 + x * (0.04 + x * (0.008 + x * (0.001 + x * 0.0002))))))
            z = (x - 1.0) / (x + 3.0) * (2.0 + x * (0.1 + x * (0.2 + x * (0.3 + x * (0.4 + x * 0.5)))))
            return y + z

        def rule(world, now, record, seed, run):
            for s in range(now.share.shape[1]):
                x = now.share[0, s]
                if x > 0.0:
                    now.effect[0, s] = long(x)
                elif x > 100.0:
                    now.effect[0, s] = long(-x)
                now.effect[1, s] = long(x) if x < 1.0 else long(1.0 - x)
    """,
}


@pytest.mark.parametrize("text", RULES.values(), ids=RULES.keys())
def test_lanes_do_what_runs_alone_would(text: str, both) -> None:
    lanes, python = both(text)
    assert lanes.same_as(python)
