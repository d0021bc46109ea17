"""Large editions as others make them, invented from a few words: how long they take, how
much memory, how much is lost.

    python -m tests.bench.others [diplomatic|buddhist] [MEGABYTES] [epub|pdf|epub,pdf]

A volume of diplomatic documents in English (documents with dateline, notes, persons, tables), and a Buddhist
text in Chinese with an apparatus by anchors, described characters and elements of a namespace of its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.foreign.reading import epub_text, lost, pdf_text

ENGLISH = [
    "the",
    "harbour",
    "commission",
    "considered",
    "that",
    "no",
    "agreement",
    "concerning",
    "pilotage",
    "could",
    "be",
    "concluded",
    "before",
    "the",
    "ministers",
    "had",
    "returned",
    "from",
    "the",
    "conference",
    "and",
    "that",
    "any",
    "statement",
    "upon",
    "the",
    "subject",
    "would",
    "be",
    "misunderstood",
    "abroad",
    "nevertheless",
    "the",
    "secretary",
    "was",
    "instructed",
    "to",
    "communicate",
    "privately",
    "with",
    "representatives",
    "of",
    "the",
    "navigation",
    "company",
    "whose",
    "correspondence",
    "had",
    "been",
    "received",
]
CHINESE = "渡口舟楫水陸往來問答云何名為彼岸心行無住念念相續譬如燈明照見諸物不增不減是故當知一切諸法"
HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title><editor>R. Ottery</editor></titleStmt><publicationStmt><p>none</p>"
    "</publicationStmt><sourceDesc><p>invented</p></sourceDesc></fileDesc>{more}</teiHeader>"
)


def sentence(chance: random.Random, words: int) -> str:
    """Some words as a sentence."""
    return " ".join(chance.choice(ENGLISH) for _ in range(words)).capitalize() + "."


def diplomatic(size: int, chance: random.Random) -> Iterator[str]:
    """A volume of about `size` characters."""
    people = range(1, 200)
    yield '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="volume" xml:lang="en">' + HEAD.format(
        title="Harbour Relations, Volume I", more=""
    )
    yield '<text><front><div type="section" subtype="preface" xml:id="preface"><head>Preface</head><p>Invented.</p></div>'
    yield '<div xml:id="persons"><head>Persons</head><list>'
    for n in people:
        yield f'<item><hi rend="strong"><persName xml:id="p_{n}">Person{n}, A. {chr(65 + n % 26)}.</persName></hi>, pilot</item>'
    yield '</list></div></front><body><div type="compilation" xml:id="comp1"><head>Pilotage</head>'
    written, number, note = 0, 0, 0
    while written < size:
        number += 1
        if number % 30 == 1:
            yield (
                "</div>" * (number > 1)
                + f'<div type="chapter" xml:id="ch{number}"><head>Chapter {number // 30 + 1}</head>'
            )
        day = f"{1950 + number % 3}-{number % 12 + 1:02}-{number % 27 + 1:02}"
        parts = [
            f'<pb facs="0{number:04}" n="{number}" xml:id="pg_{number}"/><div type="document" subtype="historical-document" n="{number}" xml:id="d{number}">',
            f'<head>{number}. Telegram From the Harbour Office to <persName corresp="#p_{number % 199 + 1}">Person{number % 199 + 1}</persName>'
            f'<note n="1" xml:id="d{number}fn1">Source: Harbour Archives, Box {number}. Drafted by <persName corresp="#p_3">Person3</persName>.</note></head>',
            f'<opener><dateline><placeName>Ferrybank</placeName>, <date when="{day}">{day}</date>.</dateline><salute>Sir:</salute></opener>',
        ]
        for paragraph in range(chance.randint(3, 9)):
            note += 1
            parts.append(
                f"<p>{paragraph + 1}. {sentence(chance, 40)} {sentence(chance, 30)}"
                f'<note n="{paragraph + 2}" xml:id="d{number}fn{paragraph + 2}">See <ref target="#d{max(1, number - 1)}">Document {max(1, number - 1)}</ref>. {sentence(chance, 12)}</note>'
                f' <gap reason="declassification"/> {sentence(chance, 25)}</p>'
            )
        if number % 10 == 0:
            parts.append(
                '<table rows="2" cols="2"><row role="label"><cell>Port</cell><cell>Ships</cell></row><row><cell>Bar</cell><cell>12</cell></row></table>'
            )
        parts.append("<closer><signed><hi rend='strong'>Pilot</hi></signed></closer></div>")
        text = "".join(parts)
        written += len(text)
        yield text
    yield "</div></div></body></text></TEI>"


def buddhist(size: int, chance: random.Random) -> Iterator[str]:
    """A text of about `size` characters."""
    chars = "".join(
        f'<char xml:id="CB{n:05}"><charProp><localName>composition</localName><value>[口*{CHINESE[n % 40]}]</value></charProp>'
        f'<charProp><localName>normalized form</localName><value>{CHINESE[n % 40]}</value></charProp><mapping type="PUA">U+F{n:04X}</mapping></char>'
        for n in range(300)
    )
    yield '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:cb="http://www.cbeta.org/ns/1.0" xml:id="X99n0002" xml:lang="zh-Hant">'
    more = f"<encodingDesc><charDecl>{chars}</charDecl></encodingDesc>"
    yield HEAD.format(title="彼岸渡口大論", more=more).replace(
        "<p>invented</p>",
        '<listWit><witness xml:id="w1">【宋】</witness><witness xml:id="w2">【元】</witness></listWit>',
    )
    yield "<text><body>"
    written, number, line = 0, 0, 0
    back: list[str] = []
    while written < size:
        juan = written * 20 // size + 1
        parts = [
            f'<milestone n="{juan}" unit="juan"/><cb:juan n="{juan:03}" fun="open"><cb:jhead>彼岸渡口大論卷第{juan}</cb:jhead></cb:juan>'
        ]
        parts.append(
            f'<cb:div type="pin"><cb:mulu level="1" type="品">渡口品{juan}</cb:mulu><head>渡口品第{juan}</head>'
        )
        for _ in range(60):
            number += 1
            line += 1
            words = "".join(chance.choice(CHINESE) for _ in range(120))
            parts.append(
                f'<p xml:id="p{number}"><lb n="{line:07}" ed="X"/>{words[:30]}，<anchor xml:id="beg{number:07}"/>{words[30:33]}<anchor xml:id="end{number:07}"/>{words[33:60]}。'
                f'<lb n="{line:07}b" ed="X"/>{words[60:90]}<g ref="#CB{number % 300:05}"/>{words[90:]}<anchor xml:id="nkr_{number:07}"/>。</p>'
            )
            if number % 7 == 0:
                parts.append(f'<lg type="verse"><l>{words[:5]}，</l><l>{words[5:10]}。</l></lg>')
            back.append(
                f'<app from="#beg{number:07}" to="#end{number:07}"><lem wit="#w1">{words[30:33]}</lem><rdg wit="#w2">{words[33:35]}</rdg></app>'
                f'<note n="{number:07}" type="orig" place="foot text" target="#nkr_{number:07}">{words[:4]}＝{words[4:8]}【元】</note>'
            )
        parts.append("</cb:div>")
        text = "".join(parts)
        written += len(text)
        yield text
    apps = "".join(row.partition("<note")[0] for row in back)
    notes = "".join("<note" + row.partition("<note")[2] for row in back)
    yield f'</body><back><cb:div type="apparatus"><head>校注</head><p>{apps}</p></cb:div><cb:div type="notes"><head>校注</head><p>{notes}</p></cb:div></back></text></TEI>'


def main(kind: str = "diplomatic", megabytes: str = "3", books: str = "epub,pdf") -> None:
    """Make one, render it by the command, and say what it took."""
    make = {"diplomatic": diplomatic, "buddhist": buddhist}[kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{kind}.xml"
        characters = int(float(megabytes) * 1e6 / (1 if kind == "diplomatic" else 1.6))
        path.write_text("".join(make(characters, random.Random(7))), "utf-8")
        print(f"{kind}: {path.stat().st_size / 1e6:.1f} MB")
        for book in books.split(","):
            before, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            out = Path(folder) / "out"
            command = [sys.executable, "-m", "edition", "render", path, "--only", book, "--out", out]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - cpu.ru_utime - cpu.ru_stime
            print(
                f"{book}: exit {done.returncode}, {time.perf_counter() - before:.1f} s, {seconds:.1f} s of processor, "
                f"{after.ru_maxrss // 1024} MB (largest process so far)"
            )
            print(done.stderr[:2000])
            made = out / f"{kind}.{book}"
            if made.is_file():
                missing = lost(path, epub_text(made) if book == "epub" else pdf_text(made))
                print(
                    f"   {made.stat().st_size / 1e6:.1f} MB; runs of text not found: {len(missing)} {missing[:5]}"
                )


if __name__ == "__main__":
    main(*sys.argv[1:])
