"""Figures as files: the same data give the same bytes."""

import io
import os
from pathlib import Path
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from influence_sim.errors import InputError, OutputError
from influence_sim.plots.sheet import whole_figure
from influence_sim.plots.theme import styled

DPI = 160  # a sheet nine inches wide has 1,440 pixels


def encoded(figure: Figure, kind: Literal["png", "svg"]) -> bytes:
    """The figure as PNG or SVG bytes, without a date, a version or an identifier that changes from run to run."""
    metadata: dict[str, Any] = {"Software": None} if kind == "png" else {"Date": None, "Creator": "influence_sim"}
    target = io.BytesIO()
    with styled():
        figure.savefig(
            target, format=kind, dpi=DPI if kind == "png" else 72, metadata=metadata, facecolor=figure.get_facecolor()
        )
    return target.getvalue()


def save(figure: Figure | Axes, folder: str | Path, name: str) -> tuple[Path, Path]:
    """Write `name`.png (160 dots an inch) and `name`.svg into the folder and return both paths.

    Each is written beside and renamed, so that no half-written figure is left.

    Raises InputError for a name that is a path, OutputError where the folder cannot be written.
    """
    if not name or Path(name).name != name:
        raise InputError(f'"{name}" is not a name for a figure; give a file name without a folder and ending')
    whole = whole_figure(figure) if isinstance(figure, Axes) else figure
    paths = Path(folder) / f"{name}.png", Path(folder) / f"{name}.svg"
    contents = encoded(whole, "png"), encoded(whole, "svg")
    for path, content in zip(paths, contents, strict=True):
        part = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            os.replace(part, path)
        except OSError as problem:
            part.unlink(missing_ok=True) if path.parent.is_dir() else None
            raise OutputError(f"the figure {path} could not be written: {problem.strerror}") from None
    return paths
