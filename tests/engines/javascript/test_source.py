"""The whole source: what it holds, how it reads, and that it depends on nothing else."""

import pytest

from influence_sim.engines.javascript import rules_source
from influence_sim.engines.javascript.compact import compacted
from influence_sim.language.reading import read_rulebook, read_sources
from influence_sim.language.rulebook import Rulebook


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return read_rulebook()


def test_every_rule_stands_under_its_docstrings_first_line(book: Rulebook) -> None:
    lines = [line.strip() for line in rules_source(book).splitlines()]
    for function in book.functions.values():
        at = next(i for i, line in enumerate(lines) if line.startswith(f"function {function.name}("))
        assert lines[at - 1] == f"// {function.docstring.splitlines()[0]}"


def test_the_same_rules_give_the_same_text(sources: list[str]) -> None:
    assert [rules_source(), rules_source(compact=True)] == sources


def test_the_compact_form_is_one_short_line_without_comments(book: Rulebook) -> None:
    short = rules_source(book, compact=True)
    assert "\n" not in short and "//" not in short
    assert len(short) < len(rules_source(book)) / 2


def test_a_rule_reads_like_its_python() -> None:
    text = '''
def rule(now, p, x):
    """What a power holds, doubled.

    More of it.
    """
    total = 0.0
    for s in range(now.share.shape[1]):
        if now.share[p, s] > x:
            total += 2.0 * now.share[p, s]
    return total
'''
    assert """
  // What a power holds, doubled.
  function rule(now, p, x) {
    const $S = now.S;
    let total = 0.0;
    for (let s = 0; s < $S; s++) {
      if (now.share[p * $S + s] > x) {
        total += 2.0 * now.share[p * $S + s];
      }
    }
    return total;
  }
""" in rules_source(read_sources({"sample": text}))


def test_a_bound_that_is_computed_is_computed_once() -> None:
    text = "def rule(k):\n    n = 0\n    for i in range(k * k):\n        n += i\n    return n\n"
    source = rules_source(read_sources({"sample": text}))
    assert "const $1 = k * k + 0;" in source and "i < $1; i++" in source


def test_no_name_leaves_the_function(book: Rulebook) -> None:
    """Names in the global scope would make every run slow."""
    source = rules_source(book)
    assert source.startswith("(() => {\n") and source.endswith("\n})()\n")
    assert all(line.startswith("  ") or not line for line in source.splitlines()[1:-1])


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("a - -b;", "a- -b;"),
        ("a + +b;", "a+ +b;"),
        ("let x = 0.5;", "let x=.5;"),
        ("return 2.0 * x;", "return 2*x;"),
        ("x = 1e-05 + 0.0 + 10.0 + 0.05 + 1.0e+22;", "x=1e-5+0+10+.05+1e22;"),
        ("if (x) {\n  y = a.b[0];\n}", "if(x){y=a.b[0]}"),
        ('// a - b\nlet t = "a  b";', 'let t="a  b";'),
    ],
)
def test_blanks_go_where_nothing_needs_them(source: str, short: str) -> None:
    assert compacted(source) == short
