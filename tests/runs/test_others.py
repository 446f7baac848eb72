"""Strategies of other powers, played together with the focal power's."""

from typing import Any

import numpy as np
import pytest

import influence_sim as isim
from influence_sim.errors import InputError
from influence_sim.scenario.strategies import Strategy

BUSY = Strategy(title="Busy", by="north", channel_fit={"works": 3}, upkeep=50)


def test_a_run_remembers_what_others_followed() -> None:
    run = isim.simulate("classroom", "institution", others=[BUSY], engine="mesa")
    assert run.others == (BUSY,)
    assert repr(run).startswith('<Trajectory "classroom", institution with unnamed, seed 1, run 0')


def test_what_others_do_changes_the_run() -> None:
    plain, together = (isim.simulate("classroom", "institution", others=o, engine="mesa") for o in ([], [BUSY]))
    assert plain.digest != together.digest
    np.testing.assert_allclose(plain.record.budget[:, 1], together.record.budget[:, 1], rtol=1e-12)


def test_an_ensembles_run_is_the_run() -> None:
    many = isim.ensemble("classroom", "institution", runs=2, others=[BUSY], engine="mesa")
    one = isim.simulate("classroom", "institution", run=1, others=[BUSY], engine="mesa")
    assert many.others == (BUSY,)
    assert np.array_equal(many.data["share"][1], one.record.share)


def test_the_model_on_mesa_plays_them_too() -> None:
    model = isim.InfluenceModel("classroom", "institution", others=(BUSY,))
    model.run_model()
    run = isim.simulate("classroom", "institution", others=[BUSY], engine="mesa")
    assert np.array_equal(model.record.share, run.record.share)


def test_compared_strategies_face_the_same_others() -> None:
    two = isim.compare("classroom", runs=2, others=[BUSY], engine="mesa", ledger_runs=0)
    assert [one.others for one in (*two.ensembles.values(), *two.without.values())] == [(BUSY,)] * 4
    alone = isim.simulate("classroom", "bilateral", run=1, others=[BUSY], engine="mesa")
    assert np.array_equal(two.ensembles["bilateral"].data["share"][1], alone.record.share)


def test_the_ledger_faces_them_too() -> None:
    def whole(others: list[Any]) -> float:
        two = isim.compare("classroom", runs=1, others=others, engine="compiled", ledger_runs=1)
        chosen = two.ledger.query("axis == 'possession' and window == 'late' and weight == 'states equally'")
        return float(chosen["contribution"].sum())

    assert whole([]) != whole([BUSY])


@pytest.mark.slow
def test_others_by_name_become_strategies() -> None:
    two = isim.compare("baseline", runs=1, others=["sco_bank", "retreat"], engine="mesa", ledger_runs=0)
    assert [one.key for one in two.others] == ["sco_bank", "retreat"]
    assert "institution against bilateral with sco_bank, retreat" in repr(two)


@pytest.mark.parametrize(
    ("others", "message"),
    [
        ("retreat", "others is a list of strategies, as in others=[name, …]"),
        (["retreet"], 'unknown strategy "retreet"; did you mean "retreat"?'),
        (["retreat"], 'strategy "retreat": by names "RUS", which is no power of this scenario'),
        (["hybrid"], 'the strategies "institution" and "hybrid" are both of south; a power follows one'),
        ([BUSY, BUSY], 'the strategies "unnamed" and "unnamed" are both of north; a power follows one'),
    ],
)
def test_what_cannot_be_played_together_is_refused(others: Any, message: str) -> None:
    with pytest.raises(InputError) as caught:
        isim.simulate("classroom", "institution", others=others, engine="mesa")
    assert str(caught.value).startswith(message)
