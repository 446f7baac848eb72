import hashlib
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from influence_sim.scenario.names import collision, name_id, shown


def colliding() -> tuple[str, str]:
    """Two names with one 32-bit hash, found by trying."""
    seen: dict[int, str] = {}
    names: Iterator[str] = (f"k{i}" for i in range(2_000_000))
    for name in names:
        other = seen.setdefault(name_id(name), name)
        if other != name:
            return other, name
    raise AssertionError("no two of two million names collide")


def test_a_name_has_the_first_four_bytes_of_blake2b() -> None:
    digest = hashlib.blake2b(b"north", digest_size=4).digest()
    assert name_id("north") == int.from_bytes(digest, "big")


@given(st.text())
def test_an_address_fits_in_32_bits(name: str) -> None:
    assert 0 <= name_id(name) < 2**32


def test_two_spellings_of_one_accent_are_one_name() -> None:
    assert name_id("Sud\u00e9") == name_id("Sude\u0301")


def test_names_that_share_a_hash_are_found() -> None:
    first, second = colliding()
    assert collision(["north", first, second]) == (first, second)


def test_a_long_value_is_cut() -> None:
    assert shown("x" * 200).endswith("...")
    assert len(shown("x" * 200)) == 60


def test_a_value_is_shown_on_one_line() -> None:
    assert shown("a\nb") == '"a b"'
