"""World, Situation and Record as numba sees them: one pointer each.

A named tuple of ninety arrays would be handed to every compiled rule as some six hundred numbers, and
numba would spend most of its time on that. A bundle is the address of a table in which every field has
its place: a number as it is, an array as the address of its data and its lengths. The same compiled
code serves every size. Tables do not change during a run, and the loads are marked so (``invariant``).
"""

from typing import Any, NamedTuple, cast

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate
from numba.extending import NativeValue, infer_getattr, models, register_model, typeof_impl, unbox
from numba.np.arrayobj import make_array, populate_array

from influence_sim.rules import shapes
from influence_sim.rules.shapes import Record, Situation, World

WORD = 8  # bytes of each entry of a table


class Place(NamedTuple):
    """Where a field stands in its bundle's table."""

    at: int
    axes: int
    whole: bool


def places_of(shape: type) -> dict[str, Place]:
    """The place of every field: a number takes one entry, an array its address and lengths."""
    places, at = {}, 0
    for name, kind, said in shapes.fields(shape):
        places[name] = Place(at, len(said.axes), shapes.is_whole(kind))
        at += 1 + len(said.axes)
    return places


PLACES: dict[str, dict[str, Place]] = {shape.__name__: places_of(shape) for shape in (World, Situation, Record)}


class Bundle:
    """A World, Situation or Record for compiled code; keeps what it points to alive."""

    __slots__ = ("address", "shape", "table", "values")

    def __init__(self, values: World | Situation | Record) -> None:
        self.values = values
        self.shape = type(values).__name__
        places = PLACES[self.shape]
        self.table = np.zeros(sum(1 + place.axes for place in places.values()), np.int64)
        numbers = self.table.view(np.float64)
        for place, value in zip(places.values(), cast(tuple[Any, ...], values), strict=True):
            if place.axes:
                self.table[place.at] = value.__array_interface__["data"][0]
                self.table[place.at + 1 : place.at + 1 + place.axes] = value.shape
            elif place.whole:
                self.table[place.at] = value
            else:
                numbers[place.at] = value
        self.address = self.table.__array_interface__["data"][0]


class BundleType(types.Type):  # type: ignore[misc]
    """The numba type of a bundle, one for each of the three shapes."""

    def __init__(self, shape: str) -> None:
        self.shape = shape
        super().__init__(name=f"Bundle({shape})")


@typeof_impl.register(Bundle)  # type: ignore[untyped-decorator]
def typeof_bundle(value: Bundle, _: Any) -> BundleType:
    """Tell numba the type of a bundle."""
    return BundleType(value.shape)


@register_model(BundleType)
class BundleModel(models.PrimitiveModel):  # type: ignore[misc]
    """In machine code a bundle is a pointer to its table."""

    def __init__(self, manager: Any, kind: BundleType) -> None:
        super().__init__(manager, kind, ir.IntType(64).as_pointer())


@unbox(BundleType)  # type: ignore[untyped-decorator]
def unbox_bundle(_: BundleType, value: Any, compiler: Any) -> NativeValue:
    """Take the address out of the Python object."""
    address = compiler.pyapi.object_getattr_string(value, "address")
    number = compiler.pyapi.long_as_longlong(address)
    compiler.pyapi.decref(address)
    pointer = compiler.builder.inttoptr(number, ir.IntType(64).as_pointer())
    return NativeValue(pointer, is_error=cgutils.is_not_null(compiler.builder, compiler.pyapi.err_occurred()))


def type_of(place: Place) -> types.Type:
    """The numba type of a field."""
    number = types.int64 if place.whole else types.float64
    return types.Array(number, place.axes, "C") if place.axes else number


@infer_getattr
class BundleAttributes(AttributeTemplate):  # type: ignore[misc]
    """The types of a bundle's fields."""

    key = BundleType

    def generic_resolve(self, kind: BundleType, name: str) -> types.Type | None:
        """The type of a field, by name."""
        place = PLACES[kind.shape].get(name)
        return None if place is None else type_of(place)


def load(builder: Any, pointer: Any) -> Any:
    """Load an entry that does not change during a run."""
    value = builder.load(pointer)
    value.set_metadata("invariant.load", builder.module.add_metadata([]))
    return value


@lower_getattr_generic(BundleType)  # type: ignore[untyped-decorator]
def field_of(context: Any, builder: Any, kind: BundleType, table: Any, name: str) -> Any:
    """The code that reads a field: a number, or an array over memory that numpy owns."""
    place = PLACES[kind.shape][name]
    first = cgutils.gep_inbounds(builder, table, place.at)
    if not place.axes:
        if not place.whole:
            first = builder.bitcast(first, ir.DoubleType().as_pointer())
        return load(builder, first)
    array_type = type_of(place)
    word = ir.Constant(ir.IntType(64), WORD)
    lengths = [load(builder, cgutils.gep_inbounds(builder, table, place.at + 1 + k)) for k in range(place.axes)]
    strides = [word]
    for length in reversed(lengths[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    array = make_array(array_type)(context, builder)
    number = context.get_data_type(array_type.dtype)
    data = builder.inttoptr(load(builder, first), number.as_pointer())
    populate_array(array, data=data, shape=lengths, strides=strides, itemsize=word, meminfo=None)
    return array._getvalue()
