"""Nothing outside the corpus is read and no network is touched, whatever a text,
a table or a TEI file asks for.

The proof is the system's own record: strace writes down every file that a build or a rendering opens and every
address it calls. Beside the corpus lies a file that everything in it points to, and that must never be opened.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import ROOT

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>书信</title></titleStmt><publicationStmt><p>无</p></publicationStmt>"
    "<sourceDesc><p>无</p></sourceDesc></fileDesc></teiHeader>"
)
GREEDY = """<?xml version="1.0"?>
<?xml-stylesheet href="file://{outside}"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">{header}<text><body>
<div type="document"><head>信</head><p>前<xi:include href="../outside.txt" parse="text"/>后</p>
<div><p>前</p><xi:include href="file://{outside}" parse="text"><xi:fallback><p>无</p></xi:fallback></xi:include></div>
<figure><graphic url="plate.png"/><graphic url="../outside.txt"/><graphic url="file://{outside}"/><graphic url="http://127.0.0.1:9/p.png"/>
<head>图</head></figure>
<p rend="background:url(file://{outside})" style="background:url(http://127.0.0.1:9/)">看
<ref target="file://{outside}">此</ref>，<ref target="javascript:alert(1)">彼</ref>，<ref target="http://127.0.0.1:9/">网</ref>。</p>
</div></body></text></TEI>
"""
SHEET = """@import "http://127.0.0.1:9/a.css"; @import url(file://{outside}); @import url(../outside.txt);
@font-face {{ font-family: Greedy; src: url(http://127.0.0.1:9/a.woff), url(file://{outside}) }}
body {{ background: url(http://127.0.0.1:9/p.png) }}
h1, h2 {{ background: url(file://{outside}) }} p {{ list-style-image: url(../outside.txt) }}
p::before {{ content: url(http:p.png) url(//127.0.0.1:9/p.png) url(../outside.txt) }}
"""
OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]+)"[^=]*= \d+')
CALLED = re.compile(r"(?:connect|sendto|bind)\(.*AF_INET")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """The file that nobody may open."""
    path = tmp_path / "outside.txt"
    path.write_text("绝密之件\n", "utf-8")
    return path


def record(tmp_path: Path, *arguments: object) -> tuple[subprocess.CompletedProcess[str], str]:
    """The command, run as a user runs it → how it ended, and what the system noted of files and addresses."""
    notes = tmp_path / "notes"
    notes.mkdir()
    # A record for each process: in a common one a call that another process interrupts stands in two halves.
    command = ["strace", "-ff", "-s", "400", "-e", "trace=openat,open,connect,sendto,bind", "-o", f"{notes}/of"]
    done = subprocess.run(
        [*command, sys.executable, "-m", "edition", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    noted = "".join(record.read_text("utf-8", "replace") for record in sorted(notes.iterdir()))
    assert len(noted) > 10_000, done.stderr
    return done, noted


def demand_closed(notes: str, *allowed: Path) -> None:
    """No address was called; of the files below the test's folder only the allowed ones were opened."""
    assert not CALLED.search(notes)
    opened = {Path(name) for name in OPENED.findall(notes)}
    home = allowed[0].parent
    strange = [p for p in opened if p.is_relative_to(home) and not any(p.is_relative_to(a) for a in allowed)]
    assert not strange
    assert any(path.is_relative_to(allowed[0]) for path in opened), (
        "the record shows not even what was asked for"
    )


def test_a_tei_file_and_a_style_sheet_reach_nothing_outside(tmp_path: Path, outside: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    Image.new("L", (40, 40)).save(folder / "plate.png")
    (folder / "letter.xml").write_text(GREEDY.format(outside=outside, header=HEADER), "utf-8")
    (folder / "house.css").write_text(SHEET.format(outside=outside), "utf-8")
    style = ("--style", folder / "house.css")
    done, notes = record(tmp_path, "render", folder / "letter.xml", *style, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    demand_closed(notes, folder, tmp_path / "out")
    assert {"plate.png", "house.css"} <= {Path(name).name for name in OPENED.findall(notes)}
    assert "X038" in done.stdout + done.stderr
    for book in (tmp_path / "out").iterdir():
        assert "绝密".encode() not in book.read_bytes()


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE TEI SYSTEM "file://{outside}">',
        '<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd">',
        '<!DOCTYPE TEI [<!ENTITY % p SYSTEM "file://{outside}"> %p;]>',
        '<!DOCTYPE TEI [<!ENTITY s SYSTEM "file://{outside}"><!ENTITY n SYSTEM "http://127.0.0.1:9/">]>',
    ],
)
@pytest.mark.parametrize("command", ["render", "validate"])
def test_entities_and_document_types_reach_nothing_outside(
    tmp_path: Path, outside: Path, doctype: str, command: str
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    entities = "&s;&n;" if "ENTITY s" in doctype else ""
    (folder / "letter.xml").write_text(
        doctype.format(outside=outside)
        + f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body><p>前{entities}后</p></body></text></TEI>',
        "utf-8",
    )
    out = ["--out", tmp_path / "out", "--only", "epub"] if command == "render" else []
    done, notes = record(tmp_path, command, folder / "letter.xml", *out)
    assert "Traceback" not in done.stderr
    assert "绝密" not in done.stdout + done.stderr
    demand_closed(notes, folder, tmp_path / "out")


def test_a_corpus_reaches_nothing_outside(tmp_path: Path, outside: Path) -> None:
    """Addresses in the text, in titles and in the prose of edition.toml are words, not orders."""
    corpus = tmp_path / "corpus"
    (corpus / "texts").mkdir(parents=True)
    (corpus / "sources").mkdir()
    text = f"甲致乙电\n来电见 file://{outside} 与 http://127.0.0.1:9/ ，<img src='{outside}'/>。\n".encode()
    (corpus / "texts" / "a.txt").write_bytes(text)
    (corpus / "sources" / "a.toml").write_text('inherit = "plain"\n', "utf-8")
    (corpus / "edition.toml").write_text(
        f'[edition]\nid = "small"\ntitle = "<img src=\\"file://{outside}\\"/>"\nintroduction = "<xi:include href=\'{outside}\'/>"\n\n'
        '[[source]]\nid = "a"\nsiglum = "A"\ntitle = "甲"\nfile = "a.txt"\n'
        f'sha256 = "{sha256(text).hexdigest()}"\nprofile = "sources/a.toml"\n',
        "utf-8",
    )
    done, notes = record(tmp_path, "build", corpus, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    demand_closed(notes, corpus, tmp_path / "out")


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/hostname", "sources/../../outside.txt", "..\\outside.txt"]
)
@pytest.mark.parametrize("key", ["profile", "file"])
def test_a_path_that_leads_out_of_the_corpus_is_refused(
    tmp_path: Path, outside: Path, key: str, path: str
) -> None:
    from edition.config import load_corpus
    from edition.report import Unusable

    row = {"id": "a", "siglum": "A", "title": "甲", "file": "a.txt", "sha256": "0" * 64, "profile": "a.toml"}
    lines = [f"{name} = '{value}'" for name, value in {**row, key: path}.items()]
    (tmp_path / "edition.toml").write_text(
        '[edition]\nid = "small"\ntitle = "书"\n[[source]]\n' + "\n".join(lines), "utf-8"
    )
    with pytest.raises(Unusable, match="inside the corpus folder"):
        load_corpus(tmp_path)
