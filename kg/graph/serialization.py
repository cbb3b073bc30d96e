"""Model types as plain JSON and back, exactly: how a graph is kept between two runs.

Fields that hold their default are left out. A span is `[document, start, end]`; its text
is cut from the document again. What a type looks like is found out once: a graph has hundreds of thousands of objects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from kg.model import Span

T = TypeVar("T")
_Texts: TypeAlias = Mapping[str, str]

_PLAIN = frozenset({str, int, float, bool, NoneType})


def encode(item: object) -> Any:
    """JSON value of a model object, tuple, string, number or None."""
    kind: Any = type(item)
    if kind in _PLAIN:
        return item
    if isinstance(item, Span):
        return [item.document_id, item.start, item.end]
    if isinstance(item, tuple):
        return [encode(part) for part in item]
    if isinstance(item, Enum):
        return item.value
    values = ((name, getattr(item, name), default) for name, default in _defaults(kind))
    return {name: encode(value) for name, value, default in values if value != default}


@cache
def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    """The fields of a class, each with its default."""
    return tuple(
        (field.name, field.default_factory() if field.default_factory is not MISSING else field.default)
        for field in fields(kind)
    )


def decode(kind: type[T], data: Any, texts: Mapping[str, str]) -> T:
    """The object of type `kind` that `encode` made `data` from; `texts` are document texts by id.

    Raises KeyError, TypeError or ValueError when `data` is no such object.
    """
    return cast(T, _decoder(cast(Any, kind))(data, texts))


@cache
def _decoder(kind: Any) -> Callable[[Any, _Texts], Any]:
    """What makes an object of `kind` of its JSON value."""
    if kind is Span:
        return _span
    if get_origin(kind) is tuple:
        part = _decoder(get_args(kind)[0])
        return lambda data, texts: tuple([part(item, texts) for item in data])
    if get_origin(kind) in (Union, UnionType):
        return lambda data, texts: _decoder(_member(kind, data))(data, texts)
    if isinstance(kind, type) and is_dataclass(kind):
        return _maker(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda data, texts: kind(data)
    return lambda data, texts: data


def _span(data: Any, texts: _Texts) -> Span:
    document_id, start, end = data
    return Span(document_id, start, end, texts[document_id][start:end])


def _maker(kind: Any) -> Callable[[Any, _Texts], Any]:
    hints = get_type_hints(kind)
    return lambda data, texts: kind(**{name: _decoder(hints[name])(value, texts) for name, value in data.items()})


def _member(union: Any, data: Any) -> Any:
    """The member of a union such as `str | Value` or `Mention | None` that `data` stands for."""
    if data is None:
        return NoneType
    members = [member for member in get_args(union) if member is not NoneType]
    return next((member for member in members if is_dataclass(member) == isinstance(data, dict)), members[0])
