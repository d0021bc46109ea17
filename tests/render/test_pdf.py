"""The printed book as a file: its pages against the TEI, what is inside it, the same
every time, whole or not there."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from edition.check.pdf import check_pdf
from edition.check.pdf.conformance import archive_faults
from edition.check.pdf.leaves import read_leaves
from edition.render.pdf import (
    PdfBook,
    composer,
    crossrefs,
    finding,
    joints,
    matter,
    pressing,
    print_book,
    render_pdf,
    runs,
    styles,
)
from edition.render.pdf.joints import Joint
from edition.render.pdf.press import Assets
from edition.render.printing import Printing
from edition.report import Unusable
from tests.render.conftest import FIXTURE

Write = Callable[[str], Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PdfBook]:
    out = tmp_path_factory.mktemp("pdf") / "fixture.pdf"
    return out, print_book(FIXTURE, out)


@pytest.fixture(scope="module")
def pages(made: tuple[Path, PdfBook]) -> dict[str, str]:
    return read_pages(made[0])


def read_pages(path: Path) -> dict[str, str]:
    """The label of each page → its text, without line breaks."""
    document = pypdfium2.PdfDocument(path)
    texts = {
        document.get_page_label(n): re.sub(r"[\s\u2060]", "", document[n].get_textpage().get_text_range())
        for n in range(len(document))
    }
    document.close()
    return texts


def text_pages(pages: dict[str, str]) -> dict[str, str]:
    """The pages of the body: arabic folios, before the back matter."""
    end = next(int(label) for label, text in pages.items() if label.isdigit() and "校改一览" in text)
    return {label: text for label, text in pages.items() if label.isdigit() and int(label) < end}


def document(paragraphs: str) -> str:
    return f'<body><div type="document" xml:id="d"><head type="main">电</head>{paragraphs}</div></body>'


def test_nothing_is_amiss(made: tuple[Path, PdfBook]) -> None:
    out, book = made
    assert book.diagnostics == ()
    assert check_pdf(out, FIXTURE) == []


def test_the_same_tei_gives_the_same_bytes(made: tuple[Path, PdfBook], tmp_path: Path) -> None:
    assert render_pdf(FIXTURE, tmp_path / "again.pdf") == []
    assert (tmp_path / "again.pdf").read_bytes() == made[0].read_bytes()


def test_the_front_has_roman_folios_and_the_text_begins_at_one(pages: dict[str, str]) -> None:
    labels = list(pages)
    front = labels.index("1")
    assert front % 2 == 0 and labels[:4] == ["i", "ii", "iii", "iv"]
    assert labels[front:] == [str(n) for n in range(1, len(labels) - front + 1)]
    assert pages["i"] == "北海文书" and pages["v"].startswith("目录")


def test_contents_name_the_pages_on_which_documents_begin(pages: dict[str, str]) -> None:
    listed = re.search(r"谈话纪录：关于泊位与灯油（1931年5月11日）·*(\d+)", pages["v"])
    assert listed and "林远山与彼捷林谈话纪录：关于泊位与灯油（1931年5月11日）" in pages[listed[1]]


def test_the_index_names_every_page_with_the_name(pages: dict[str, str]) -> None:
    index = next(text for text in pages.values() if "条目依汉语拼音为序" in text)
    entry = re.search(
        r"灯塔礁([\d、—注]+)", next(t for t in pages.values() if "地名索引" in t and "B" in t and "北海港" in t)
    )
    assert entry
    named = {int(n) for n in re.findall(r"\d+", entry[1])}
    assert named and named <= {int(label) for label, text in text_pages(pages).items() if "灯塔礁" in text}
    assert re.search("渔夫见林远山", index)


def test_notes_count_from_the_first_on_every_page(pages: dict[str, str]) -> None:
    numbered = [text for text in text_pages(pages).values() if "①" in text]
    assert len(numbered) >= 2 and all(text.count("①") >= 2 for text in numbered)


def test_the_apparatus_runs_on_above_the_notes(write_tei: Write, tmp_path: Path) -> None:
    variants = "".join(
        f"第{n}件，{f'<note>注{n}。</note>' if n < 3 else ''}<app><lem>来</lem><rdg>去{n}</rdg></app>电。"
        for n in range(1, 31)
    )
    tei = write_tei(document(f"<p>{variants}</p>"))
    assert render_pdf(tei, tmp_path / "x.pdf") == []
    assert check_pdf(tmp_path / "x.pdf", tei) == []
    text = "".join(read_pages(tmp_path / "x.pdf").values())
    assert "ⓐ来］去1ⓑ来］去2ⓒ来］去3" in text and "去30①注1。②注2。" in text
    assert "ⓩ来］去26Ⓐ来］去27" in text


@pytest.mark.parametrize(
    "small",
    [
        "<note type='distribution'><list><head>送：</head><item>海署{}</item></list></note>",
        "<note type='citation'>选自《海署档》第3页{}</note>",
        "<table><row><cell>海署{}</cell><cell>北海</cell></row></table>",
    ],
)
def test_a_call_is_smaller_than_small_type_as_well(small: str, write_tei: Write, tmp_path: Path) -> None:
    said = small.format("<note>注一。</note><choice><sic>(</sic><corr>（</corr></choice>")
    tei = write_tei(document(f"<p>来电。</p>{said}"))
    assert render_pdf(tei, tmp_path / "x.pdf") == []
    assert "①ⓐ" in {leaf.calls for leaf in read_leaves(tmp_path / "x.pdf")}


def test_a_second_call_names_the_page_of_the_note(pages: dict[str, str]) -> None:
    again = [text for text in pages.values() if re.search(r"同第\d+页注①|同注①", text)]
    (where,) = {found[1] for text in again for found in re.finditer(r"同第(\d+)页注①", text)} or {""}
    assert again and (not where or "薪饷册今存" in pages[where])


@pytest.mark.parametrize("paragraphs", [22, 23, 24])
def test_the_label_of_a_section_stays_with_its_title(paragraphs: int, write_tei: Write, tmp_path: Path) -> None:
    text = f"<p>{'海署来电，称灯塔礁有人守望。' * 60}</p>"
    tei = write_tei(
        "<body><div type='document'><head>甲</head>"
        + "<p>海。</p>" * paragraphs
        + "</div><div type='section'><head type='label'>第一章</head><head type='main'>灯塔之争</head>"
        + f"<div type='document'><head>乙</head>{text}</div></div></body>"
    )
    assert render_pdf(tei, tmp_path / "x.pdf") == []
    pages = read_pages(tmp_path / "x.pdf")
    (page,) = [text for label, text in pages.items() if label.isdigit() and "第一章" in text]
    assert "第一章灯塔之争" in page


def test_running_heads_name_section_and_document(pages: dict[str, str]) -> None:
    heads = {
        int(label) % 2: text
        for label, text in text_pages(pages).items()
        if "来电收悉" in text or "колокол" in text
    }
    assert re.search(r"灯塔之争\d$", heads[0]) and re.search(r"(灯塔之争|1931年4月2日)\d$", heads[1])


def test_page_beginnings_are_blocks_in_reading_order(made: tuple[Path, PdfBook], pages: dict[str, str]) -> None:
    labels = {start.block: start.label for start in made[1].pages}
    numbers = [int(label) for label in labels.values()]
    assert numbers == sorted(set(numbers))
    assert "北海港开埠" in pages[labels["yi-article"]]


def test_what_an_archive_asks_for(made: tuple[Path, PdfBook]) -> None:
    with pikepdf.open(made[0]) as file:
        with file.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["dc:title"] == "北海文书"
        root: Any = file.Root
        assert str(root.Lang) == "zh-Hans" and bool(root.MarkInfo.Marked) and "/StructTreeRoot" in root
        assert file.attachments["fixture.xml"].get_file().read_bytes() == FIXTURE.read_bytes()
        assert str(root.AF[0].AFRelationship) == "/Source"
        with file.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert (
            titles[:3] == ["书名页", "目录", "编辑说明"]
            and titles[-1] == "版本记录"
            and "北海文书原编" in titles
        )
        fonts = {str(f.BaseFont) for p in file.pages for _, f in p.obj.Resources.Font.items()}
        assert {name.partition("+")[2] for name in fonts} <= {
            "Noto-Serif-CJK-SC",
            "Noto-Serif-CJK-SC-Bold",
            "Noto-Sans-CJK-SC",
        }
        width, height = (round(float(v) / 72 * 25.4) for v in file.pages[0].mediabox[2:])
        assert (width, height) == (170, 240)


@pytest.mark.parametrize(
    ("sign", "meaning"),
    [
        ("［见第", "所提到的文件在本书"),
        ("页］", "所提到的文件在本书"),
        ("字†", "所提到的文件，本书未收"),
        ("〈字〉", "底本衍出的文字"),
        ("字①", "注释，在页脚"),
    ],
)
def test_a_sign_stands_in_one_line_with_what_it_means(
    sign: str, meaning: str, made: tuple[Path, PdfBook]
) -> None:
    with pypdfium2.PdfDocument(made[0]) as document:
        texts = (page.get_textpage() for page in document)
        text = next(text for text in texts if "符号" in text.get_text_range())
        found = [text.search(words).get_next() for words in (sign, meaning)]
        bottoms = [text.get_charbox(at[0])[1] for at in found if at is not None]
    assert bottoms == [pytest.approx(bottoms[0], abs=3)] * 2


def test_links_lead_both_ways(made: tuple[Path, PdfBook]) -> None:
    with pikepdf.open(made[0]) as file:
        targets = [str(a.Dest) for p in file.pages for a in p.obj.get("/Annots", []) if "/Dest" in a]
        names: Any = file.Root.Names.Dests.Names
        known = {str(names[n]) for n in range(0, len(names), 2)}
    assert {"jia-1931-04-02-n1", "jia-1931-04-02-n1.call", "app-1", "app-1.call", "jia-1931-05-11"} <= set(
        targets
    )
    assert set(targets) <= known


def test_a_long_note_runs_over_pages(write_tei: Write, tmp_path: Path) -> None:
    note = "".join(f"第{n}句说明钟的来历，兼及铭文、重量与铸造年月，并录旁证“若干”。" for n in range(110))
    tei = write_tei(
        document(f"<p>{'海署来电，称灯塔礁有人守望。' * 30}<note>{note}</note>{'往来函电凡十余通。' * 60}</p>")
    )
    assert render_pdf(tei, tmp_path / "x.pdf") == []
    assert check_pdf(tmp_path / "x.pdf", tei) == []
    pages = read_pages(tmp_path / "x.pdf")
    assert sum("旁证“若干”" in text for text in pages.values()) >= 3


def test_many_notes_on_a_page_stay_with_their_calls(write_tei: Write, tmp_path: Path) -> None:
    notes = "".join(
        f"<p>第{n}次来电，<note>注文{n}：{'见港务旧档。' * (n % 7 + 1)}</note>均已照办。</p>" for n in range(90)
    )
    tei = write_tei(document(notes))
    assert render_pdf(tei, tmp_path / "x.pdf") == []
    assert check_pdf(tmp_path / "x.pdf", tei) == []


def test_a_missing_face_is_named_and_nothing_is_written(
    write_tei: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = styles.style_sheet("print.css").replace('--sans: "Noto Sans CJK SC"', '--sans: "No Such Face"')
    monkeypatch.setattr(styles, "style_sheet", lambda name: sheet)
    found = render_pdf(write_tei(document("<p>海。</p><note type='secrecy'>密</note>")), tmp_path / "x.pdf")
    assert [(d.code, d.message) for d in found if d.code == "X040"] == [
        ("X040", "the face No Such Face is not installed")
    ]
    assert not (tmp_path / "x.pdf").exists()


def test_a_character_without_a_glyph_is_named_with_its_place_and_spelt_out(
    write_tei: Write, tmp_path: Path
) -> None:
    tei = write_tei(document("<p>海\ue123署来电<note>注\ue123，有疑。</note>。</p>"))
    (found,) = render_pdf(tei, tmp_path / "x.pdf")
    assert (found.code, found.line, found.severity) == ("X041", 3, "warning") and "［U+E123］" in found.message
    text = "".join(read_pages(tmp_path / "x.pdf").values())
    assert "海［U+E123］署来电" in text and "注［U+E123］，有疑。" in text
    assert check_pdf(tmp_path / "x.pdf", tei) == []
    tei.write_text(tei.read_text("utf-8").replace("\ue123", "\ue124"), "utf-8")
    assert codes(tmp_path / "x.pdf", tei) == {"X052"}


def test_a_cross_reference_says_its_page_once_and_right(write_tei: Write, tmp_path: Path) -> None:
    filling = f"<p>{'海署来电，称灯塔礁有人守望。' * 140}</p>"
    refer = "<p>见<ref target='#{0}'>前电</ref>与<ref target='#{0}'>前电</ref>，收悉<note>见<ref target='#{0}'>前电</ref>。</note>。</p>"
    one, two = (
        f'<div type="document" xml:id="{name}"><head type="main">{name}</head>{body}</div>'
        for name, body in (("d", filling + refer.format("e") + filling), ("e", refer.format("d") + filling))
    )
    tei = write_tei(f"<body>{one}{two}</body>")
    assert render_pdf(tei, tmp_path / "x.pdf") == []
    assert check_pdf(tmp_path / "x.pdf", tei) == []
    pages = read_pages(tmp_path / "x.pdf")
    said = [found for text in pages.values() for found in re.findall(r"前电［见第(\d+)页］", text)]
    assert len(said) == 2 and "来电" in pages[said[1]] and "收悉" in pages[said[0]]


def test_a_message_that_is_quoted_right_below_has_no_page(write_tei: Write, tmp_path: Path) -> None:
    quoted = "<floatingText xml:id='f1' type='message'><body><p>“粮船已到。”</p></body></floatingText>"
    above, below = "<p>转上<ref target='#f1'>来信</ref>：</p>", "<p>另见<ref target='#f1'>该信</ref>。</p>"
    tei = write_tei(document(f"{above}{quoted}{below}"))
    assert render_pdf(tei, tmp_path / "x.pdf") == []
    assert check_pdf(tmp_path / "x.pdf", tei) == []
    text = "".join(read_pages(tmp_path / "x.pdf").values())
    assert "转上来信：" in text and "另见该信［见本页上文］。" in text


def test_a_cross_reference_to_the_same_page_says_where(write_tei: Write, tmp_path: Path) -> None:
    tei = write_tei(document("<p xml:id='p1'>来电收悉。</p><p>见<ref target='#p1'>前电</ref>。</p>"))
    assert render_pdf(tei, tmp_path / "x.pdf") == []
    assert check_pdf(tmp_path / "x.pdf", tei) == []
    assert any("见前电［见本页上文］。" in text for text in read_pages(tmp_path / "x.pdf").values())


def test_a_wrong_number_in_a_cross_reference_is_seen(
    write_tei: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filling = f"<p>{'海署来电，称灯塔礁有人守望。' * 60}</p>"
    tei = write_tei(document(f"<p xml:id='p1'>来电收悉。</p>{filling}<p>见<ref target='#p1'>前电</ref>。</p>"))
    monkeypatch.setitem(crossrefs.WORDS, "data-page", "［见第1{}页］")
    render_pdf(tei, tmp_path / "x.pdf")
    assert codes(tmp_path / "x.pdf", tei) == {"X057"}


def test_apparatus_and_notes_are_bands_with_a_rule_each(write_tei: Write, tmp_path: Path) -> None:
    tei = write_tei(
        document(
            "<p>第一件<note>注一。</note>，<app><lem>来</lem><rdg>去</rdg></app>电<note>注二。</note>。</p>"
        )
    )
    assert render_pdf(tei, tmp_path / "x.pdf") == []
    assert check_pdf(tmp_path / "x.pdf", tei) == []
    page = next(leaf for leaf in read_leaves(tmp_path / "x.pdf") if leaf.label == "3")
    entry, first, second = (
        next(line for line in page.lines if line.text.startswith(m)) for m in ("ⓐ", "①注", "②注")
    )
    assert entry.base - first.base > first.base - second.base + 8


ANOTHER = """
import sys
from pathlib import Path
from edition.render.pdf.weasy import version
version.KNOWN = "69.0"
from edition.render.pdf import render_pdf
print(*(problem.code for problem in render_pdf(Path(sys.argv[1]), Path(sys.argv[2])) if problem.severity == "error"))
"""


def test_another_weasyprint_sets_a_plain_book(write_tei: Write, tmp_path: Path) -> None:
    """In a process of its own, where nothing of the private side has ever been imported."""
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER, str(FIXTURE), str(tmp_path / "x.pdf")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []
    pages = read_pages(tmp_path / "x.pdf")
    assert any("来电收悉" in text for text in pages.values())
    with pikepdf.open(tmp_path / "x.pdf") as file:
        links = [a for p in file.pages for a in p.obj.get("/Annots", []) if "/Dest" in a]
    assert len(links) > 20


def test_files_outside_and_the_network_are_out_of_reach(tmp_path: Path) -> None:
    inside = tmp_path / "styles"
    inside.mkdir()
    (inside / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    assets = Assets(inside)
    assert assets((inside / "a.txt").as_uri()).read() == b"a"
    for url in (
        (tmp_path / "b.txt").as_uri(),
        f"{inside.as_uri()}/../b.txt",
        "https://example.org/",
        "ftp://x/y",
    ):
        with pytest.raises(ValueError, match="own files"):
            assets(url)


def test_what_is_no_tei_is_said_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<p>")
    with pytest.raises(Unusable, match="X010"):
        render_pdf(tmp_path / "x.xml", tmp_path / "x.pdf")


def test_a_folder_that_is_not_there_is_named(write_tei: Write, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="X002"):
        render_pdf(write_tei(document("<p>海。</p>")), tmp_path / "no" / "x.pdf")


def test_a_fault_of_the_style_sheet_is_told(
    write_tei: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = styles.style_sheet("print.css") + "p { colour: red }"
    monkeypatch.setattr(styles, "style_sheet", lambda name: sheet)
    found = render_pdf(write_tei(document("<p>海。</p>")), tmp_path / "x.pdf")
    assert [d.code for d in found] == ["X043"] and "colour" in found[0].message


# -- the checks see what they are for --------------------------------------------------------------------------


def codes(out: Path, tei: Path) -> set[str]:
    return {d.code for d in check_pdf(out, tei)}


def test_lost_words_are_seen(made: tuple[Path, PdfBook], tmp_path: Path) -> None:
    for old, new in (
        ("不应视为无主之地", "不应视为他人之地"),
        ("原文此处用俄语", "原文此处用法语"),
        ("来电收悉", "来电"),
    ):
        tei = tmp_path / "tei.xml"
        tei.write_text(FIXTURE.read_text("utf-8").replace(old, new), "utf-8")
        assert "X052" in codes(made[0], tei)


def test_a_locator_to_another_page_than_that_of_the_name_is_seen(
    made: tuple[Path, PdfBook], tmp_path: Path
) -> None:
    with pikepdf.open(made[0]) as file:
        names = file.Root.Names.Dests.Names
        number = next(n for n, name in enumerate(names) if name == "jia-1931-05-11-p4.persname1")
        names[number + 1][0] = file.pages[0].obj
        file.save(tmp_path / "x.pdf")
    assert "X059" in codes(tmp_path / "x.pdf", FIXTURE)


def test_wrong_page_numbers_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    label = finding.Lookup.label
    monkeypatch.setattr(finding.Lookup, "label", lambda self, ident: str(int(label(self, ident) or 0) + 1))
    print_book(FIXTURE, tmp_path / "x.pdf")
    assert codes(tmp_path / "x.pdf", FIXTURE) == {"X057"}


def test_notes_that_do_not_count_from_the_first_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pressing, "number_notes", lambda *_: None)
    print_book(FIXTURE, tmp_path / "x.pdf")
    assert "X053" in codes(tmp_path / "x.pdf", FIXTURE)


def test_ragged_lines_are_seen(write_tei: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tei = write_tei(document("<p>" + "海署于1931年收到来电，称灯塔礁在港外，由船户守望。" * 60 + "</p>"))
    with monkeypatch.context() as patch:
        patch.setattr(composer.Composer, "justify_line", lambda *_: None)
        render_pdf(tei, tmp_path / "x.pdf")
    assert codes(tmp_path / "x.pdf", tei) == {"X055"}


def test_a_face_that_is_not_embedded_is_seen(made: tuple[Path, PdfBook], tmp_path: Path) -> None:
    with pikepdf.open(made[0]) as file:
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item:
                del item["/FontFile3"]
        file.save(tmp_path / "x.pdf")
    assert "X051" in codes(tmp_path / "x.pdf", FIXTURE)


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("/OutputIntents", "no output intent names the colours"),
        ("/MarkInfo", "it is not tagged"),
        ("/StructTreeRoot", "it is not tagged"),
        ("/AF", "the TEI that it was made from is not in it"),
    ],
)
def test_what_an_archive_lacks_is_seen(made: tuple[Path, PdfBook], key: str, fault: str) -> None:
    with pikepdf.open(made[0]) as file:
        assert list(archive_faults(file)) == []
        del file.Root[key]
        assert list(archive_faults(file)) == [fault]


def test_a_locked_file_is_seen(made: tuple[Path, PdfBook], tmp_path: Path) -> None:
    with pikepdf.open(made[0]) as file:
        file.save(tmp_path / "x.pdf", encryption=pikepdf.Encryption(owner="x", user=""))
    with pikepdf.open(tmp_path / "x.pdf") as file:
        assert list(archive_faults(file)) == ["it is encrypted"]


def test_what_breaks_the_claimed_standard_is_seen(made: tuple[Path, PdfBook], tmp_path: Path) -> None:
    with pikepdf.open(made[0]) as file:
        del file.Root["/OutputIntents"]
        file.save(tmp_path / "x.pdf")
    found = [d for d in check_pdf(tmp_path / "x.pdf", FIXTURE) if d.code == "X058"]
    assert found and all("PDFA3A" in d.message for d in found)


def test_a_file_that_claims_no_standard_is_seen(made: tuple[Path, PdfBook], tmp_path: Path) -> None:
    with pikepdf.open(made[0]) as file:
        del file.Root["/Metadata"]
        file.save(tmp_path / "x.pdf")
    assert "X058" in codes(tmp_path / "x.pdf", FIXTURE)


def test_a_mark_at_the_wrong_end_of_a_line_is_seen(
    write_tei: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tei = write_tei(document("<p>" + "海署收到来电，称灯塔礁在港外，由船户守望。" * 60 + "</p>"))
    with monkeypatch.context() as patch:
        patch.setattr(joints, "join", lambda left, right: Joint(0.0, True, 0.0))
        patch.setattr(runs, "CLOSING", frozenset())
        render_pdf(tei, tmp_path / "x.pdf")
    assert "X054" in codes(tmp_path / "x.pdf", tei)


def test_what_leaves_the_type_area_is_seen(write_tei: Write, tmp_path: Path) -> None:
    line = "海署收到来电，称灯塔礁在港外，由船户守望。"
    tei = write_tei(document(f"<p>{line * 60}</p><p rend='wide'>往来函电</p><p>{line * 60}</p>"))
    style = "p.wide { text-indent: 33em; white-space: nowrap; }"
    assert print_book(tei, tmp_path / "x.pdf", printing=Printing(style=style)).diagnostics == ()
    assert "X056" in codes(tmp_path / "x.pdf", tei)


def test_a_wrong_number_in_the_contents_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = matter.list_contents
    monkeypatch.setattr(
        matter, "list_contents", lambda book, label: stock(book, lambda ident: str(int(label(ident)) + 1))
    )
    print_book(FIXTURE, tmp_path / "x.pdf")
    assert codes(tmp_path / "x.pdf", FIXTURE) == {"X057"}


def test_an_index_that_is_not_that_of_the_pages_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = finding.locators
    monkeypatch.setattr(finding, "locators", lambda places: stock(places)[:-1] or stock(places))
    print_book(FIXTURE, tmp_path / "x.pdf")
    found = check_pdf(tmp_path / "x.pdf", FIXTURE)
    assert {d.code for d in found} == {"X060"}
    assert "林远山" in " ".join(d.message for d in found)


def test_a_heading_that_the_index_lacks_is_seen(made: tuple[Path, PdfBook], tmp_path: Path) -> None:
    tei = tmp_path / "tei.xml"
    tei.write_text(
        FIXTURE.read_text("utf-8").replace('type="main">林远山<', 'type="main">林近水<'),
        "utf-8",
    )
    assert tei.read_text("utf-8") != FIXTURE.read_text("utf-8")
    assert codes(made[0], tei) == {"X060"}


def test_a_link_that_leads_nowhere_is_seen(made: tuple[Path, PdfBook], tmp_path: Path) -> None:
    with pikepdf.open(made[0]) as file:
        names = file.Root.Names.Dests.Names
        names[0] = pikepdf.String("nowhere")
        file.save(tmp_path / "x.pdf")
    found = check_pdf(tmp_path / "x.pdf", FIXTURE)
    assert "X061" in {d.code for d in found}


def test_what_is_no_pdf_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no")
    assert [d.code for d in check_pdf(tmp_path / "x.pdf", FIXTURE)] == ["X050"]
