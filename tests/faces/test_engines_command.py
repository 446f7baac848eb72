"""``engines``: what there is to run on."""

import pytest
from faces.typing_words import Typed

from influence_sim.runs import choosing


def test_every_engine_has_a_line(typed: Typed) -> None:
    result = typed("engines")
    assert result.exit_code == 0
    first_words = [line.split()[0] for line in result.stdout.splitlines() if line.strip()]
    assert set(choosing.ENGINES) <= set(first_words)


@pytest.mark.parametrize(("ready", "said"), [(True, "ready"), (False, "compiled when first used")])
def test_it_is_told_whether_machine_code_is_ready(
    ready: bool, said: str, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "is_ready", lambda name: ready)
    lines = {line.split()[0]: line for line in typed("engines").stdout.splitlines() if line.strip()}
    assert said in lines["lanes"]
    assert said in lines["compiled"]
    assert "none needed" in lines["mesa"]


@pytest.mark.slow
def test_the_generated_source_is_printed_with_every_rule_of_a_step(typed: Typed) -> None:
    result = typed("engines", "--source")
    assert result.exit_code == 0
    for rule in ("play", "contest", "allocate", "earn_standing"):
        assert f'@"{rule}"(' in result.stdout
