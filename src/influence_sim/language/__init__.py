"""The rule language: what the rules may be written in, and the one reader that holds them to it.

The rules are written once, in a small part of Python, and every engine gives the same bits. That works because
they keep to the language: functions of numbers and of fields of the three shapes, with the four operations.
:func:`influence_sim.language.reading.read_rulebook` reads the rule modules' syntax trees and refuses, with file and
line, whatever leaves the language; the engines and the writers of other languages stand on what it returns.

    vocabulary.py             every operator, statement and name that the language has
    modules.py                what a module may hold; imports, constants, order, names
    statements.py             what a statement may be
    expressions.py, calls.py  what an expression may be
    flow.py                   variables are assigned before use and read; every path returns or none does
    kinds.py, inference.py    whole numbers and floats: one kind a variable
    effects.py                what a rule reads and writes, directly and through the rules it calls
    dependence.py             what depends on the run, and so may not steer a loop
    rulebook.py               what the reader returns
"""
