"""The axes of a verdict: what the strategies are compared by.

    possession    x_focal                  what the focal power holds
    milieu        1 − Σ_rivals x           what its rivals do not hold, whoever does
    independence  1 − Σ_all x              what no power holds

Each is a mean over states, once equally and once by GDP. Wolfers 1962 on possession and milieu goals.
"""


def rivals_share(world, now, s):
    """What the focal power's rivals hold in a state together."""
    total = 0.0
    for p in range(now.share.shape[0]):
        if world.rival[p] == 1:
            total += now.share[p, s]
    return total


def region_gdp(world, year):
    """The states' economies together."""
    total = 0.0
    for s in range(world.state_gdp.shape[1]):
        total += world.state_gdp[year, s]
    return total


def record_measures(world, now, record, year):
    """The three axes at the end of the step, in both weights."""
    states = now.share.shape[1]
    region = region_gdp(world, year)
    possession = 0.0
    milieu = 0.0
    independence = 0.0
    possession_by_gdp = 0.0
    milieu_by_gdp = 0.0
    independence_by_gdp = 0.0
    for s in range(states):
        weight = world.state_gdp[year, s] / region
        own = now.share[world.focal, s]
        others = 1.0 - rivals_share(world, now, s)
        possession += own / states
        milieu += others / states
        independence += now.independence[s] / states
        possession_by_gdp += own * weight
        milieu_by_gdp += others * weight
        independence_by_gdp += now.independence[s] * weight
    record.possession[year] = possession
    record.milieu[year] = milieu
    record.independence[year] = independence
    record.possession_by_gdp[year] = possession_by_gdp
    record.milieu_by_gdp[year] = milieu_by_gdp
    record.independence_by_gdp[year] = independence_by_gdp
