"""Parameters of the API: one list says what they are, describes them in OpenAPI, and reads them from a request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Modality, Polarity
from kg.serve.protocol import Fields, RefusedError

_NO_NUL = r"^[^\x00]*$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the address, with its JSON schema."""

    name: str
    about: str
    schema: dict[str, Any]

    def described(self) -> dict[str, Any]:
        """As OpenAPI has it."""
        return {"name": self.name, "in": "query", "description": self.about, "schema": self.schema}

    def read(self, text: str) -> Any:
        """The value that a text stands for. Raises RefusedError."""
        kind = self.schema["type"]
        fits = {
            "integer": text.isascii() and text.isdecimal() and len(text) < 10,
            "boolean": text in ("true", "false"),
            "string": len(text) <= self.schema.get("maxLength", 0) and "\0" not in text,
        }[kind]
        value = int(text) if kind == "integer" and fits else text == "true" if kind == "boolean" else text
        if not (fits and self._allows(value)):
            raise RefusedError(400, f"{self.name}={text[:100]!r} is not allowed: {self.about}")
        return value

    def _allows(self, value: Any) -> bool:
        if isinstance(value, int):
            return bool(self.schema.get("minimum", value) <= value <= self.schema.get("maximum", value))
        pattern, choices = self.schema.get("pattern"), self.schema.get("enum", [value])
        return value in choices and (pattern is None or re.fullmatch(pattern, value) is not None)


def _text(name: str, about: str, **schema: Any) -> Parameter:
    return Parameter(name, about, {"type": "string", "maxLength": 500, "pattern": _NO_NUL, **schema})


LIMIT = Parameter(
    "limit", "how many at most, 1 to 200", {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
)
OFFSET = Parameter(
    "offset", "how many to skip", {"type": "integer", "minimum": 0, "maximum": 100_000_000, "default": 0}
)
PAGING = (LIMIT, OFFSET)
WORDS = _text("q", "beginnings of words of a name; empty for all")
CLAIMS = (
    _text("subject", "IRI of the entity that it is said of, or its last part"),
    _text("object", "IRI of the entity that is the object, or its last part"),
    _text("source", "IRI of the entity that says it, or its last part"),
    _text("document", "id of a document that it rests on"),
    _text("modality", "one of the modalities", enum=[item.value for item in Modality]),
    _text("polarity", "affirmed or negated", enum=[item.value for item in Polarity]),
    Parameter("asserted", "true for facts, false for what is no fact", {"type": "boolean"}),
    _text("since", "first day, as 2019-03-01", pattern=_DAY),
    _text("until", "last day, as 2019-03-31", pattern=_DAY),
)


def read(known: Sequence[Parameter], address: bytes) -> dict[str, Any]:
    """Values of the parameters in an address, by name; defaults where there are any. Raises RefusedError for others."""
    fields, by_name = Fields(address), {item.name: item for item in known}
    values = {item.name: item.schema["default"] for item in known if "default" in item.schema}
    unknown = fields.names() - by_name.keys()
    if unknown:
        there_are = ", ".join(by_name) or "none"
        raise RefusedError(400, f"there is no parameter {min(unknown)[:100]!r}; there are {there_are}")
    for name in fields.names():
        text = fields.one(name)
        assert text is not None
        values[name] = by_name[name].read(text)
    return values
