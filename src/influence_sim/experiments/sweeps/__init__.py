"""Sweeps: a design run at all its points, into a dataset that survives whatever interrupts it.

chunks.py cuts the rows into files, worlds.py and rows.py make them, folder.py and journal.py keep what is there,
running.py does what is left, merging.py puts shards together, opening.py reads it all back.
"""

from influence_sim.experiments.sweeps.merging import merge_sweeps as merge_sweeps
from influence_sim.experiments.sweeps.opening import Sweep as Sweep
from influence_sim.experiments.sweeps.opening import open_sweep as open_sweep
from influence_sim.experiments.sweeps.running import run_sweep as run_sweep
