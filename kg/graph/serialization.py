"""Model types as plain JSON and back, exactly: how a graph is kept between two runs.

Fields that hold their default are left out. A span is `[document, start, end]`; its text
is cut from the document again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from kg.model import Span

T = TypeVar("T")


def encode(item: object) -> Any:
    """JSON value of a model object, tuple, string, number or None."""
    if isinstance(item, Span):
        return [item.document_id, item.start, item.end]
    if isinstance(item, tuple):
        return [encode(part) for part in item]
    if is_dataclass(item):
        values = ((field, getattr(item, field.name)) for field in fields(item))
        return {field.name: encode(value) for field, value in values if value != _default(field)}
    return item.value if isinstance(item, Enum) else item


def decode(kind: type[T], data: Any, texts: Mapping[str, str]) -> T:
    """The object of type `kind` that `encode` made `data` from; `texts` are document texts by id.

    Raises KeyError, TypeError or ValueError when `data` is no such object.
    """
    return cast(T, _decode(kind, data, texts))


def _decode(kind: Any, data: Any, texts: Mapping[str, str]) -> Any:
    if kind is Span:
        document_id, start, end = data
        return Span(document_id, start, end, texts[document_id][start:end])
    if get_origin(kind) is tuple:
        return tuple(_decode(get_args(kind)[0], part, texts) for part in data)
    if get_origin(kind) in (Union, UnionType):
        return _decode(_member(kind, data), data, texts)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _decode(hints[name], value, texts) for name, value in data.items()})
    return kind(data) if isinstance(kind, type) and issubclass(kind, Enum) else data


def _member(union: Any, data: Any) -> Any:
    """The member of a union such as `str | Value` or `Mention | None` that `data` stands for."""
    if data is None:
        return NoneType
    return next(member for member in get_args(union) if is_dataclass(member) == isinstance(data, dict))


def _default(field: Field[Any]) -> object:
    return field.default_factory() if field.default_factory is not MISSING else field.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
