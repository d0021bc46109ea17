"""What may stand in the files that a scholar edits: a model for every table of edition.toml, the
profiles and editorial/*.toml.

Every table is a pydantic model that forbids unknown keys, so that a misspelt key is a diagnostic with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9.-]*$")]
Certainty = Literal["high", "medium", "low"]
Name = Annotated[str, Field(min_length=1)]

UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def stay_inside(name: str) -> str:
    """A path → itself, if it leads to a place inside the corpus folder; else ValueError."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise ValueError("a path inside the corpus folder")
    return name


Inside = Annotated[Name, AfterValidator(stay_inside)]


class Table(BaseModel):
    """A TOML table; unknown keys and loose types are errors, values never change."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*", mode="after")
    @classmethod
    def is_writable(cls, value: object) -> object:
        """Text that XML cannot hold is refused."""
        texts = value if isinstance(value, list) else [value]
        if any(isinstance(text, str) and UNWRITABLE.search(text) for text in texts):
            raise ValueError("text without control characters")
        return value


# -- edition.toml ----------------------------------------------------------------------------------------------


class Info(Table):
    """`[edition]`: what stands on the title page and in the header; `url` is where the edition lies on the web;
    `epub_profile` the family of reading systems that its EPUB is made for."""

    id: Id
    title: str
    subtitle: str = ""
    editors: list[str] = []
    publisher: str = ""
    place: str = ""
    date: str = ""
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] = "zh-Hans"
    licence: str = ""
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    epub_profile: Literal["standard", "duokan", "kobo", "kindle"] = "standard"
    introduction: str = ""
    principles: str = ""


class PrintSpec(Table):
    """`[print]`: how the book is printed. `bleed` is in millimetres (`3mm`) and counts with `crop` only;
    `style` is a style sheet of the corpus, laid over ours."""

    page: Literal["170x240", "a5", "16k", "a4"] = "170x240"
    crop: bool = False
    bleed: Annotated[str, Field(pattern=r"^\d{1,2}(\.\d+)?mm$")] = "3mm"
    variant: Literal["pdf/a-3a", "pdf/ua-1"] = "pdf/a-3a"
    style: Inside | None = None


class SourceSpec(Table):
    """`[[source]]`: one raw text, recognised by its SHA-256, and the profile that describes it."""

    id: Id
    siglum: Name
    title: Name
    short: str = ""
    file: Inside
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    profile: Inside
    note: str = ""


class EditionFile(Table):
    """The whole of edition.toml."""

    edition: Info
    print: PrintSpec = PrintSpec()
    source: Annotated[list[SourceSpec], Field(min_length=1)]


# -- profiles --------------------------------------------------------------------------------------------------


class Profile(Table):
    """A source described in the closed vocabulary of recognisers (`edition.rules`).

    `inherit` names a base profile of the package; `clean`, `segment` replace its lists where given, `drop`
    takes recognisers out, `options` are merged per recogniser.
    """

    inherit: str = ""
    family: str = ""
    clean: list[str] | None = None
    segment: list[str] | None = None
    drop: list[str] = []
    options: dict[str, dict[str, object]] = {}


# -- editorial/*.toml ------------------------------------------------------------------------------------------


class Alias(Table):
    """A form under which somebody or something goes besides the main one.

    `quote` (20 characters at most) attests it; `sources`, `after` and `before` (ISO dates of the documents) say
    where it holds; nothing said means everywhere.
    """

    form: Name
    kind: Literal["codename", "alias", "variant", "spelling", "misprint", "abbreviation", "original"] = (
        "variant"
    )
    sources: list[Id] = []
    after: str = ""
    before: str = ""
    quote: Annotated[str, Field(max_length=20)] = ""
    note: str = ""


class Office(Table):
    """An office as the sources state it; `start` and `end` are ISO dates, partial ones allowed."""

    role: str
    start: str = ""
    end: str = ""


class Authority(Table):
    """What persons, places, organisations and works have in common.

    `name` is the main form and heads the index; `sort` overrides its pinyin key (letters with tone digits, one
    syllable a character, `jin1 ri4 cheng2`); `original` is the form in the original script or Latin letters.
    `not_in` lists longer strings in which a form is no mention (南日 in 全南日报).
    """

    id: Id
    name: Name
    sort: str = ""
    original: str = ""
    note: str = ""
    alias: list[Alias] = []
    not_in: list[str] = []
    identifiers: dict[str, str] = {}
    see: list[Id] = []


class Person(Authority):
    """`[[person]]` in persons.toml."""

    dates: str = ""
    office: list[Office] = []


class Place(Authority):
    """`[[place]]` in places.toml."""

    country: str = ""


class Organisation(Authority):
    """`[[org]]` in organisations.toml."""


class Work(Authority):
    """`[[work]]` in works.toml: books, newspapers, archives cited, and treaties (`kind = "treaty"`)."""

    kind: Literal["book", "series", "newspaper", "archive", "treaty", "article", "web"] = "book"
    author: str = ""
    publisher: str = ""
    place: str = ""
    date: str = ""


class Decision(Table):
    """What every editorial decision carries: an id, who, how certain, why, and the anchor that finds the place.

    `quote` is a short run of the source's own characters (20 at most) and must occur exactly once in `source`;
    `document` narrows the search to one document by its id; where the quote stands there several times,
    `occurrence` says which of them is meant, counted from 1.
    """

    id: Id
    source: Id
    quote: Annotated[str, Field(min_length=1, max_length=20)]
    document: str = ""
    occurrence: Annotated[int, Field(ge=0)] = 0
    resp: str
    cert: Certainty = "high"
    reason: str


class Emendation(Decision):
    """`[[emendation]]`: inside `quote` the characters `wrong` (once) should read `right` ("" takes them out).

    Where `right` repeats `wrong` the editor has looked and the reading stands: nothing changes, and what
    `edition emend` proposes there does not come back.
    """

    wrong: str
    right: str

    @property
    def stands(self) -> bool:
        """Whether the row says that the text is right as it is."""
        return bool(self.wrong) and self.wrong == self.right


class DateDecision(Decision):
    """`[[date]]`: the date printed in `quote` means `when` (ISO)."""

    when: str


class ReferenceDecision(Decision):
    """`[[reference]]`: the reference printed in `quote` points to the document, note or page `target` (""
    says that the edition does not have it); inside it `wrong` (once), a page or number misprinted in the
    source, should read `right`. A reference too long to quote goes on to the first words `until` (20
    characters at most) behind the quote."""

    target: str
    until: Annotated[str, Field(max_length=20)] = ""
    wrong: str = ""
    right: str = ""


class NoteDecision(Decision):
    """`[[note]]`: what the editor says of the words in `quote`, which stay as they
    are: an error of the book itself."""

    text: Name


class NameDecision(Decision):
    """`[[name]]`: the name printed in `quote` is the entry `ref`, or nobody's ("") there."""

    form: str
    ref: str


class Collation(Table):
    """`[[collation]]`: documents that witness the same text, the first the base; or, of kind `parallel`, a
    document and others that it shares passages with: it quotes them, or they it."""

    id: Id
    kind: Literal["witness", "parallel"] = "witness"
    documents: Annotated[list[str], Field(min_length=2)]
    resp: str
    reason: str


class Waiver(Table):
    """`[[waiver]]`: a diagnostic that an editor has seen and accepts; one that matches nothing is an error."""

    code: str
    source: Id
    quote: Annotated[str, Field(max_length=20)]
    resp: str
    reason: str


class Editorial(Table):
    """Everything in editorial/, one file a list: persons.toml, places.toml, organisations.toml, works.toml,
    emendations.toml, dates.toml, references.toml, names.toml, notes.toml, collation.toml, waivers.toml."""

    person: list[Person] = []
    place: list[Place] = []
    org: list[Organisation] = []
    work: list[Work] = []
    emendation: list[Emendation] = []
    date: list[DateDecision] = []
    reference: list[ReferenceDecision] = []
    name: list[NameDecision] = []
    note: list[NoteDecision] = []
    collation: list[Collation] = []
    waiver: list[Waiver] = []

    def authorities(self) -> Iterator[tuple[str, Authority]]:
        """Every authority entry with its type: person, place, org, work."""
        for kind in ("person", "place", "org", "work"):
            for entry in getattr(self, kind):
                yield kind, entry


class Corpus(Table):
    """A corpus folder, read and checked. `files` says in which file each editorial table stands."""

    folder: Path
    info: Info
    printing: PrintSpec = PrintSpec()
    sources: list[SourceSpec]
    profiles: dict[str, Profile]
    editorial: Editorial
    files: dict[str, str] = {}


EDITORIAL_FILES = {
    "persons.toml": "person",
    "places.toml": "place",
    "organisations.toml": "org",
    "works.toml": "work",
    "emendations.toml": "emendation",
    "dates.toml": "date",
    "references.toml": "reference",
    "names.toml": "name",
    "notes.toml": "note",
    "collation.toml": "collation",
    "waivers.toml": "waiver",
}
