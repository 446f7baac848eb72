"""Lanes: the rules over many runs side by side, the run index innermost; the fast engine.

A group of runs goes through the rules together, one run a lane. Where the scalar engine has a number that may differ
from run to run, this one has a vector of as many numbers as there are lanes, and the processor computes with them at
once. Every lane does what a run alone would do, in the same order, so that the bits are the same.

The code is generated from what ``language/`` read; no rule, constant or order of calls is written again here. It is
LLVM's intermediate language, which llvmlite, a part of numba, turns into machine code.

    values.py       numbers in the generated code: one for all lanes or one for each
    tables.py       where World, Situation and Record lie in memory
    operators.py    + − × ÷, comparisons, and the functions that every engine supplies
    expressions.py  an expression of a rule
    statements.py   a statement of a rule; where lanes part, both ways are gone and each lane keeps its own
    costs.py        which code is left out when no lane goes there
    constancy.py    which values stay as they are for a while
    remembering.py  values that are computed once
    postponing.py   what waits until a lane needs it
    writer.py       the writer of one rule
    functions.py    all rules that a run needs
    compiling.py    machine code, kept in the user's cache
    memory.py       a group of runs in memory
    playing.py      blocks of runs
"""
