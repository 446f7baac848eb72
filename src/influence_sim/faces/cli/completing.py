"""What the Tab key offers."""

from collections.abc import Callable, Iterable


def quietly(offer: Callable[[], Iterable[str]], incomplete: str) -> list[str]:
    """What begins like the word typed so far; nothing if anything goes wrong, for a Tab must not print errors."""
    try:
        return [word for word in offer() if word.startswith(incomplete)]
    except Exception:
        return []


def scenarios(incomplete: str) -> list[str]:
    """Names of the shipped scenarios."""
    from influence_sim.scenario.files import shipped_names

    return quietly(lambda: shipped_names("scenario"), incomplete)


def strategies(incomplete: str) -> list[str]:
    """Names of the shipped strategies."""
    from influence_sim.scenario.files import shipped_names

    return quietly(lambda: shipped_names("strategy"), incomplete)


def designs(incomplete: str) -> list[str]:
    """Names of the shipped designs."""
    from influence_sim.scenario.files import shipped_names

    return quietly(lambda: shipped_names("design"), incomplete)


def strategies_of_others(incomplete: str) -> list[str]:
    """Names of the shipped strategies of powers that are named, not of the focal power whoever it is."""

    def offer() -> list[str]:
        from influence_sim.scenario.listing import list_strategies
        from influence_sim.scenario.strategies import FOCAL

        return [row["name"] for row in list_strategies().to_dict("records") if row["by"] != FOCAL]

    return quietly(offer, incomplete)


def engines(incomplete: str) -> list[str]:
    """Names of the engines."""
    from influence_sim.runs.choosing import ENGINES

    return quietly(lambda: ENGINES, incomplete)


def setting_paths(incomplete: str) -> list[str]:
    """Paths of parameters, ready for a value."""
    return quietly(lambda: [f"parameters.{name}=" for name in parameter_names()], incomplete)


def everything(incomplete: str) -> list[str]:
    """Names of scenarios, strategies, designs and parameters."""
    files = (*scenarios(incomplete), *strategies(incomplete), *designs(incomplete))
    return [*files, *quietly(parameter_names, incomplete)]


def subjects(incomplete: str) -> list[str]:
    """What can be listed."""
    from influence_sim.faces.cli.listing import SUBJECTS

    return quietly(lambda: SUBJECTS, incomplete)


def parameter_names() -> list[str]:
    """Names of all parameters."""
    from influence_sim.scenario.parameters import known_parameters

    return list(known_parameters())
