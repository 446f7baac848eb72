"""The rulebook as JavaScript, for pages that run the model in a browser: the same rules, the same bits.

:func:`rules_source` writes all rules from what the reader returns; :func:`world_json` gives a World to them.
The page calls ``play(new World(data), seed, run)`` and gets a record.

    source.py       the whole of it: primitives, shapes, constants, rules, and what a page calls
    shapes.py       World, Situation and Record as classes of flat arrays
    functions.py    a rule as a function
    blocks.py       statements; where each variable is declared
    expressions.py  expressions, with as few brackets as JavaScript needs
    names.py        what constants, rules and variables are called there
    compact.py      the same without comments and blanks
    primitives.js   the four operations that every engine supplies
    worlds.py       a World as JSON
"""

from influence_sim.engines.javascript.source import rules_source as rules_source
from influence_sim.engines.javascript.worlds import world_json as world_json
