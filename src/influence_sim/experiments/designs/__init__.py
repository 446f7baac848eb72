"""Experiments as files: what varies, over which values, how points are chosen, which strategies are played.

schema.py says what a file may hold, paths.py where a factor's values go, factors.py which values they are, samplers/
how points are chosen, setting.py what is played at a point.
"""

from influence_sim.experiments.designs.design import Design as Design
from influence_sim.experiments.designs.listing import list_designs as list_designs
from influence_sim.experiments.designs.loading import load_design as load_design
from influence_sim.experiments.designs.setting import Setting as Setting
