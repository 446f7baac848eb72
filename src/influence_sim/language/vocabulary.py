"""Every operator, statement and name that the language has, and what to write in place of what it has not."""

import ast
from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from ..rules import primitives, shapes
from .rulebook import Field, Kind, Signature

# Names of parameters tell what they hold.
SHAPES: Mapping[str, type] = {"world": shapes.World, "now": shapes.Situation, "record": shapes.Record}
WHOLE_PARAMETERS = frozenset(
    {"p", "q", "s", "u", "f", "c", "k", "year", "tick", "step", "seed", "run", "kind", "who", "whom"}
)
RUN = "run"  # the parameter that differs from run to run

# Modules of a rule package that do not obey the language.
EXEMPT = frozenset({"__init__", "fields", "world", "situation", "record", "shapes", "primitives"})

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult)
WHOLE_DIVISION = (ast.FloorDiv, ast.Mod)
BITS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.RShift)
OPERATORS = (*ARITHMETIC, ast.Div, *WHOLE_DIVISION, *BITS)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)

LARGEST_WHOLE = 2**53
LARGEST_OF_BITS = 2**32

MATH: Mapping[str, Signature] = {
    "sqrt": Signature(("float",), ("float",)),
    "floor": Signature(("float",), ("int",)),
}
ABS = "abs"  # keeps the kind of its argument
RANGE = "range"  # only in the head of a loop

TRIGONOMETRY = ("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh")

# What to write instead of what somebody who knows Python may try.
INSTEAD_OF_CALL: Mapping[str, str] = {
    "min": "call smaller(a, b) of arithmetic.py",
    "max": "call larger(a, b) of arithmetic.py",
    "pow": "call power(x, a) of arithmetic.py",
    "sum": "write a loop that adds to a variable started with 0.0",
    "len": "write now.field.shape[0]",
    "int": "call floor(x)",
    "float": "multiply by 1.0",
    "round": "call floor(x + 0.5)",
    "print": "step through the rule with a debugger",
    "range": "use it only in the head of a loop: for i in range(n)",
    **dict.fromkeys(TRIGONOMETRY, "the language has no trigonometry"),
    "exp": "import exp from arithmetic.py",
    "log": "import log from arithmetic.py",
}
INSTEAD_OF_OPERATOR: Mapping[type[ast.AST], tuple[str, str]] = {
    ast.Pow: ("** is not in the language", "multiply, or call power(x, a) of arithmetic.py"),
    ast.LShift: ("<< is not in the language", "multiply by a power of two"),
    ast.MatMult: ("@ is not in the language", "write a loop over the index"),
    ast.Invert: ("~ is not in the language", "write x ^ 0xFFFFFFFF"),
    ast.UAdd: ("a unary + is not in the language", "leave it out"),
    ast.Is: ("`is` is not in the language", "compare numbers by =="),
    ast.IsNot: ("`is not` is not in the language", "compare numbers by !="),
    ast.In: ("`in` is not in the language", "compare with each number in turn"),
    ast.NotIn: ("`not in` is not in the language", "compare with each number in turn"),
}
_CONTAINER = "keep numbers in variables or in a field of the situation"
INSTEAD_OF_EXPRESSION: Mapping[type[ast.AST], tuple[str, str]] = {
    ast.Lambda: ("a lambda is not in the language", "write a function at module level"),
    ast.List: ("a list is not in the language", _CONTAINER),
    ast.Tuple: ("a tuple is only for a return and to unpack one", _CONTAINER),
    ast.Dict: ("a dict is not in the language", _CONTAINER),
    ast.Set: ("a set is not in the language", _CONTAINER),
    ast.ListComp: ("a comprehension is not in the language", "write a loop"),
    ast.SetComp: ("a comprehension is not in the language", "write a loop"),
    ast.DictComp: ("a comprehension is not in the language", "write a loop"),
    ast.GeneratorExp: ("a comprehension is not in the language", "write a loop"),
    ast.JoinedStr: ("a string is not in the language", "values are numbers"),
    ast.NamedExpr: (":= is not in the language", "assign in a line of its own"),
    ast.Starred: ("a star is not in the language", "write each value out"),
    ast.Slice: ("a slice is not in the language", "write a loop over the index"),
    ast.Await: ("await is not in the language", "call the function plainly"),
    ast.Yield: ("yield is not in the language", "return a value"),
    ast.YieldFrom: ("yield is not in the language", "return a value"),
}
_GUARD = "guard the case in the rule, before it can fail"
INSTEAD_OF_STATEMENT: Mapping[str, tuple[str, str]] = {
    "While": ("while is not in the language", "write for i in range(n) with fixed bounds"),
    "Try": ("try is not in the language", _GUARD),
    "TryStar": ("try is not in the language", _GUARD),
    "Raise": ("raise is not in the language", _GUARD),
    "Assert": ("assert is not in the language", "write a test"),
    "With": ("with is not in the language", "rules only compute"),
    "Delete": ("del is not in the language", "let the variable be"),
    "Global": ("global is not in the language", "keep state in a field of the situation"),
    "Nonlocal": ("nonlocal is not in the language", "keep state in a field of the situation"),
    "Break": ("break is not in the language", "keep the bounds of the loop and guard its body by an if"),
    "Continue": ("continue is not in the language", "guard the rest of the loop's body by an if"),
    "Pass": ("pass is not in the language", "leave the branch out"),
    "Match": ("match is not in the language", "write if and elif"),
    "FunctionDef": ("a function within a function is not in the language", "write it at module level"),
    "AsyncFunctionDef": ("an async function is not in the language", "write a plain function at module level"),
    "AsyncFor": ("async is not in the language", "write a plain loop"),
    "AsyncWith": ("async is not in the language", "rules only compute"),
    "ClassDef": ("a class is not in the language", "state lives in the fields of the shapes"),
    "Import": ("an import within a function is not in the language", "import at the top of the module"),
    "ImportFrom": ("an import within a function is not in the language", "import at the top of the module"),
    "AnnAssign": ("a variable has no annotation", "assign plainly: its kind follows from its value"),
}


def fields_of(shapes_by_name: Mapping[str, type]) -> dict[str, dict[str, Field]]:
    """The fields of each shape by name, by the name of the parameter that holds the shape."""
    return {
        owner: {
            name: Field(owner, name, said.axes, "int" if shapes.is_whole(kind) else "float", type(said).__name__)
            for name, kind, said in shapes.fields(shape)
        }
        for owner, shape in shapes_by_name.items()
    }


def primitive_signatures() -> dict[str, Signature]:
    """The four functions of ``rules/primitives.py``, read from their annotations."""
    return {
        name: _signature(function)
        for name, function in vars(primitives).items()
        if getattr(function, "__module__", "") == primitives.__name__
    }


def _signature(function: Any) -> Signature:
    hints = get_type_hints(function)
    answer = hints.pop("return")
    return Signature(tuple(map(_kind, hints.values())), tuple(map(_kind, get_args(answer) or (answer,))))


def _kind(python_type: type) -> Kind:
    return "int" if python_type is int else "float"
