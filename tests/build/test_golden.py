"""Golden pages: where a picture is the truth. Look at the new pictures after `pytest --accept`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from edition.render.pdf import print_book
from edition.render.printing import Printing
from tests.build.conftest import Edition
from tests.render.conftest import FIXTURE

GOLDEN = Path(__file__).parents[1] / "golden"
SCALE = 1.25
"""Pixels to the point: 90 dpi."""
TOLERANCE = 3.0
"""Mean difference in grey levels (0–255) that another rasteriser's smoothing may make."""

Shows = Callable[[str], bool]

SAMPLE: dict[str, Shows] = {
    "title-page": lambda text: text.startswith("中苏往来文书提要一九四五年"),
    "contents": lambda text: text.startswith("目录"),
    "document": lambda text: "①" in text and "急电" in text and "同上" in text,
    "apparatus": lambda text: all(text.count(mark) >= 2 for mark in "ⓐⓑ①"),
    "appendix-head": lambda text: "附录二" in text and "附件一" in text and "附件二" in text,
    "plate": lambda text: text.startswith("谈判三年鸭绿江上的断桥"),
    "interventions": lambda text: text.startswith("校改一览"),
    "chronology": lambda text: text.startswith("编年索引"),
    "index": lambda text: text.startswith("人名索引"),
    "glossary": lambda text: text.startswith("化名与别名"),
}

FIXED: dict[str, tuple[Printing, Shows]] = {
    "message-study-copy": (Printing("a4", crop=True), lambda text: "海署诸公" in text),
    "long-note-begins": (Printing("a5"), lambda text: "①此注甚长" in text),
    "long-note-goes-on": (Printing("a5"), lambda text: "此注至此方止" in text and "①此注甚长" not in text),
    "recipients": (Printing("16k"), lambda text: "分送：" in text),
}
"""Pages that the sample has no text for, and formats: of a small book, with a note over several
pages and a list of recipients."""

LONG_NOTE = (
    f"<note>此注甚长。{'灯塔礁在北海港外，潮来没顶，历年由船户守望，册籍俱在。' * 80}此注至此方止。</note>"
)
RECIPIENTS = f"""<note type="distribution"><list><head>分送：</head>{"".join(f"<item>{name}、</item>" for name in ("林远山", "曾伯言", "彼捷林", "海署", "港务局", "陆署", "船户公所", "盐运司", "税关", "邮局") * 2)}<item>存卷</item></list></note>"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Printing], Path]:
    folder = tmp_path_factory.mktemp("small")
    text = FIXTURE.read_text("utf-8")
    start = text.index('<p xml:id="jia-1931-04-02-p3"')
    at = text.index("</p>", start)
    (folder / "tei.xml").write_text(f"{text[:at]}{LONG_NOTE}</p>{RECIPIENTS}{text[at + 4 :]}", "utf-8")

    def printed(printing: Printing) -> Path:
        out = folder / f"{printing.page}.pdf"
        if not out.exists():
            assert print_book(folder / "tei.xml", out, printing=printing).diagnostics == ()
        return out

    return printed


def compare(name: str, pdf: Path, shows: Shows, accept: bool, tmp_path: Path) -> None:
    """The first page that shows what it is for looks as it was accepted."""
    document = pypdfium2.PdfDocument(pdf)
    texts = ("".join(document[n].get_textpage().get_text_bounded().split()) for n in range(len(document)))
    number = next(n for n, text in enumerate(texts) if shows(text))
    made = document[number].render(scale=SCALE).to_pil().convert("L")
    golden = GOLDEN / f"{name}.png"
    if accept:
        GOLDEN.mkdir(exist_ok=True)
        made.quantize(16).save(golden, optimize=True)
    wanted = Image.open(golden).convert("L")
    assert made.size == wanted.size
    difference = ImageStat.Stat(ImageChops.difference(made, wanted)).mean[0]
    if difference > TOLERANCE:
        made.save(tmp_path / f"{name}.png")
    assert difference <= TOLERANCE, f"page {number + 1} differs: see {tmp_path / name}.png"


@pytest.mark.parametrize("name", SAMPLE)
def test_page_of_the_sample_looks_as_accepted(name: str, sample: Edition, accept: bool, tmp_path: Path) -> None:
    compare(name, sample.out / "edition.pdf", SAMPLE[name], accept, tmp_path)


@pytest.mark.parametrize("name", FIXED)
def test_page_of_a_small_book_looks_as_accepted(
    name: str, small: Callable[[Printing], Path], accept: bool, tmp_path: Path
) -> None:
    printing, shows = FIXED[name]
    compare(name, small(printing), shows, accept, tmp_path)


def test_another_page_is_seen(sample: Edition, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="differs"):
        compare("index", sample.out / "edition.pdf", SAMPLE["glossary"], False, tmp_path)
