import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from influence_sim.errors import InputError, OutputError
from influence_sim.plots import difference, forums, influence, leaders, membership, money, save


def drawings(stage):
    cast = stage.cast(powers=7)
    return {
        "influence": lambda **k: influence(stage.influence(cast), cast, **k),
        "leaders": lambda **k: leaders(stage.influence(cast, runs=3), cast, **k),
        "difference": lambda **k: difference(stage.paths(30), cast, **k),
        "money": lambda **k: money(stage.exchange(cast), cast, **k),
        "membership": lambda **k: membership(stage.membership(cast), cast, **k),
        "forums": lambda **k: forums(stage.forums(cast), cast, **k),
    }


KINDS = ["influence", "leaders", "difference", "money", "membership", "forums"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_data_give_the_same_bytes(stage, tmp_path, kind):
    draw = drawings(stage)[kind]
    first = [path.read_bytes() for path in save(draw(), tmp_path / "a", kind)]
    assert [path.read_bytes() for path in save(draw(), tmp_path / "b", kind)] == first


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_users_settings_change_neither_the_bytes_nor_themselves(stage, tmp_path, kind):
    draw = drawings(stage)[kind]
    first = [path.read_bytes() for path in save(draw(), tmp_path / "a", kind)]
    theirs = {"font.size": 20, "axes.grid": True, "savefig.bbox": "tight", "svg.hashsalt": "x", "lines.linewidth": 9}
    with mpl.rc_context(theirs):
        before = dict(mpl.rcParams)
        assert [path.read_bytes() for path in save(draw(), tmp_path / "b", kind)] == first
        assert dict(mpl.rcParams) == before


def test_a_sheet_nine_inches_wide_has_1440_pixels(stage, tmp_path):
    png, _ = save(drawings(stage)["leaders"](), tmp_path, "leaders")
    assert int.from_bytes(png.read_bytes()[16:20], "big") == 1440


def test_files_hold_neither_date_nor_version(stage, tmp_path):
    for path in save(drawings(stage)["leaders"](), tmp_path, "leaders"):
        content = path.read_bytes().lower()
        assert b"matplotlib v" not in content and b"matplotlib version" not in content and b"<dc:date" not in content


def test_nothing_but_the_two_files_is_left(stage, tmp_path):
    save(drawings(stage)["leaders"](), tmp_path / "new" / "folder", "leaders")
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == ["leaders.png", "leaders.svg"]


def test_axes_are_saved_with_their_whole_figure(stage, tmp_path):
    figure, axes = plt.subplots(1, 2)
    save(drawings(stage)["leaders"](ax=axes[1]), tmp_path, "axes")
    by_axes = (tmp_path / "axes.png").read_bytes()
    save(figure, tmp_path, "figure")
    plt.close(figure)
    assert by_axes == (tmp_path / "figure.png").read_bytes()


def test_a_name_with_a_folder_is_refused(stage, tmp_path):
    with pytest.raises(InputError, match="without a folder"):
        save(drawings(stage)["leaders"](), tmp_path, "a/b")


def test_a_folder_that_is_a_file_is_told_in_a_sentence(stage, tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError, match="could not be written"):
        save(drawings(stage)["leaders"](), tmp_path / "taken", "leaders")


def test_a_sheet_shows_itself_in_a_notebook_as_png(stage):
    assert drawings(stage)["leaders"]()._repr_png_().startswith(b"\x89PNG")
