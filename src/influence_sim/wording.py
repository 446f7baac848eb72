"""How figures and reports speak: names of axes, numbers with their units, the sentences that numbers make."""

from collections.abc import Sequence

AXES = ("possession", "milieu", "independence")  # of a verdict, as the record names them
NO_BREAK, WIDE_SPACE = "\N{NO-BREAK SPACE}", "\N{EN SPACE}"
MINUS, APOSTROPHE = "\N{MINUS SIGN}", "\N{RIGHT SINGLE QUOTATION MARK}"

INDEPENDENCE = "Independence"
YEAR = "year"
SHARE_AXIS = "share of influence (%)"
DIFFERENCE_AXIS = "percentage points"
DEPTH_AXIS = "depth (0 to 1)"
FUND_AXIS = "money in the fund (M$)"
EARLY, LATE = "early", "late"
BAND = f"90{NO_BREAK}% of worlds"
MEDIAN, DIFFERENCE, HALF_OF_WORLDS = "median", "difference", "half of worlds"
NEUTRAL, TOGETHER = "neutral point: all of these off", "all together"
TOTAL, OTHERS = "total", "others"
MONEY = {"committed_musd": "committed", "disbursed_musd": "disbursed", "returned_musd": "returned"}
BRANCH = "before it history is replayed, from it on the model decides"


def percent(share: float) -> str:
    r"""A share as whole per cent.

    >>> percent(0.344), percent(0.002), percent(0.0)
    ('34\xa0%', '<1\xa0%', '0\xa0%')
    """
    whole = f"{share * 100:.0f}"
    return ("<1" if whole == "0" and share > 0.0005 else whole) + NO_BREAK + "%"


def amount(money: float) -> str:
    """Money without its unit: one decimal below ten, none above.

    >>> amount(0), amount(0.01), amount(2.57), amount(1234.4)
    ('0', '<0.1', '2.6', '1,234')
    """
    if money <= 0:
        return "0"
    if money < 0.05:
        return "<0.1"
    return f"{money:.1f}" if money < 9.95 else f"{money:,.0f}"


def signed(points: float, decimals: int = 1) -> str:
    """A difference in points with its sign; zero has none.

    >>> signed(0.61), signed(-1.14), signed(-0.01)
    ('+0.6', '−1.1', '0.0')
    """
    text = f"{points:+.{decimals}f}".replace("-", MINUS)
    return text[1:] if float(f"{points:.{decimals}f}") == 0 else text


def span(first: int, last: int) -> str:
    """Years from first to last.

    >>> span(1992, 2024), span(2000, 2000)
    ('1992–2024', '2000')
    """
    return str(first) if first == last else f"{first}–{last}"


def decimals(*points: float) -> int:
    """Decimals for points that are read together: one, or two where all of them are under a tenth.

    >>> decimals(0.04, -0.01), decimals(0.04, 1.2)
    (2, 1)
    """
    return 2 if max(abs(value) for value in points) < 0.095 else 1


def possessive(name: str) -> str:
    """The owner's form of a name.

    >>> possessive("North"), possessive("Isles")
    ('North’s', 'Isles’')
    """
    return name + (APOSTROPHE if name.endswith("s") else APOSTROPHE + "s")


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["North", "South", "East"])
    'North, South and East'
    """
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def subject(axis: str, focal: str | None, rivals: Sequence[str]) -> str:
    """What an axis of the verdict measures, as the subject of a sentence."""
    if axis == "possession":
        return (possessive(focal) if focal else "the focal power" + APOSTROPHE + "s") + " share"
    if axis == "milieu":
        return (
            f"what {listed(rivals)} {'do' if len(rivals) > 1 else 'does'} not hold" if rivals else "what no rival holds"
        )
    return "what no power holds"


def verdict(under: str, about: str, year: int, median: float, low: float, high: float, worlds: int) -> str:
    """The sentence over a paired difference; median, low and high in percentage points.

    The words follow the numbers whichever way they fall: the mirrored difference gives the mirrored sentence.

    >>> verdict("the club", "its share", 2024, -0.62, -1.1, -0.2, 200).replace(NO_BREAK, " ")
    'Under the club its share is 0.6 points lower by 2024 (90 % of worlds: −1.1 to −0.2)'
    >>> verdict("the club", "its share", 2024, 0.62, -0.2, 1.1, 3).replace(NO_BREAK, " ")
    'Under the club its share is 0.6 points higher by 2024, but either sign is possible (all 3 worlds: −0.2 to +1.1)'
    """
    digits = decimals(median, low, high)
    size = f"{abs(median):.{digits}f}"
    if float(size) == 0:
        change = f"the same to a {'hundredth' if digits == 2 else 'tenth'} of a point by {year}"
    else:
        change = f"{size} points {'lower' if median < 0 else 'higher'} by {year}"
        if signed(low, digits)[0] == MINUS and signed(high, digits)[0] == "+":
            change += ", but either sign is possible"
    sentence = f"Under {under} {about} is {change}"
    if worlds == 1:
        return sentence + " (one world)"
    ends = dict.fromkeys((signed(low, digits), signed(high, digits)))  # one number where both round to the same
    interval = f"({band(worlds)}: {' to '.join(ends)})"
    return f"{sentence} {interval.replace(' ', NO_BREAK)}"


def band(worlds: int) -> str:
    """What the outer band holds: with few worlds a quantile would be a pretence, and the band shows all of them."""
    return f"all {worlds} worlds" if worlds < 20 else BAND


def part_of(share: float) -> str:
    r"""A part of the worlds as whole per cent, never rounded to none or all of them.

    >>> part_of(0.62), part_of(0.998), part_of(0.0002), part_of(0.0)
    ('62\xa0%', '>99\xa0%', '<1\xa0%', '0\xa0%')
    """
    whole = f"{share * 100:.0f}"
    if 0 < share < 1 and whole in ("0", "100"):
        whole = "<1" if whole == "0" else ">99"
    return f"{whole}{NO_BREAK}%"


def both_axes(more: bool, room: bool, focal: str | None, rivals: Sequence[str]) -> str:
    """Where a world lies on the two axes, in words: the focal power's share, and room beside its rivals.

    >>> both_axes(True, True, "North", ["East", "West"]), both_axes(False, True, "North", ["East"])
    ('North holds more and its rivals less', 'North and East both hold less')
    """
    owner = focal or "the focal power"
    others = "its rivals" if len(rivals) != 1 else rivals[0]
    if more == room:
        return f"{owner} holds {'more' if more else 'less'} and {others} {'less' if more else 'more'}"
    return f"{owner} and {others} both hold {'more' if more else 'less'}"


def counted(number: int, one: str) -> str:
    """A number with its noun.

    >>> counted(1, "state"), counted(3, "state")
    ('1 state', '3 states')
    """
    return f"{number:,} {one}" + ("" if number == 1 else "s")
