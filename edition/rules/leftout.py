"""What each recogniser leaves out, in a reader's words: the header of the TEI says so (normalization)."""

from __future__ import annotations

from collections.abc import Mapping

BLANKS = "各部分之间的空白"
"""What a recogniser leaves out that only takes blocks apart: the white space between them."""
WRAPS = "断行与空行"
SPACES = "字间的空白"
CALLS_AND_RULES = "注码与注释上的隔线"
"""What a recogniser of notes leaves out: their marks, which TEI keeps as numbers, and the rule above them."""
UNHELD = "切分所不取的字符"
"""What is left out of a source whose segmentation was given: nobody says by which rule."""

LEFT_OUT: Mapping[str, str] = dict.fromkeys(
    (
        "exclude", "exclude-after", "record-fields", "byline", "page-furniture", "dated-titles",
        "further-texts", "inner-heads", "dossier-sections", "contents-leaders", "book-parts", "citation-lines", "shared-citations",
        "letter-parts", "omission", "quoted-messages", "records", "remarks", "turns", "continue-turns",
        "contents-table", "headings", "centred-heads", "unlisted-titles", "attachments", "enclosures", "diary-days", "side-heads", "close-attachments", "citations",
        "running-heads", "plates", "chronology", "chronicle", "openers", "closers", "messages", "listings",
        "participants", "record-speeches", "separators", "tables", "verses", "set-verses",
    ),
    BLANKS,
) | {
    "lines": WRAPS,
    "join-lines": WRAPS,
    "text-spaces": SPACES,
    "stray-spaces": SPACES,
    "paragraphs": "断行与段首的空白",
    "markdown": "标记文本的格式符号",
    "drop-rules": "隔线",
    "page-signs": "文中的页码标记",
    "end-notes": CALLS_AND_RULES,
    "foot-notes": CALLS_AND_RULES,
    "page-notes": CALLS_AND_RULES,
}  # fmt: skip
"""Every name of the vocabulary. The recognisers themselves need not be loaded to tell."""


def left_out_by(rule: str) -> str:
    """The name of a rule in the ledger → what it leaves out."""
    return LEFT_OUT.get(rule, UNHELD)
