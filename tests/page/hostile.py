"""Text that wants to be something else: markup, script, a formula, a query, an address, a path, an end of line."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from strategies import COURIER, HERALD, HOSTILE, NORTHLAND, SAMPLE, SUPPORTS, THREATENS

from kg.knowledge_graph import KnowledgeGraph
from kg.model import Entity, Property, Value

FIFTY = tuple(
    dict.fromkeys(
        [
            *HOSTILE,
            "</script><script>alert(2)</script>",
            "</title><img src=x onerror=alert(3)>",
            "<img src=x onerror=alert(4)>",
            "<svg/onload=alert(5)>",
            "<svg><animate onbegin=alert(6) attributeName=x dur=1s>",
            "<iframe srcdoc='<script>alert(7)</script>'>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(8)>",
            "<a href=javascript:alert(9)>x</a>",
            "<body onload=alert(10)>",
            "<details open ontoggle=alert(11)>",
            "<style>@import 'http://news.invalid/x.css'</style>",
            "<base href=//news.invalid>",
            "<meta http-equiv=refresh content='0;url=http://news.invalid'>",
            "<link rel=stylesheet href=http://news.invalid/x.css>",
            "<noscript><p title='</noscript><img src=x onerror=alert(12)>'>",
            "<textarea></textarea><script>alert(13)</script>",
            "<!--><script>alert(14)</script>-->",
            "<![CDATA[><script>alert(15)</script>]]>",
            '" onmouseover="alert(16)',
            "' onfocus='alert(17)' autofocus='",
            "`onclick=alert(18)`",
            "javascript:alert(19)",
            "data:text/html,<script>alert(20)</script>",
            "{{ 7 * 7 }}{% raw %}{{ self }}",
            "${alert(21)}",
            "__proto__",
            "constructor",
            "toString",
            "\\u003cscript\\u003ealert(22)",
            "&lt;script&gt;alert(23)&lt;/script&gt;",
            "+SUM(1;2)",
            "-2+3+cmd|' /C calc'!A0",
            "\t=1+1",
            "\uff1d1+1",
            "../../etc/passwd",
            "CON.txt",
            "a\u0300\u0301\u0302" * 30,
            "\u202e\u2066\u2069gnp.exe",
        ]
    )
)


def hostile_graph() -> KnowledgeGraph:
    """Every one of the strings as a name, another name, a relation, a title, a publisher, an address and a value."""
    entities = [Entity(f"{NORTHLAND.id}-{n}", text, "Person", (text,), (text,)) for n, text in enumerate(FIFTY)]
    documents = [replace(HERALD, title=FIFTY[16], url="javascript:alert(1)", publisher=FIFTY[18]), COURIER]
    relations = [Property(f"{SUPPORTS.property.iri}-{n}", text, open=True) for n, text in enumerate(FIFTY)]
    claims = [
        replace(SUPPORTS, subject=a.id, object=b.id, property=relation)
        for (a, b), relation in zip(pairwise(entities), relations, strict=False)
    ]
    claims += [
        replace(THREATENS, subject=entity.id, object=Value(text)) for entity, text in zip(entities, FIFTY, strict=True)
    ]
    return KnowledgeGraph.of([*entities, *SAMPLE.entities], [*claims, *SAMPLE.claims], documents)
