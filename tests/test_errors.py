"""Errors of kg."""

from __future__ import annotations

import pickle

import pytest

from kg import errors
from kg.errors import KGError


@pytest.mark.parametrize("kind", [KGError, *KGError.__subclasses__()])
def test_errors_cross_processes(kind: type[KGError]) -> None:
    """An error of a worker comes back as it was, with its place and its hint: a pool would hang otherwise."""
    error = kind("it broke", where="a.txt", hint="mend it")
    found = pickle.loads(pickle.dumps(error))
    assert type(found) is kind
    assert (found.what, found.where, found.hint, str(found)) == ("it broke", "a.txt", "mend it", str(error))
    assert kind.__name__ in (errors.__doc__ or "")
