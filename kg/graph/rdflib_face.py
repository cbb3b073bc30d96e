"""The store for rdflib (by oxrdflib), to be read only: what the graph holds is never changed, and no other server is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import oxrdflib
import pyoxigraph as ox
import rdflib

from kg.errors import QueryError
from kg.graph.forbidden import refuse_forbidden


def dataset(store: ox.Store, prefixes: Mapping[str, str]) -> rdflib.Dataset:
    """An rdflib Dataset over `store`; whatever would change it, and SERVICE, raises QueryError."""
    found = _ReadOnlyDataset(store=_ReadOnlyStore(store=store))
    for name, iri in prefixes.items():
        found.bind(name, iri, replace=True)
    return found


def _refuse(*arguments: Any, **options: Any) -> NoReturn:
    raise QueryError(
        "the dataset of a graph cannot be changed",
        hint="change a copy, as to_rdflib() gives one, or use kg add and kg remove",
    )


class _ReadOnlyStore(oxrdflib.OxigraphStore):
    add = addN = remove = add_graph = remove_graph = update = _refuse

    def query(self, query: Any, *arguments: Any, **options: Any) -> Any:
        refuse_forbidden(str(query))
        return super().query(query, *arguments, **options)


class _ReadOnlyDataset(rdflib.Dataset):
    """rdflib's own processor, which fetches what FROM and SERVICE name, is never used; nothing is loaded."""

    update = parse = _refuse

    def query(self, query_object: Any, *arguments: Any, **options: Any) -> rdflib.query.Result:
        return super().query(query_object, *arguments, **options | {"use_store_provided": True})
