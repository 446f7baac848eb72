"""Command lines and strategies in which one thing is wrong."""

from bad_input.cases import Case, typing

HERE = ("--engine", "mesa", "--runs", "1", "--no-figures", "--out", "results")
SCENARIO = "title: x\nyears: {first: 1, last: 2}\nroles: {focal: a}\npowers: {}\n"


def follow(name: str, text: str, *said: str) -> Case:
    """A strategy file with something wrong, followed in the classroom scenario."""
    words = ("compare", "classroom", "--strategy", "bilateral", "--strategy", "mine.yaml", *HERE)
    return Case(name, {"mine.yaml": text}, said, words)


def setting(name: str, word: str, *said: str) -> Case:
    """A wrong --set."""
    return Case(name, {}, said, ("compare", "classroom", "--set", word, *HERE))


CASES = [
    typing("no runs", "compare --runs 0", "--runs 0 is out of range; allowed: 1 to 4294967295"),
    typing("fewer than no runs", "compare --runs -3", "--runs -3 is out of range"),
    typing("runs in powers of ten", "compare --runs 1e3", '--runs "1e3" is not a whole number'),
    typing("broken runs", "compare --runs 1.5", '--runs "1.5" is not a whole number'),
    typing("runs in other digits", "compare --runs ٣", '--runs "٣" is not a whole number'),
    typing("runs in a word", "compare --runs many", '--runs "many" is not a whole number; allowed: 1 to 4294967295'),
    typing("runs in a long word", "compare --runs " + "9" * 2000, "is not a whole number"),
    typing("runs with an escape", "compare --runs \x1b[31m7", "x1b[31m7"),
    typing("too many runs to count", "compare --runs 4294967296", "out of range; allowed: 1 to 4294967295"),
    typing("too many runs for memory", "compare --runs 4294967295 --engine mesa", "GB of memory", "at most"),
    typing("too many runs of one strategy", "run --runs 4294967295 --engine mesa", "GB of memory", "at most"),
    typing("a seed that is a word", "compare --seed banana", '--seed "banana" is not a whole number'),
    typing("a negative seed", "compare --seed -1", "--seed -1 is out of range; allowed: 0 to 4294967295"),
    typing("too great a seed", "compare --seed 4294967296", "--seed 4294967296 is out of range"),
    typing("no such engine", "compare --engine gpu", 'engine "gpu" is not known; allowed: auto, compiled, lanes, mesa'),
    typing("a misspelt engine", "compare --engine compild", 'did you mean "compiled"?'),
    typing("a long engine", "compare --engine " + "x" * 5000, "allowed: auto"),
    typing("a misspelt command", "compar", 'unknown command "compar"; did you mean "compare"?'),
    typing("a long command", "c" * 5000, "unknown command"),
    typing("a misspelt option", "compare --sead 3", 'unknown option "--sead"; did you mean "--seed"?'),
    typing("a long option", "compare --" + "x" * 5000, "unknown option"),
    typing("an option with an escape", "compare --\x1b[31mred", "x1b[31mred"),
    typing("an option without its value", "compare --seed", "--seed needs a value"),
    typing("two scenarios", "compare baseline classroom", '"classroom" is not expected here'),
    typing("two scenarios and an option", "run baseline classroom --runs 1", '"classroom" is not expected here'),
    typing("a misspelt scenario", "compare baselin", 'unknown scenario "baselin"; did you mean "baseline"?'),
    typing("a strategy as a scenario", "compare bilateral", 'unknown scenario "bilateral"'),
    typing("a scenario as a strategy", "run classroom --strategy baseline", 'unknown strategy "baseline"'),
    typing("one strategy twice", "compare --strategy hybrid --strategy hybrid", '"hybrid" twice'),
    typing("one strategy only", "compare --strategy hybrid", 'names only "hybrid"; name at least 2'),
    typing("a misspelt strategy", "compare --strategy bilatral --strategy hybrid", 'did you mean "bilateral"?'),
    typing("an empty strategy", "run --strategy  --runs 1", 'unknown strategy ""'),
    typing("an empty output folder name", "run classroom --runs 1 --engine mesa --out ", "cannot write results"),
    typing("this folder for results", "run classroom --runs 1 --engine mesa --out .", "the folder you are in"),
    typing("the folder above", "run classroom --runs 1 --engine mesa --out ..", "the folder you are in"),
    typing(
        "a long name for results", "run classroom --runs 1 --engine mesa --out " + "x" * 5000, "cannot write results"
    ),
    typing("a device for results", "run classroom --runs 1 --engine mesa --out /dev/null", "cannot write results"),
    typing("below a device", "run classroom --runs 1 --engine mesa --out /dev/null/a", "cannot write results"),
    typing("a subject that cannot be listed", "list strategis", 'did you mean "strategies"?'),
    typing("showing nothing there", "show \x1b[31mred", "x1b[31mred"),
    typing("showing a long name", "show " + "x" * 5000, "there is no scenario, strategy, design or parameter"),
    typing("validating nothing there", "validate \x1b[31mred", "x1b[31mred"),
    typing("validating a long name", "validate " + "x" * 5000, "there is no file"),
    Case(
        "validating what is neither",
        {"mine.yaml": "a: 1\n"},
        ("neither a scenario nor a strategy",),
        ("validate", "mine.yaml"),
    ),
    Case("validating an empty file", {"mine.yaml": ""}, ("mine.yaml is empty",), ("validate", "mine.yaml")),
    Case("validating bytes", {"mine.yaml": b"\xff\xfe\x00"}, ("mine.yaml, line 1",), ("validate", "mine.yaml")),
    Case("validating a folder", {"mine/x": ""}, ("mine is a folder",), ("validate", "mine")),
    Case(
        "validating a misspelt strategy",
        {"mine.yaml": "titel: x\nby: focal\n"},
        ('"title"?',),
        ("validate", "mine.yaml"),
    ),
    Case("showing a broken file", {"mine.yaml": "a: [\n"}, ("mine.yaml, line 2",), ("show", "mine.yaml")),
    # --set
    setting("a setting without a sign", "parameters.credit_leak", "--set", "write PATH=VALUE"),
    setting("a setting without a path", "=3", "--set", "write PATH=VALUE"),
    setting("a setting without a value", "parameters.credit_leak=", "--set", "is empty", "a number"),
    setting("a long setting", "x" * 5000, "--set", "write PATH=VALUE"),
    setting("a path that is not there", "paramters.credit_leak=0.2", "--set", '"paramters"', 'mean "parameters"?'),
    setting("a parameter that is not there", "parameters.credit_leek=0.2", "--set", 'mean "credit_leak"?'),
    setting("an element that is not there", "parameters.tie_reach.nort=1", "--set", '"nort"', 'mean "north"?'),
    setting("a path too deep", "parameters.credit_leak.value.x=1", "--set", "one value"),
    setting("an empty path below", "roles..focal=north", "--set", "nothing at"),
    setting("a long path", f"parameters.{'x' * 5000}=1", "--set", "nothing at"),
    setting("a path with an escape", "parameters.\x1b[31m=1", "--set", "x1b[31m"),
    setting("a value of a wrong type", "parameters.credit_leak=banana", "--set", '"banana"', "a number, from 0 to 1"),
    setting("a value out of range", "parameters.credit_leak=1.5", "--set", "is 1.5; it must be from 0 to 1"),
    setting("a value that is no number", "parameters.credit_leak=.nan", "--set", ".nan is not a finite number"),
    setting("NaN as people write it", "parameters.credit_leak=NaN", "--set", '"NaN"', "a number, from 0 to 1"),
    setting("an infinite value", "parameters.credit_leak=.inf", "--set", ".inf is not a finite number"),
    setting("a value that is true", "parameters.credit_leak=true", "--set", "is true", "a number"),
    setting("a value that is a list", "parameters.credit_leak=[1]", "--set", "[1]", "a number"),
    setting("a value that is not YAML", "parameters.credit_leak=[1", "--set", "not YAML"),
    setting("a value with code", "title=!!python/object/apply:os.system [true]", "--set", "tags"),
    setting("a deep value", "title=" + "[" * 5000, "--set", "deeper than 40"),
    setting("a value with an escape", "roles.focal=\x1b[31mred", "--set"),
    setting("a focal power that is not there", "roles.focal=west", "--set", '"west"', "north"),
    setting("a window outside", "windows.early=[1, 2]", "--set", "windows.early", "2001 to 2012"),
    setting("the whole of the parameters", "parameters=3", "--set", "parameters is 3", "a mapping"),
    setting("an index that is not there", "roles.rivals.7=north", "--set", '"7"'),
    setting("a huge index", f"roles.rivals.{'9' * 4500}=north", "--set"),
    setting("a huge year", f"facts.budgets.north.{'9' * 4500}=1", "--set"),
    setting("extends", "extends=baseline", "--set", "extends"),
    # strategies
    follow("an empty strategy file", "", "mine.yaml is empty"),
    follow("a scenario file as a strategy", SCENARIO, "mine.yaml, line 2", 'unknown key "years"', "allowed: activity"),
    follow("a misspelt key of a strategy", "title: x\nregionl_share: 0.3\n", "mine.yaml, line 2", '"regional_share"?'),
    follow("a share of 1.5", "title: x\nregional_share: 1.5\n", "line 2", "regional_share is 1.5", "at most 1"),
    follow("a negative share", "title: x\nregional_share: -0.1\n", "line 2", "-0.1", "at least 0"),
    follow("a share that is a word", "title: x\nregional_share: half\n", "line 2", '"half"', "a number"),
    follow("a share that is true", "title: x\nregional_share: true\n", "line 2", "is true", "a number"),
    follow("a share in no year", "title: x\nregional_share: {soon: 0.5}\n", "line 2", "soon"),
    follow("a share of 1.5 in a year", "title: x\nregional_share: {2003: 1.5}\n", "line 2", "1.5", "at most 1"),
    follow("an absent state", "title: x\nstate_value: {albo: 2}\n", "mine", '"albo"', 'mean "alba"?'),
    follow("an absent channel", "title: x\nchannel_fit: {ait: 2}\n", "mine", '"ait"', 'mean "aid"?'),
    follow("an absent forum", "title: x\nregional_share: 0.5\nthrough: {councl: 1}\n", '"councl"', 'mean "council"?'),
    follow(
        "a line without an end", "title: x\nregional_share: {start: 0, over: 3}\n", "mine.yaml, line 2", 'lacks "end"'
    ),
    follow(
        "a line that goes back",
        "title: x\nregional_share: {start: 0, end: 1, over: [2009, 2005]}\n",
        "mine.yaml, line 2: regional_share.over is [2009, 2005]; the last year must lie after the first",
    ),
    follow("shares after the last year", "title: x\nregional_share: {2030: 0.5}\n", "begins in 2030", "by 2012"),
    follow("works nowhere", "title: x\ncorridors: {pass: 0.5}\n", 'corridors names "pass"', "no corridor"),
    follow("aims at something else", "title: x\naims: {milleu: 1}\n", "mine.yaml, line 2", 'did you mean "milieu"?'),
    follow("a strategy of no power", "title: x\nby: west\n", "mine", '"west"', "north"),
    follow("another power's", "title: x\nby: north\nregional_share: 0.5\n", "mine", "needs a forum of north's own"),
    follow("a start outside", "title: x\nstart: 1950\n", "mine", "1950", "2001 to 2012"),
    follow("a start that is text", "title: x\nstart: soon\n", "line 2", '"soon"', "a whole number"),
    follow("routes without weight", "title: x\nregional_share: 0.5\nthrough: {council: 0}\n", "through", "above 0"),
    follow("a strategy without a title", "regional_share: 0.5\n", "mine.yaml", 'lacks "title"'),
    follow("a huge factor", "title: x\nactivity: 1e300\n", "line 2", "activity", "at most 1000"),
    follow("an escape in a strategy", 'title: x\nby: "\\e[31mred"\n', "x1b[31mred"),
    follow("a long power", f"title: x\nby: {'x' * 5000}\n", "mine", "..."),
    Case(
        "a strategy file as a scenario",
        {"mine.yaml": "title: x\nregional_share: 0.5\n"},
        ("mine.yaml, line 2", '"regional_share"'),
    ),
    Case(
        "a missing strategy file", {}, ("there is no file mine.yaml",), ("run", "classroom", "--strategy", "mine.yaml")
    ),
    Case(
        "a strategy twice by two names",
        {"hybrid.yaml": "title: x\n"},
        ('"hybrid" twice',),
        ("compare", "classroom", "--strategy", "hybrid", "--strategy", "./hybrid.yaml"),
    ),
    # places for results
    Case(
        "a file in the way",
        {"results": "mine"},
        ("there is a file of that name",),
        ("run", "classroom", "--out", "results"),
    ),
    Case("a file above", {"a": "mine"}, ("is a file, not a folder",), ("run", "classroom", "--out", "a/b")),
    Case(
        "results that are there",
        {"results/provenance.json": "{}", "results/report.md": "old"},
        ("results already holds results; add --force",),
        ("run", "classroom", "--out", "results"),
    ),
    Case(
        "a folder of something else",
        {"results/thesis.txt": "years of work"},
        ("it holds other files", "provenance.json"),
        ("run", "classroom", "--out", "results", "--force"),
    ),
    Case(
        "a folder of something else, not forced",
        {"results/thesis.txt": "years of work"},
        ("it holds other files",),
        ("compare", "classroom", "--out", "results"),
    ),
]
