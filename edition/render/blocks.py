"""Questions about TEI elements that decide their form on the page: block or line, what a head is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.render.book import HOLDERS
from edition.render.titles import follows_on, leads_on, words
from edition.tei.views import Element, local, plain

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


def bracketed_date(
    parts: Sequence[str | Element],
) -> tuple[list[str | Element], list[str | Element], list[str | Element]] | None:
    """The parts of a head that ends with （date）→ before, the bracketed date, after; None where it does not."""
    for number in range(1, len(parts) - 1):
        left, date, right = parts[number - 1 : number + 2]
        if (
            not isinstance(left, str)
            or not isinstance(right, str)
            or isinstance(date, str)
            or local(date) != "date"
        ):
            continue
        cut, skip = len(left.rstrip()) - 1, len(right) - len(right.lstrip()) + 1
        titled = number > 1 or left[:cut].strip()
        if titled and (left[cut : cut + 1] + right[skip - 1 : skip]) in ("（）", "()"):
            return (
                [*parts[: number - 1], left[:cut]],
                [left[cut:], date, right[:skip]],
                [right[skip:], *parts[number + 2 :]],
            )
    return None


def after_colon(parts: Sequence[str | Element]) -> tuple[list[str | Element], list[str | Element]]:
    """The parts of a head → up to its first colon, and what follows it."""
    for number, part in enumerate(parts):
        if isinstance(part, str) and "：" in part:
            cut = part.index("：") + 1
            rest = [part[cut:], *parts[number + 1 :]] if part[cut:].strip() else [*parts[number + 1 :]]
            return [*parts[:number], part[:cut]], rest
    return [*parts], []


def phrases_of(parts: Sequence[str | Element]) -> list[list[str | Element]]:
    """The parts of a Chinese head → the same in groups between which its lines may end: a name with its 电 or 的, a 致
    with its name, a note with what it is called by."""
    groups: list[list[str | Element]] = []
    for part in parts:
        for word in words(part) if isinstance(part, str) else [part]:
            told = word if isinstance(word, str) else "" if local(word) == "note" else plain(word)
            last = groups[-1][-1] if groups else ""
            if groups and (follows_on(told.strip()) or (isinstance(last, str) and leads_on(last.strip()))):
                groups[-1].append(word)
            else:
                groups.append([word])
    return groups
