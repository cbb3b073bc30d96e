"""Objects of `kg.model` as bytes: pickles, compressed, that load nothing but those types. What is asked for besides is refused before it
is loaded (https://docs.python.org/3/library/pickle.html#restricting-globals).
"""

from __future__ import annotations

import io
import pickle
import zlib
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from kg import model


def dumps(item: object) -> bytes:
    """Bytes for `loads`, of objects of `kg.model` in lists and tuples. Equal words and places in the text come back as one object."""
    made = io.BytesIO()
    _Dumper(made, protocol=5).dump(item)
    return zlib.compress(made.getvalue(), 1)


def loads(data: bytes) -> Any:
    """What `dumps` wrote. ValueError when it is something else."""
    try:
        return _Loader(io.BytesIO(zlib.decompress(data))).load()
    except (zlib.error, pickle.UnpicklingError, EOFError, TypeError, AttributeError, LookupError) as error:
        raise ValueError(f"it is damaged: {error}") from error


class _Dumper(pickle.Pickler):
    def __init__(self, file: io.BytesIO, protocol: int) -> None:
        super().__init__(file, protocol)
        self._same: dict[Any, Any] = {}

    def reducer_override(self, obj: Any) -> Any:
        """A type of kg.model as a call with its fields: that is loaded twice as fast as a state that is set."""
        kind: Any = type(obj)
        names = _fields(kind)
        return (kind, tuple([self._one(getattr(obj, name)) for name in names])) if names else NotImplemented

    def _one(self, item: Any) -> Any:
        """The first that is equal, which the pickle holds once: a quarter of what is held of claims. Numbers are left, since 1 is True."""
        parts = item if type(item) is tuple else (item,)
        return self._same.setdefault(item, item) if all(type(part) in _SHARED for part in parts) else item


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return (
        tuple(field.name for field in fields(kind)) if is_dataclass(kind) and kind.__module__ == model.__name__ else ()
    )


_SHARED = (str, model.Span, model.Property)


class _Loader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A type of kg.model."""
        found = getattr(model, name, None) if module == model.__name__ and name.isidentifier() else None
        if not isinstance(found, type) or found.__module__ != model.__name__:
            raise pickle.UnpicklingError(f"{module}.{name} is no type of the model")
        return found
