"""A rule as a function of JavaScript."""

from influence_sim.engines.javascript.blocks import Blocks, assigned_in, indented
from influence_sim.engines.javascript.expressions import Expressions, Fields
from influence_sim.engines.javascript.names import Names
from influence_sim.language.rulebook import Function


def function_lines(function: Function, fields: Fields, names: Names) -> list[str]:
    """A rule, under the first line of its docstring.

    Args:
        function: The rule as the reader returns it.
        fields: The fields of each shape, by the name of the parameter that holds it.
        names: What things are called.
    """
    expressions = Expressions(function, fields, names)
    assigned = assigned_in(function.node)
    body = Blocks(expressions).block(function.body, [name for name in function.locals if name in assigned])
    parameters = ", ".join(expressions.variables[name] for name in function.parameters)
    return [
        *comment(function.docstring),
        f"function {names.common[function.name]}({parameters}) {{",
        *indented([*lengths(function, expressions), *body]),
        "}",
    ]


def lengths(function: Function, expressions: Expressions) -> list[str]:
    """The lengths of axes that a rule uses, taken from the first shape it is given."""
    if not expressions.lengths:
        return []
    shape = next(name for name in function.parameters if name in expressions.fields)
    holder = expressions.variables[shape]
    return [f"const {', '.join(f'${axis} = {holder}.{axis}' for axis in expressions.lengths)};"]


def comment(docstring: str) -> list[str]:
    """The first line of a docstring."""
    return [f"// {docstring.splitlines()[0]}"] if docstring else []
