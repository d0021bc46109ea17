"""TEI: what the schema and its rules ask of a file, and what a foreign file holds that is not read."""

from __future__ import annotations

from edition.codes.code import Code

TEI: dict[str, Code] = {
    "T001": Code(
        "warning",
        "{kind} {form!r} crosses another mark and was left out",
        "the text is untouched; shorten one of the two, or waive this",
        "TEI is a tree: of two marks that overlap without one holding the other only one can stand. Decisions of the "
        "editor win over references, these over dates, names, quotations and emphasis.",
    ),
    "T002": Code(
        "warning",
        "{value!r} is no date, so {attribute} was left out",
        "write YYYY, YYYY-MM or YYYY-MM-DD, a day that the calendar has",
        "TEI dates follow ISO 8601. A day that does not exist (1950-02-30) cannot be encoded; print it as it stands "
        "and say in dates.toml what it means.",
    ),
    "T003": Code(
        "warning",
        "the call {mark!r} has no note",
        "look for its note in the raw text",
        "A call without a note of its own refers to the note with the same mark before it in the document; there is "
        "none. It is encoded as an unresolved reference.",
    ),
    "T004": Code(
        "warning",
        "the work {work!r} is not in works.toml",
        "add it there, or this form of its title as an alias",
        "A citation points to the authority entry of the work it cites, found by id or by any of its titles.",
    ),
    "T010": Code(
        "error",
        "cannot be read: {detail}",
        "repair the file, or build the edition anew",
        "The file is not well-formed XML, not a RELAX NG schema, or not a trace.tsv that this program wrote.",
    ),
    "T011": Code(
        "error",
        "against the schema: {detail}",
        "put there what is expected, or take out what is not allowed; `edition guide ELEMENT` shows how it is used",
        "RELAX NG says which elements and attributes may stand where. What is not allowed is passed over and what is "
        "missing is taken as given, so each fault is told once. The place is the start tag.",
    ),
    "T012": Code(
        "error",
        "xml:id {id!r} is used twice",
        "ids are unique in a file",
        "Two elements bear the same xml:id, so a pointer to it is ambiguous.",
    ),
    "T013": Code(
        "error",
        "{detail}",
        "correct the id, or add the entry it names",
        "A reference, witness, speaker or responsibility names an id that no element of the file has.",
    ),
    "T014": Code(
        "warning",
        "{detail}",
        "give it the printed mark in @n",
        "A foot- or endnote is called by its mark; without one the reader cannot find it.",
    ),
    "T015": Code(
        "error",
        "{detail}",
        "this is a fault of the program, unless the file was changed by hand",
        "@source gives the outermost range of an element in the source, so it holds the ranges of its parts. Notes "
        "are excepted: they may be printed far from their calls.",
    ),
    "T016": Code(
        "error",
        "{detail}",
        "wrap what the editor adds in corr or supplied",
        "Every character of a text stands in a block with @source and xml:id, or is marked as the editor's.",
    ),
    "T017": Code(
        "error",
        "{detail}",
        "add a witness with this id to listWit, or correct @wit",
        "Every siglum of the apparatus is declared: @wit of lem and rdg points to a witness.",
    ),
    "T018": Code(
        "error",
        "{detail}",
        "exchange the two dates, or correct one of them",
        "The bounds of a date stand in order.",
    ),
    "T019": Code(
        "error",
        "{detail}",
        "give each app one lem, the reading of the base text, and each witness to one reading",
        "The apparatus is encoded by parallel segmentation (TEI P5, 13.2.3): one lem, then the other readings.",
    ),
    "T020": Code(
        "error",
        "{detail}",
        "correct @target, or the type of the reference",
        "A reference of type page lands on a pb or the document on that page, one of type note on a note, of type "
        "document or attachment on a document or a plate, the metadata of a letter on the letter; an app that "
        "ends elsewhere ends at an anchor.",
    ),
    "T021": Code(
        "error",
        "{detail}",
        "let @target name the note with this mark",
        "Where two calls share a note, the second is a ref with the mark of the note it leads to.",
    ),
    "T022": Code(
        "error",
        "{detail}",
        "add an item with this id to the list of decisions in standOff",
        "Only a decision may change a character; choice and supplied name theirs in @corresp.",
    ),
    "T023": Code(
        "error",
        "{detail}",
        "add a witness with @corresp to this source",
        "The list of witnesses is complete: every source of the edition has its siglum there.",
    ),
    "T024": Code(
        "error",
        "{detail}",
        "let @passive name another entry, or leave the relation out",
        "A see-reference leads the reader of the index from one entry to another; one to itself leads nowhere.",
    ),
    "T025": Code(
        "error",
        "{detail}",
        "exchange @from and @to, or correct one of them",
        "The pages and volumes of a citation run upwards.",
    ),
    "T026": Code(
        "error",
        "{detail}",
        "correct @ref or @who, or the kind of the name",
        "A personal name points to a person, a place name to a place, an organisation's to an org, a speech to a "
        "person or an organisation.",
    ),
    "T027": Code(
        "error",
        "{detail}",
        'add idno type="file" and idno type="sha256" (64 hexadecimal digits) to the bibl of its sourceDesc',
        "Every character is traced to a raw file; its name and sum say which.",
    ),
    "T028": Code(
        "warning",
        "{detail}",
        "add the speaker as printed, and @who with the id of the person",
        "A reader follows a conversation by its speakers; without @who a speech cannot be found by its speaker.",
    ),
    "T029": Code(
        "error",
        "{detail}",
        "give the entry one name of type main and one of type sort",
        "The main name is printed, the key (pinyin with tones) puts the entry in its place in the index.",
    ),
    "T030": Code(
        "warning",
        "{detail}",
        "add the work to the list of works and point to it with @corresp",
        "The work a document is taken from is known by its entry in the list of works.",
    ),
    "T031": Code(
        "warning",
        "{detail}",
        "correct the type of the division, or move it",
        "A document is the unit of the edition: it holds attachments and quoted messages, and no other document.",
    ),
    "T032": Code(
        "error",
        "{detail}",
        "let each half name the other: @next on the first, @prev on the second",
        "Where one document is printed in two places, a reader must get from either half to the other.",
    ),
    "T033": Code(
        "warning",
        "{detail}",
        "mark the date of the entry",
        "A chronology is ordered and indexed by the dates of its entries.",
    ),
    "T034": Code(
        "warning",
        "{detail}",
        "correct one of the two dates where it was misread; where the source prints them so, say so in a note",
        "No letter is received before it is sent, but a source may print that it was; the clocks of two places may differ by a day.",
    ),
}
