"""Pages from files."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from service.store.factory import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

PAGE = """<!doctype html><html lang="en"><head><meta property="og:title" content="Port news">
{link}</head><body><article><h1>Port news</h1>
<p>The harbour master read the letter aloud on Monday, in front of the crews and of the women who
had come from the market, and then folded it twice and put it away without another word.</p>
<p>“We will open the river port by spring, whatever it costs this city,” said Ana Gómez.</p>
<p>The council is to meet on Thursday, when the money for the cranes has to be found.</p>
</article></body></html>"""
LINK = '<link rel="canonical" href="https://harbour.example/port">'


def urls(folder: Path) -> set[str]:
    store = open_store(folder)
    with store.reading() as tx:
        ids = [r.change.id for r in tx.changes_since(0, limit=100) if r.change.id.startswith("ar_")]
        found = {version.url for id_ in ids if (version := tx.get_version(id_))}
    store.close()
    return found


def test_pages_of_a_folder(run: Run, tmp_path: Path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE.format(link=LINK), encoding="utf-8")
    other = PAGE.format(link=LINK.replace("port", "other")).replace("spring", "autumn")
    (folder / "b.html.gz").write_bytes(gzip.compress(other.encode(), mtime=0))
    (folder / "empty.html").write_bytes(b"")
    ended = run("import", folder)
    assert ended.status == 0
    assert "2 articles (2 new)" in ended.out
    assert "1 bad rows" in ended.out
    assert "empty.html:1" in ended.err
    assert urls(tmp_path / "data") == {
        "https://harbour.example/port",
        "https://harbour.example/other",
    }


def test_a_page_without_an_address_needs_a_prefix(run: Run, tmp_path: Path):
    page = tmp_path / "river.html"
    page.write_text(PAGE.format(link=""), encoding="utf-8")
    assert "does not say its address" in run("import", page).err
    ended = run("import", "--url-prefix", "https://kept.example/", "--again", page)
    assert "1 articles (1 new)" in ended.out
    assert urls(tmp_path / "data") == {"https://kept.example/river"}
