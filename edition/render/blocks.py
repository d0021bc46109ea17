"""Questions about TEI elements that decide their form on the page: block or line, called note or remark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.tei.views import Element, local

HOLDERS = frozenset({"text", "group", "front", "body", "back"})
BLOCKS = frozenset(
    {"p", "ab", "list", "table", "floatingText", "div", "head", "sp", "lg", "l", "figure", "opener", "closer", "salute"}
    | {"dateline", "signed", "address", "byline", "docAuthor", "epigraph", "trailer", "argument", "postscript", "stage"}
    | {"titlePage", "titlePart", "docTitle", "docImprint", "docDate", "docEdition", "cit", "listBibl", "item", "row", "cell", "speaker", "text", "addrLine"}
    | {"castList", "castItem", "castGroup", "set", "prologue", "epilogue", "performance", "spGrp", "noteGrp", "listApp"}
    | {"listPerson", "listPlace", "listOrg", "listObject", "listEvent", "entry", "superEntry", "u", "dictScrap", "imprimatur"}
    | HOLDERS
)  # fmt: skip
EITHER = frozenset({"stage", "salute", "docAuthor", "docDate", "docEdition", "byline", "signed", "dateline"})
"""Blocks that may stand among the words of a line too."""
LINES = frozenset(
    {"p", "ab", "l", "s", "seg", "byline", "docImprint", "titlePart", "head", "salute", "signed"}
    | {"speaker", "cell"}
)  # fmt: skip
BLOCK_NOTES = frozenset({"citation", "distribution", "secrecy", "inserted"})
SILENT = frozenset(
    {"pb", "fw", "cb", "gb", "milestone", "anchor", "lb", "index", "teiHeader", "divGen", "handShift"}
    | {"delSpan", "addSpan", "damageSpan", "lacunaStart", "lacunaEnd", "witStart", "witEnd", "move"}
    | {"shift", "pause", "substJoin", "listTranspose", "alt", "link", "linkGrp", "join"}
    | {"certainty", "precision"}
)  # fmt: skip
CLEAR = frozenset(
    {"date", "time", "num", "measure", "biblScope", "publisher", "editor", "author", "pubPlace", "term"}
    | {"seg", "idno", "abbr", "expan", "reg", "orig", "corr", "lem", "said", "soCalled", "mentioned"}
    | {"roleName", "forename", "surname", "country", "region", "settlement", "geogName", "bibl", "w", "c"}
    | {"s", "pc", "metamark", "add", "am", "ex", "ab", "gloss", "q", "head", "damage", "restore", "retrace", "mod"}
    | {"secl", "code", "email", "att", "gi", "tag", "val", "ident", "formula", "desc", "role", "roleDesc"}
    | {"actor", "rhyme", "label", "headLabel", "headItem", "sound", "tech", "view", "camera", "caption"}
    | {"g", "birth", "death", "sex", "nationality", "faith", "residence", "occupation", "education"}
    | {"affiliation", "event", "state", "trait", "floruit", "age", "langKnowledge", "persona"}
    | {"socecStatus", "location", "geo", "bloc", "district", "population", "imprint", "analytic", "series"}
    | {"respStmt", "resp", "meeting", "sponsor", "extent", "citedRange", "availability", "nameLink"}
    | {"genName", "addName", "eventName", "objectName", "street", "postCode", "postBox", "geogFeat"}
    | {"offset", "distance", "form", "orth", "pron", "gramGrp", "gram", "pos", "gen", "sense", "def", "usg"}
    | {"etym", "xr", "hyph", "syll", "lang", "hom", "wit", "witDetail", "listApp", "set", "noteGrp"}
    | {"spGrp", "prologue", "epilogue", "castGroup", "cl", "phr", "m", "rb", "rt", "foreign", "stamp"}
    | {"watermark", "catchwords", "signatures", "heraldry", "locus", "material", "dim", "height", "width"}
    | {"depth", "u", "vocal", "kinesic", "incident", "writing", "unit", "quote", "metSym", "eg", "title"}
    | {"persName", "placeName", "orgName", "name", "rs", "subst", "figDesc", "monogr", "edition", "docDate"}
)  # fmt: skip
NAMES = frozenset({"persName", "placeName", "orgName", "name", "rs", "title"})


def is_called(note: Element) -> bool:
    """Whether a note stands elsewhere than its anchor (not a citation, a list of recipients, a secrecy mark,
    a remark among the paragraphs)."""
    return note.get("type") not in BLOCK_NOTES


def parts_of(element: Element) -> Iterator[str | Element]:
    """Text and child elements in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def visible(run: Sequence[str | Element]) -> bool:
    """Whether a run of text and inline elements shows anything."""
    return any(bool(p.strip()) if isinstance(p, str) else local(p) not in SILENT for p in run)


def is_block(element: Element) -> bool:
    """Whether an element stands by itself and not in a line."""
    name = local(element)
    if name in EITHER and runs_in(element):
        return has_blocks(element)
    if name in BLOCKS:
        return True
    if name == "note":
        return not is_called(element)
    if name == "quote":
        return stands_alone(element) or has_blocks(element)
    if name == "gap":
        return stands_alone(element)
    if name in SILENT or name in NAMES:
        return False
    return has_blocks(element)


def runs_in(element: Element) -> bool:
    """Whether an element stands among the words of a line."""
    parent = element.getparent()
    return parent is not None and local(parent) in LINES


def has_blocks(element: Element) -> bool:
    """Whether any child is a block."""
    return any(is_block(child) for child in element)


def stands_alone(element: Element) -> bool:
    """Whether the parent holds blocks and no text of its own."""
    parent = element.getparent()
    return parent is not None and local(parent) in HOLDERS | {"div", "sp", "floatingText", "list"}
