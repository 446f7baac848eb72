"""Draw the README's picture anew: python docs/pictures/make.py."""

from pathlib import Path

import influence_sim as isim

many = isim.ensemble("baseline", strategy="bilateral", runs=200)
png, svg = isim.plot.save(isim.plot.influence(many), Path(__file__).parent, "influence")
svg.unlink()  # the README shows the PNG
