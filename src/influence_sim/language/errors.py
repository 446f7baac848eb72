"""The one complaint of the reader."""

import ast
from typing import NoReturn

from ..errors import InfluenceSimError


class LanguageError(InfluenceSimError):
    """A rule leaves the rule language. The message is "file:line: what is wrong; what to write instead"."""

    def __init__(self, file: str, line: int, what: str, instead: str) -> None:
        super().__init__(f"{file}:{line}: {what}; {instead}")
        self.file = file
        self.line = line
        self.what = what
        self.instead = instead


def refuse(file: str, node: ast.AST, what: str, instead: str) -> NoReturn:
    """Refuse what stands at a node of a file's syntax tree."""
    raise LanguageError(file, getattr(node, "lineno", 1), what, instead)
