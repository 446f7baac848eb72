"""How much is measured."""

from typing import NamedTuple


class Plan(NamedTuple):
    """How much is measured: the full pass takes minutes, the quick one shows that all of it works."""

    rounds: int = 5
    scenario: str = "baseline"
    strategy: str = "institution"
    runs_on_one_core: int = 4096
    own_worlds: int = 2048
    runs_on_two_cores: int = 16384
    mesa_runs: tuple[int, int] = (2, 32)
    years: tuple[int, ...] = (8, 16, 33, 66, 132)
    sizes: tuple[tuple[int, int, int], ...] = ((2, 2, 2), (3, 4, 3), (5, 5, 4), (7, 7, 5), (10, 7, 6), (10, 10, 8))
    runs_by_size: int = 512
    starts: int = 5
    cold_starts: int = 1
    many: int = 1_000_000


FULL = Plan()
QUICK = Plan(
    rounds=2,
    runs_on_one_core=64,
    own_worlds=64,
    runs_on_two_cores=256,
    mesa_runs=(2, 2),
    years=(8, 33, 66),
    sizes=((2, 2, 2), (5, 5, 4), (10, 7, 6)),
    runs_by_size=16,
    starts=1,
    cold_starts=0,
    many=512,
)
