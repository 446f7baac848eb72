"""docs/odd.md and the code say the same: each kind of difference is found, with its line."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from influence_sim.language import odd, phases


@pytest.fixture(scope="module")
def parameters(root: Path) -> Any:
    return odd.read_parameters(root)


@pytest.fixture(scope="module")
def code(parameters: Any) -> odd.Code:
    return odd.read_code(parameters)


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "docs"


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return (folder / "odd.md").read_text(encoding="utf-8")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def edited(page: str, pattern: str, new: str) -> str:
    """The page with what a pattern finds first put otherwise."""
    assert re.search(pattern, page, re.MULTILINE), f"nothing on the page is like {pattern}"
    return re.sub(pattern, new, page, count=1, flags=re.MULTILINE)


def test_the_page_and_the_code_say_the_same(page: str, folder: Path, code: odd.Code) -> None:
    assert odd.complaints(page, folder, code) == []


def test_the_code_has_rows_to_compare(code: odd.Code) -> None:
    assert len(code.fields) > 70 and len(code.parameters) > 60 and len(code.phases) > 20
    assert {cells[0] for cells in code.phases} == {
        "1 World", "2 Powers", "3 States", "4 Exchange", "5 Forums", "6 Influence", "7 Record"
    }  # fmt: skip


# What is changed on the page, and what is then said.
CHANGES = {
    "a unit": (r"(`now.pot` \| PF \|) M\$ ", r"\1 M$/yr ", 'field now.pot: unit is "M$/yr" here and "M$" in the code'),
    "axes": (r"(`record.share` \|) YPS ", r"\1 YP ", 'field record.share: axes is "YP" here and "YPS" in the code'),
    "a meaning": ("a power's share of a state's trade", "a share", 'world.trade_with_power: meaning is "a share" here'),
    "a symbol": (r"(`credit_leak` \|) ψ ", r"\1 χ ", 'parameter credit_leak: symbol is "χ" here and "ψ" in the code'),
    "a value": (r"(`credit_leak` .*) 0\.35 ", r"\1 0.3 ", 'parameter credit_leak: value is "0.3" here and "0.35"'),
    "one actor's value": ("CHN -0.9", "CHN -0.8", "parameter tie_reach: value is"),
    "a prior": (r"(`credit_leak` .*)U\(0, 0\.8\)", r"\1U(0, 0.9)", 'parameter credit_leak: prior is "U(0, 0.9)" here'),
    "a range": (r"(`leverage` .*)≥ 0 ", r"\g<1>0 to 1 ", 'parameter leverage: range is "0 to 1" here and "≥ 0" in'),
    "evidence": (r"(`leverage` .*) contested ", r"\1 measured ", 'parameter leverage: evidence is "measured" here'),
    "an unknown field": ("`now.pot`", "`now.pots`", "field now.pots is not in the code"),
    "a field told twice": ("`now.paid`", "`now.pending`", "field now.pending is here twice"),
    "an unknown parameter": ("`leverage` ", "`lever` ", "parameter lever is not in the code"),
    "a cell too few": (r"(`now.pot` \| PF \|) M\$ \|", r"\1", "field now.pot has 3 cells; the table has 4"),
    "a rule's name": ("`home_standing`, ", "`home_stand`, ", "rule home_stand is not in contest.py"),
    "a rule under another file": (r"`contest`\.$", "`contest`, `disburse`.", "rule disburse is not in contest.py"),
    "the link of a file": (r"(Rules in \[contest.py\].*)contest\.py\)", r"\1credit.py)", "the link of contest.py"),
    "a link": (r"own-arithmetic\.md", "own-arithmetics.md", "the link decisions/own-arithmetics.md leads nowhere"),
    "a name in prose": ("`founding_delay` years", "`founding_wait` years", "`founding_wait` is no rule, field"),
    "a call's phase": (r"4 Exchange( \| `disburse`)", r"5 Forums\1", "of a step is 4 Exchange | disburse"),
    "a call's actor": (r"(`disburse` \|) power ", r"\1 state ", "disburse | state | step here"),
    "a call's rhythm": (r"(`allocate` \| power \|) year ", r"\1 step ", "2 Powers | allocate | power | year in the"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found_on_its_line(change: str, page: str, folder: Path, code: odd.Code) -> None:
    pattern, new, said = CHANGES[change]
    text = edited(page, pattern, new)
    (changed,) = [at for at, (a, b) in enumerate(zip(page.split("\n"), text.split("\n"), strict=True), 1) if a != b]
    assert [what for line, what in odd.complaints(text, folder, code) if line == changed and said in what]


# A line that is left out, and what is then missing.
GAPS = {
    "a field": (r"^\| `now.depth` .*\n", "field now.depth is missing; the code has | now.depth | F | 0 to 1 |"),
    "a parameter": (r"^\| `credit_leak` .*\n", "parameter credit_leak is missing"),
    "a call": (r"^\| 5 Forums \| `grant` .*\n", "of a step is 5 Forums | grant | forum | step in the code"),
    "the last call": (r"^.*`record_measures` \| once .*\n", "of a step is 7 Record | record_measures"),
    "a rule": ("`home_standing`, ", "rule home_standing of contest.py is missing"),
    "a file of rules": (r"^Rules in \[credit.py\].*\n", "the rules of credit.py are missing: credits_no_power"),
    "a whole table": (r"^\| parameter \| symbol .*\n", "parameter home_growth_elasticity is missing"),
}  # fmt: skip


@pytest.mark.parametrize("gap", GAPS)
def test_what_is_left_out_is_missed(gap: str, page: str, folder: Path, code: odd.Code) -> None:
    pattern, said = GAPS[gap]
    assert [what for _, what in odd.complaints(edited(page, pattern, ""), folder, code) if said in what]


def test_calls_in_another_order_are_found(page: str, folder: Path, code: odd.Code) -> None:
    text = edited(page, r"^(\| 5 Forums \| `pool` .*\n)(\| 5 Forums \| `grant` .*\n)", r"\2\1")
    number = [rule for _, rule, *_ in code.phases].index("pool") + 1
    swapped = "5 Forums | pool | forum | step in the code and 5 Forums | grant | forum | step here"
    said = f"call {number} of a step is {swapped}"
    assert odd.complaints(text, folder, code) == [(line_of(text, "| 5 Forums | `grant`"), said)]


def test_another_value_in_the_shipped_file_is_found(page: str, folder: Path, parameters: Any) -> None:
    leak = {**parameters["credit_leak"], "value": 0.36}
    found = odd.complaints(page, folder, odd.read_code({**parameters, "credit_leak": leak}))
    said = 'parameter credit_leak: value is "0.35" here and "0.36" in the code'
    assert found == [(line_of(page, "| `credit_leak` |"), said)]


def test_links_of_the_decisions_lead_somewhere(folder: Path) -> None:
    pages = sorted((folder / "decisions").glob("*.md"))
    assert pages
    for page in pages:
        assert list(odd.broken_links(page.read_text(encoding="utf-8").split("\n"), page.parent)) == [], page.name


def test_a_schedule_is_read_in_its_order() -> None:
    source = """
def step(world, now, tick):
    # 1 World: luck
    for p in range(now.share.shape[0]):
        meet_luck(world, now, p)
    if fiscal == 1:
        for s in range(now.share.shape[1]):
            look(now, s)
    # 2 Record
    note(now)
"""
    assert phases.read_calls(source) == (
        ("1 World", "meet_luck", "power", "step"),
        ("1 World", "look", "state", "year"),
        ("2 Record", "note", "once", "step"),
    )


def test_formulas_are_no_links_and_no_names(folder: Path, code: odd.Code, page: str) -> None:
    assert odd.complaints(page + "```math\n[a](b) `no_such_rule`\n```\n", folder, code) == []


def test_the_command_names_page_line_and_difference(root: Path, tmp_path: Path, page: str) -> None:
    for part in ("docs", "configs", "src/influence_sim/rules"):
        shutil.copytree(root / part, tmp_path / part)
    odd.main(tmp_path / "docs" / "odd.md")
    wrong = tmp_path / "docs" / "wrong.md"
    wrong.write_text(page.replace("| `credit_leak` | ψ |", "| `credit_leak` | χ |"), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        odd.main(wrong)
    line = line_of(page, "| `credit_leak` |")
    assert ended.value.code == f'{wrong}:{line}: parameter credit_leak: symbol is "χ" here and "ψ" in the code'
