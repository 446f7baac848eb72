"""How an explanation writes its numbers."""

from influence_sim.wording import MINUS, NO_BREAK

TINY = 0.0001


def of_gdp(share: float, state: str = "") -> str:
    """A share of a state's GDP, with a decimal or two.

    >>> [of_gdp(share).replace(NO_BREAK, " ") for share in (0.0123, 0.0004, 0.00001)]
    ['1.2 % of GDP', '0.04 % of GDP', '<0.01 % of GDP']
    """
    text = f"{100 * share:.1f}" if share >= 0.00095 else f"{100 * share:.2f}"
    return ("<0.01" if share < 0.00005 else text) + f"{NO_BREAK}% of {state + ' ' if state else ''}GDP"


def number(value: float) -> str:
    """A standing or another plain number with three digits that count.

    >>> number(14.4161), number(1.5), number(0.0372), number(-0.0372), number(1234.5), number(0.0)
    ('14.4', '1.50', '0.0372', '−0.0372', '1,234', '0')
    >>> number(0.00001), number(-0.00001)
    ('<0.0001', '>−0.0001')
    """
    if value == 0.0:
        return "0"
    if abs(value) < TINY:
        return f"<{TINY:f}".rstrip("0") if value > 0 else f">{MINUS}{TINY:f}".rstrip("0")
    text = f"{value:,.0f}" if abs(value) >= 99.95 else f"{value:#.3g}"
    return text.replace("-", MINUS)


def times(factor: float) -> str:
    """A factor.

    >>> times(1.87), times(0.034)
    ('×1.9', '×0.03')
    """
    return f"×{factor:.1f}" if factor >= 0.95 else f"×{factor:.2f}"
