"""The rulebook: how influence works, one file an equation, in the rule language.

Read ``schedule.py`` first: it calls the rules of a step in their order.
Every engine runs these functions; none has a rule of its own.
"""
