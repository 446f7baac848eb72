"""JavaScript without comments and blanks, for a page that carries it."""

import re

COMMENT = re.compile(r"^ *//.*$", re.MULTILINE)
TOKEN = re.compile(
    r"""
    "[^"]*"                                  # text
    | \d+(?:\.\d*)?(?:e[+-]?\d+)?            # a number
    | [\w$]+                                 # a word
    | [<>=!]==? | >>>?=? | => | [-+*/%]= | \+\+ | -- | && | \|\| | [^\s\w$]
    """,
    re.VERBOSE,
)


def compacted(source: str) -> str:
    """The same program in one line. The source has comments in lines of their own and ends statements with ;."""
    pieces: list[str] = []
    before = ""
    for token in TOKEN.findall(COMMENT.sub("", source)):
        short = short_number(token) if token[0].isdigit() else token
        if token == "}" and before == ";":
            pieces.pop()
        if before and must_be_apart(before[-1], token[0]):
            pieces.append(" ")
        pieces.append(short)
        before = short
    return "".join(pieces)


def must_be_apart(before: str, after: str) -> bool:
    """Whether two tokens would be read as one without a blank."""
    return (is_of_words(before) and is_of_words(after)) or (before == after and before in "+-")


def is_of_words(character: str) -> bool:
    """Whether a character can be part of a word or a number."""
    return character.isalnum() or character in "_$"


def short_number(number: str) -> str:
    """A number with nothing in it that JavaScript does not need: 0.50 stays, 0.5 → .5, 2.0 → 2, 1e-05 → 1e-5."""
    number = re.sub(r"e([+-]?)0*(\d)", lambda found: f"e{found[1].replace('+', '')}{found[2]}", number)
    return re.sub(r"^0\.(?=\d*[1-9])", ".", re.sub(r"\.0(?=e|$)", "", number))
