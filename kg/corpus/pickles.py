"""Objects of `kg.model` as bytes: pickles, compressed, that load nothing but those types. What is asked for besides is refused before it
is loaded (https://docs.python.org/3/library/pickle.html#restricting-globals).
"""

from __future__ import annotations

import io
import pickle
import zlib
from typing import Any

from kg import model


def dumps(item: object) -> bytes:
    """Bytes for `loads`, of objects of `kg.model` in lists and tuples."""
    return zlib.compress(pickle.dumps(item, protocol=5), 1)


def loads(data: bytes) -> Any:
    """What `dumps` wrote. ValueError when it is something else."""
    try:
        return _Loader(io.BytesIO(zlib.decompress(data))).load()
    except (zlib.error, pickle.UnpicklingError, EOFError, TypeError, AttributeError, LookupError) as error:
        raise ValueError(f"it is damaged: {error}") from error


class _Loader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A type of kg.model."""
        found = getattr(model, name, None) if module == model.__name__ and name.isidentifier() else None
        if not isinstance(found, type) or found.__module__ != model.__name__:
            raise pickle.UnpicklingError(f"{module}.{name} is no type of the model")
        return found
