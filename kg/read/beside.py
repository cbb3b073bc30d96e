"""What stands beside a file: `article.txt.meta.yml`, or `article.meta.yml`, says what the file itself does not (YAML 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from kg.read.clean import one_line
from kg.read.metadata import DESCRIBING, FIELDS
from kg.read.remark import Remark

ENDINGS = (".meta.yml", ".meta.yaml")
_LONGEST = 100_000  # characters; the parser of YAML takes a second for each 100,000
_FIELD = {alias: name for name in DESCRIBING for alias in FIELDS[name]}


class Strings(yaml.SafeLoader):
    """Safe YAML whose scalars are strings as they are written: no number is too long, and no date is none.

    It merges no mappings, since the merge of a merge grows without end.
    """

    def flatten_mapping(self, node: Any) -> None:
        """Leave a mapping as it is."""


for _kind in ("binary", "bool", "float", "int", "merge", "timestamp"):
    Strings.add_constructor(f"tag:yaml.org,2002:{_kind}", yaml.SafeLoader.construct_yaml_str)  # type: ignore[type-var]


def is_description(name: str) -> bool:
    """True for the name of a file that describes another one."""
    return name.lower().endswith(ENDINGS)


def owners(names: Iterable[str]) -> set[str]:
    """The names under which the files of one folder may be described."""
    return {owner for name in names if not is_description(name) for owner in (name, Path(name).stem)}


def described(name: str) -> str:
    """What a description `name` is about: the name of a file, or what of it stands before its ending."""
    return next(name[: -len(ending)] for ending in ENDINGS if name.lower().endswith(ending))


def description(path: Path) -> Iterator[dict[str, object] | Remark]:
    """The fields that stand beside the file `path`, if there are any; a remark for what of it could not be used."""
    stems = dict.fromkeys((path.name, path.stem))
    found = next(
        (beside for stem in stems for end in ENDINGS if (beside := path.parent / f"{stem}{end}").is_file()), None
    )
    if found is None:
        return
    if found.is_symlink():
        yield Remark(found.name, "a link, and left out; put the file itself there")
        return
    try:
        with found.open(encoding="utf-8-sig") as file:
            text = file.read(_LONGEST + 1)
        fields = yaml.load(text, Loader=Strings) if len(text) <= _LONGEST else None  # noqa: S506 (a SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        yield Remark(found.name, f"it cannot be read, and is left out: {one_line(str(error))[:200]}")
        return
    if not isinstance(fields, dict):
        yield Remark(found.name, 'it holds no fields, and is left out; write lines like "publisher: The Post"')
        return
    lower = {str(name).strip().lower(): value for name, value in fields.items()}
    for name in lower.keys() - _FIELD.keys():
        yield Remark(f"{found.name}: {one_line(name)[:200]}", f"no field; those are {', '.join(DESCRIBING)}")
    yield {name: value for name, value in lower.items() if name in _FIELD}
