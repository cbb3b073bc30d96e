"""Each step of the workspace in a real browser, also with the keyboard alone and on a phone; nothing is wrong in its console."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import BROWSER, Chromium

import kg
from kg.resources.corrections import TABLE, rows_of

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: no page was opened in a browser")

TEXTS = [
    {
        "id": "one.txt",
        "text": "Ursula Grantham criticized Zorkland on Monday. Canada backs Latvia. Peter Hollis condemned Zorkland.",
        "title": "Harsh words",
        "publisher": "The Herald",
    },
    {
        "id": "two.txt",
        "text": "Canada does not back Latvia. Ursula M. Grantham met Peter Q. Hollis. Canada backs Peru.",
        "title": "A meeting",
        "publisher": "The Courier",
    },
]
UNTIL_BUILT = """new Promise((done) => {
  const look = () => { const words = state.textContent; /being built/.test(words) ? setTimeout(look, 100) : done(words); };
  look();
})"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph that was really read."""
    out = tmp_path_factory.mktemp("work") / "out"
    kg.build(texts=TEXTS, out=out)
    return out


@pytest.fixture(scope="module")
def server(out: Path) -> Iterator[str]:
    """The address of `kg serve --edit`."""
    command = [sys.executable, "-m", "kg.cli", "serve", str(out), "--port", "0", "--edit"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://\S+/", process.stderr.readline())
        assert found
        yield found[0].rstrip("/")
        process.terminate()
        assert "Traceback" not in process.stderr.read()


@pytest.fixture(scope="module")
def page() -> Iterator[Chromium]:
    """One page for all tests; a new browser takes long."""
    with Chromium() as found:
        yield found


@pytest.fixture(autouse=True)
def _silent(page: Chromium) -> Iterator[None]:
    """Nothing is wrong in the console after any test."""
    page.resize(1280, 900)
    page.messages.clear()
    yield
    assert page.messages == []


def text(page: Chromium) -> str:
    return " ".join(page.value("document.body.innerText").split())


def press(page: Chromium, words: str) -> None:
    """Press the first button of these words, and wait for the page that it leads to."""
    script = f"[...document.querySelectorAll('main button')].find((item) => item.textContent.trim().startsWith({words!r})).click()"
    page.loaded(lambda: page.value(script))


def built(page: Chromium) -> None:
    """Wait until the graph is built again, and look at it."""
    words = page.value(UNTIL_BUILT)
    assert "built again" in words or not words, words
    page.loaded(lambda: page.value("location.reload()"))


def test_search_and_read_with_the_keyboard(page: Chromium, server: str) -> None:
    """From "/" to a dossier, and on to a document and why a statement is there, by keys alone."""
    page.open(server + "/")
    page.press("/")
    page.write("canada")
    page.loaded(lambda: page.press("Enter"))
    assert "Names that have “canada”" in text(page)

    def tab_to(wanted: str) -> None:
        for _ in range(200):
            page.press("Tab")
            if page.value(f"document.activeElement.matches({wanted!r})"):
                return
        raise AssertionError(f"{wanted} is not reached")

    tab_to("main ol a")
    page.loaded(lambda: page.press("Enter"))
    assert "Statements by it" in text(page)
    tab_to("#documents a")
    page.loaded(lambda: page.press("Enter"))
    tab_to("#text a.statement")
    page.loaded(lambda: page.press("Enter"))
    assert "read by" in text(page)
    assert page.value("document.getElementById('why').getBoundingClientRect().top < innerHeight")


def test_a_wrong_claim_goes_and_comes_back(page: Chromium, server: str, out: Path) -> None:
    """In the reading room it is called wrong, and is not marked any more; undone, it is there again."""
    page.open(f"{server}/documents/{documents(page, server)['Harsh words']}")
    before = page.value("document.querySelectorAll('#text a.statement').length")
    chosen = (
        "[...document.querySelectorAll('#text a.statement')].find((item) => item.textContent.includes('criticized'))"
    )
    page.loaded(lambda: page.value(f"location = {chosen}.href"))
    press(page, "This is wrong")
    built(page)
    assert not page.value(f"Boolean({chosen})")
    assert "says that it is wrong by local" in text(page)
    assert page.value("document.querySelectorAll('#text a.statement').length") < before
    page.open(server + "/corrections")
    assert "criticized" in text(page)
    press(page, "Undo")
    built(page)
    assert not rows_of(out / TABLE)
    page.open(f"{server}/documents/{documents(page, server)['Harsh words']}")
    assert page.value("document.querySelectorAll('#text a.statement').length") == before


def documents(page: Chromium, server: str) -> dict[str, str]:
    """Names of documents in addresses, by title."""
    page.open(server + "/documents")
    links = page.value("[...document.querySelectorAll('main ol a')].map((item) => [item.textContent, item.pathname])")
    return {title: path.rpartition("/")[2] for title, path in links}


def dossier(page: Chromium, server: str, name: str) -> None:
    """The first thing of a name, in the graph as it is now."""
    page.open(f"{server}/?q={name}")
    page.loaded(lambda: page.value("location = document.querySelector('main ol a').href"))


def test_names_are_corrected(page: Chromium, server: str, out: Path) -> None:
    """In its dossier a thing gets another label and class."""
    for number, value, button in ((4, "Great Zorkland", "Set the label"), (3, "Company", "Set the class")):
        dossier(page, server, "zorkland")
        page.value(f"document.querySelector('#correct form:nth-of-type({number}) [name=value]').value = {value!r}")
        press(page, button)
        assert "Zorkland" in text(page)
        if number == 3:
            built(page)
    page.open(server + "/?q=great")
    assert "Great Zorkland Company" in text(page)
    assert [(row.decision, row.value) for row in rows_of(out / TABLE)] == [
        ("label", "Great Zorkland"),
        ("type", "Company"),
    ]


def test_review_with_keys(page: Chromium, server: str, out: Path) -> None:
    """Pairs of names are decided one by one with s, n, k and b; what is decided does not come again."""

    def pair() -> str:
        return str(page.value("[...document.querySelectorAll('main h2')].map((item) => item.textContent).join()"))

    page.open(server + "/review")
    assert "1 of 2" in text(page)
    first = pair()
    page.loaded(lambda: page.press("k"))
    second = pair()
    assert second != first
    page.loaded(lambda: page.press("b"))
    assert pair() == first
    before = len(rows_of(out / TABLE))
    page.loaded(lambda: page.press("n"))
    assert pair() == second
    page.loaded(lambda: page.press("s"))
    assert "nothing left to decide" in text(page)
    assert [row.decision for row in rows_of(out / TABLE)[before:]] == ["not same as", "same as"]
    built(page)
    for name, count in ((first.partition(" ")[0], 2), (second.partition(" ")[0], 1)):
        page.open(f"{server}/?q={name}")
        assert page.value("document.querySelectorAll('main ol a').length") == count


def test_documents_are_added(page: Chromium, server: str, tmp_path: Path) -> None:
    """A file and a text are in the graph when it is whole; a file that cannot be read is named."""
    (tmp_path / "three.txt").write_text("Brazil condemned Chile on Tuesday.", encoding="utf-8")
    page.open(server + "/add")
    page.choose_file("#file", tmp_path / "three.txt")
    press(page, "Add files")
    assert "being built" in text(page) or "built again" in text(page)
    built(page)
    assert "three.txt" in documents(page, server)
    page.open(server + "/add")
    page.value(
        "document.querySelector('[name=title]').value = 'Pasted words'; text.value = 'Norway praised Finland.'; 0"
    )
    press(page, "Add text")
    built(page)
    assert "Pasted words" in documents(page, server)
    (tmp_path / "broken.docx").write_bytes(b"no archive")
    page.open(server + "/add")
    page.choose_file("#file", tmp_path / "broken.docx")
    press(page, "Add files")
    page.value(UNTIL_BUILT)
    page.loaded(lambda: page.value("location.reload()"))
    assert "Not read: broken.docx" in text(page)


def test_ask_and_compare(page: Chromium, server: str) -> None:
    """A question has its rows, and two publishers what they say differently."""
    page.open(server + "/ask")
    press(page, "Ask it")
    page.value("query.value = 'SELECT ?who WHERE { ?who pol:supports ?whom }'; 0")
    page.loaded(lambda: page.value("document.querySelector('form.ask button').click()"))
    assert "2 rows" in text(page)
    page.open(server + "/compare?one_publisher=The+Herald&other_publisher=The+Courier")
    assert "One says it, the other denies it (1)" in text(page)


@pytest.mark.parametrize("path", ["/", "/documents", "/claims", "/ask", "/compare", "/review", "/corrections", "/add"])
def test_on_a_phone(page: Chromium, server: str, path: str) -> None:
    """Nothing is wider than the window, and every field can be named by a screen reader."""
    page.resize(390, 844)
    page.open(server + path)
    assert page.value("document.documentElement.scrollWidth") <= 390
    unnamed = (
        "[...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')]"
        ".filter((item) => !item.labels.length).length"
    )
    assert page.value(unnamed) == 0
