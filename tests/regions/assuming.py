"""What an invented region assumes in place of the numbers that were fitted elsewhere."""

import random
from typing import Any

ELSEWHERE = "not fitted to this region"


def parameters(draw: random.Random, powers: list[str], forums: list[str], channels: list[str]) -> dict[str, Any]:
    """The parameters that name actors, given anew, as docs/regions.md advises."""

    def assumed(value: Any, **more: Any) -> dict[str, Any]:
        return {"value": value, "evidence": "assumed", "note": ELSEWHERE, "source": "", **more}

    credit = {key: {draw.choice(powers): 1, "others": 0} for key in forums if draw.random() < 0.7}
    each = {key: draw.uniform(-3, -1) for key in powers[:2]}
    return {
        "tie_reach": assumed({**each, "others": -2}),
        "tie_distance": assumed(draw.choice([0, -0.9])),
        "people_exponent": assumed({"others": draw.uniform(0.2, 0.8)}),
        "income_exponent": assumed({"others": draw.uniform(-0.2, 0.8)}),
        "budget_scale": assumed({"others": 1}, prior={powers[0]: {"times_log": [0.5, 3]}, "others": "fixed"}),
        "presumed_budget_share": assumed(0.6),
        "disbursement_lag": assumed({key: draw.uniform(0, 6) for key in channels}),
        "never_disbursed": assumed({key: draw.uniform(0, 0.4) for key in channels}),
        "non_rivalry": assumed({key: draw.choice([0, 1]) for key in channels}),
        "forum_credit": assumed({**credit, "others": {"others": 0}}),
        "forum_activity": assumed({"others": draw.uniform(0, 0.5)}),
        "depth_ceiling": assumed({"others": draw.uniform(0.3, 0.9)}),
        "loan_share": assumed({"others": {"others": draw.uniform(0, 1)}}),
        "loan_grace": assumed({"others": draw.uniform(0, 8)}, prior={"times": [0.6, 1.4]}),
        "loan_maturity": assumed({"others": draw.uniform(1, 15)}, prior={"times": [0.6, 1.4]}),
        "loan_interest": assumed({"others": 0.02}),
        "offtake_yield": assumed(0.2),
        "corridor_build": assumed(0.1),
        "corridor_toll": assumed(0.02),
        "shocks": assumed(draw.choice([1, 1, 0])),
        "rivals_answer": assumed(draw.choice(["none", "copy", "outspend"])),
    }
