"""Series in which one thing is wrong."""

from collections.abc import Callable

from bad_input.cases import Case, classroom_with

HEAD = "country,year,people"
YEARS = range(2001, 2013)
ROWS = [f"{state},{year},{people}" for state, people in (("alba", 10), ("bora", 5), ("cima", 5)) for year in YEARS]
OLD = "  population: {alba: 10, bora: 5, cima: 5}\n"
NEW = """\
  tables: {people: {file: people.csv, year: year, keys: country, value: people}}
  population: {table: people}
"""
SCENARIO = classroom_with(OLD, NEW)


def series(name: str, change: Callable[[str], bytes | str], *said: str) -> Case:
    """The classroom's people from a CSV file with one thing changed."""
    text = "\n".join([HEAD, *ROWS]) + "\n"
    changed = change(text)
    assert changed != text
    return Case(f"series: {name}", {"mine.yaml": SCENARIO, "people.csv": changed}, said)


def said_of_it(name: str, old: str, new: str, *said: str) -> Case:
    """A sound CSV file, of which the scenario says something wrong."""
    assert old in SCENARIO
    text = "\n".join([HEAD, *ROWS]) + "\n"
    return Case(f"series: {name}", {"mine.yaml": SCENARIO.replace(old, new), "people.csv": text}, said)


CASES = [
    series("a missing year", lambda text: text.replace("bora,2005,5\n", ""), "population", "bora", "2005"),
    series("a missing last year", lambda text: text.replace("bora,2012,5\n", ""), "population", "bora", "2012"),
    series(
        "a double year", lambda text: text + "bora,2005,6\n", "people.csv, line 38", "bora, 2005", "twice", "line 18"
    ),
    series("a missing state", lambda text: text.replace("cima,", "cyma,"), "people.csv", '"cima"', 'mean "cyma"?'),
    series("a word", lambda text: text.replace("bora,2005,5", "bora,2005,five"), "people.csv, line 18", '"five"'),
    series("NaN", lambda text: text.replace("bora,2005,5", "bora,2005,nan"), "people.csv, line 18", '"nan"'),
    series("infinity", lambda text: text.replace("bora,2005,5", "bora,2005,1e999"), "people.csv, line 18", '"1e999"'),
    series("an empty cell", lambda text: text.replace("bora,2005,5", "bora,2005,"), "people.csv, line 18", '""'),
    series("a comma in a number", lambda text: text.replace("bora,2005,5", "bora,2005,5,0"), "line 18", "4 cells"),
    series(
        "a negative number", lambda text: text.replace("bora,2005,5", "bora,2005,-5"), "bora", "-5", "2005", "above 0"
    ),
    series("a year that is a word", lambda text: text.replace("bora,2005", "bora,soon"), "line 18", '"soon"', "a year"),
    series(
        "a year with a point", lambda text: text.replace("bora,2005", "bora,2005.0"), "line 18", '"2005.0"', "a year"
    ),
    series(
        "a misspelt column", lambda text: text.replace("people", "peple"), "people.csv", '"people"', 'mean "peple"?'
    ),
    series(
        "a column twice",
        lambda text: text.replace("country,year,people", "year,year,people"),
        "people.csv",
        "more than once",
    ),
    series("no rows", lambda text: HEAD + "\n", "people.csv", "no rows"),
    series("nothing", lambda text: "", "people.csv", "no rows"),
    series("semicolons", lambda text: text.replace(",", ";"), "people.csv", "no column"),
    series("binary", lambda text: bytes(range(256)), "people.csv"),
    series("zeros", lambda text: bytes(100), "people.csv"),
    series("windows-1252", lambda text: text.replace("alba", "ålba").encode("cp1252"), "people.csv", "UTF-8"),
    series("an open quote", lambda text: text.replace("bora,2005", '"bora,2005'), "people.csv"),
    series("a huge cell", lambda text: text.replace("bora,2005,5", "bora,2005," + "9" * 200_000), "people.csv"),
    series(
        "a long word",
        lambda text: text.replace("bora,2005,5", "bora,2005," + "x" * 100_000),
        "people.csv, line 18",
        "...",
    ),
    series(
        "an escape", lambda text: text.replace("bora,2005,5", "bora,2005,\x1b[31m"), "people.csv, line 18", "x1b[31m"
    ),
    series("an escape in a column", lambda text: text.replace("people", "\x1b[31m"), "people.csv", "x1b[31m"),
    series("many columns", lambda text: text.replace("people", ",".join(f"c{i}" for i in range(5000))), "people.csv"),
    series(
        "many states", lambda text: HEAD + "\n" + "".join(f"s{i},2001,5\n" for i in range(5000)), "people.csv", '"alba"'
    ),
    said_of_it("a missing file", "people.csv", "peple.csv", "mine.yaml, line 65", '"peple.csv"', 'mean "people.csv"?'),
    said_of_it("a file that is a folder", "file: people.csv", "file: .", "mine.yaml, line 65", '"."'),
    said_of_it("a file with a zero byte", "file: people.csv", 'file: "a\\0b"', "mine.yaml, line 65"),
    said_of_it("an absent table", "table: people", "table: peple", "mine.yaml, line 66", '"peple"', 'mean "people"?'),
    said_of_it("an absent column", "value: people", "value: peple", "people.csv", '"peple"', 'mean "people"?'),
    said_of_it("two keys", "keys: country", "keys: [country, year]", "key columns", "1 are needed"),
    said_of_it("no year", "year: year, ", "", "no column of the year"),
    said_of_it("an absent condition", "value: people", "value: people, where: {country: zzz}", "people.csv", '"zzz"'),
    said_of_it("prices without an index", "value: people", "value: people, prices: current", "facts.money"),
    said_of_it("a smoothing of two", "table: people", "table: people, smooth_years: 2", "line 66", "odd"),
    said_of_it("a huge smoothing", "table: people", "table: people, smooth_years: -1", "line 66", "-1", "at least 1"),
]
