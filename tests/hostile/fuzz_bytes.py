"""Looks for bytes that make a reader, a question or a request fail: guided by what they cover, by atheris (https://github.com/google/atheris).

    python -m tests.hostile.fuzz_bytes TARGET [FOLDER ...] [-max_total_time=600 ...]

TARGET is one of `fuzz_targets.TARGETS`; folders hold inputs to begin with besides its own, the first one also keeps what is new, and the
other options are those of libFuzzer. It ends at the first failure and writes the bytes to a file. What is found becomes a test of its
area; atheris is needed for nothing else (`pip install 'atheris>=3'`).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

LIBRARIES = (
    "kg",
    "docx",
    "email",
    "frontmatter",
    "html",
    "markdown_it",
    "pypdf",
    "striprtf",
    "trafilatura",
    "warcio",
    "yaml",
    "zipfile",
)
LIMITS = ("-timeout=20", "-rss_limit_mb=4096", "-max_len=4096", "-report_slow_units=10")  # seconds, megabytes, bytes

with atheris.instrument_imports(include=[*LIBRARIES]):
    sys.path.insert(0, str(Path(__file__).parent))
    import docx  # noqa: F401
    import frontmatter  # noqa: F401
    import markdown_it  # noqa: F401
    import pypdf  # noqa: F401
    import striprtf.striprtf  # noqa: F401
    import trafilatura  # noqa: F401
    import warcio.archiveiterator  # noqa: F401
    from fuzz_targets import TARGETS, beginnings


def main(name: str, given: list[str]) -> None:
    """Runs a target until it fails or its time is up."""
    with tempfile.TemporaryDirectory() as own:
        for number, content in enumerate(beginnings(name)):
            Path(own, str(number)).write_bytes(content)
        folders = [item for item in given if not item.startswith("-")]
        options = [item for item in given if item.startswith("-")]
        kept = folders or [tempfile.mkdtemp()]
        atheris.Setup([sys.argv[0], *LIMITS, *options, *kept, own], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"{__doc__}\nTargets: {' '.join(TARGETS)}")
    main(sys.argv[1], sys.argv[2:])
