"""The one catalogue of diagnostics: code → severity, message, hint, explanation.

Codes are stable: a letter for the stage (R read, C configuration, S segment and structure, A annotate, K collate,
T TEI, X rendering, L ledger) and three digits. Messages and hints are templates for `str.format`.
`edition explain CODE` prints the explanation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means; `explanation` is for `edition explain`, plain Chinese or English prose."""

    severity: Literal["error", "warning", "info"]
    message: str
    hint: str
    explanation: str


CATALOGUE: dict[str, Code] = {
    # read
    "R001": Code(
        "error",
        "source {id}: no file with this SHA-256 among the texts",
        "give the folder that holds it with --texts DIR; it may have any name",
        "Every source of an edition is recognised by the SHA-256 in edition.toml, never by its name. The folder "
        "given with --texts, or the corpus's own texts/ folder, holds no file with that sum.",
    ),
    "R002": Code(
        "error",
        "not valid UTF-8: byte 0x{byte:02x} at byte offset {offset}",
        "convert the file to UTF-8 first, or restore the original download",
        "Sources are decoded strictly: a guessed character would be a silent correction.",
    ),
    "R003": Code(
        "error", "the file is empty", "check the extraction that made it", "There is no text to edit."
    ),
    "R004": Code(
        "error",
        "cannot be read: {path}",
        "check that it exists and is what is asked for, a file or a folder",
        "A file or folder named on the command line or in edition.toml does not exist, cannot be read, or is a folder "
        "where a file is wanted or the other way round.",
    ),
    "R006": Code(
        "error",
        "the source has {size} MB; one source may have {most}",
        "divide it into several sources",
        "A source is held in memory as a whole, every character with its place. A limit keeps a mistaken file from taking all there is.",
    ),
    "R005": Code(
        "warning",
        "{count} characters that XML cannot hold were left out (first: U+{first:04X})",
        "they are kept in trace.tsv; a missing letter can be supplied in emendations.toml",
        "XML 1.0 has no way to write control characters such as NUL. They are dropped by the rule `control` and "
        "stay restorable from the ledger.",
    ),
    # configuration
    "C001": Code(
        "error", "not TOML: {detail}", "see toml.io for the syntax", "The file cannot be parsed as TOML."
    ),
    "C002": Code(
        "error",
        "unknown key {key!r}",
        "known here: {known}",
        "A key that nothing reads is most often a misspelling, so it is an error and not ignored.",
    ),
    "C003": Code(
        "error", "{key!r} is missing", "add it", "A table of the corpus lacks a key that the program needs."
    ),
    "C004": Code(
        "error",
        "{key!r} does not fit: it should be {expected}",
        "correct the value",
        "A value has another type than the key needs.",
    ),
    "C005": Code(
        "error",
        "{kind} {id!r} is used twice",
        "ids and sigla are unique in a corpus, and no id is the edition's own",
        "Two tables have the same id, one has the edition's, or two sources have the same siglum.",
    ),
    "C006": Code(
        "error",
        "{kind} {name!r} is not known",
        "known: {known}",
        "A profile, recogniser, family or reference names something that does not exist.",
    ),
    # segment and structure
    "S001": Code(
        "warning",
        "no document was recognised; the whole text is taken as one",
        "choose another family in the source's profile, or describe its heads there",
        "A source without a single recognised head becomes one document, so nothing is lost.",
    ),
    # annotation
    "A001": Code(
        "error",
        "the quote {quote!r} stands nowhere in source {source}",
        "copy it from the text, without line breaks; 20 characters at most",
        "A decision is anchored by a short run of the source's own characters, uncorrected; white space does not "
        "count. The run was not found, in the text or in its notes, so the decision is not used.",
    ),
    "A002": Code(
        "error",
        "the quote {quote!r} stands {count} times in source {source}",
        "make it longer, name the document with `document`, or say with `occurrence` which place is meant",
        "A decision holds for one place. Its quote must occur once in the source, or once in the document named.",
    ),
    "A003": Code(
        "error",
        "{part!r} must stand once in the quote {quote!r}, and stands {count} times",
        "lengthen or correct the one or the other",
        "The wrong characters of an emendation, or the form of a name, are found inside the quote.",
    ),
    "A004": Code(
        "error",
        "the emendations {first} and {second} overlap",
        "make one of both",
        "Two corrections of the same characters cannot both be shown.",
    ),
    "A005": Code(
        "error",
        "{key} {id!r} is nothing in this edition",
        "correct the id, or add the entry",
        "A decision or an entry points to a person, place, organisation, work, document or note that does not exist.",
    ),
    "A006": Code(
        "error",
        "this row accepts {waived}, which does not arise there",
        "take it out, or correct its place",
        "A row of waivers.toml accepts one kind of diagnostic inside its quote, a row of an ignore file one kind in a file or "
        "an element. None of that kind arises there any more.",
    ),
    "A007": Code(
        "error",
        "{when!r} is no date",
        "write 1950, 1950-10, 1950-10-25, 1950-10-25T20:00:00, or two of them with / between",
        "Dates in dates.toml are ISO dates, partial ones and ranges allowed.",
    ),
    "A008": Code(
        "error",
        "source {source!r} is not in edition.toml",
        "correct the id",
        "A decision or waiver names a source that the edition does not have.",
    ),
    "A009": Code(
        "error",
        "the quote {quote!r} holds {count} dates",
        "shorten or lengthen it so that it holds the one that is meant",
        "A reading of a date needs a quote with exactly one printed date in it, or with none that was recognised.",
    ),
    "A010": Code(
        "info",
        "{text!r} lacks its {part}, and the context does not give it",
        "decide it in dates.toml",
        "A date without a year or month is completed from the date of its document or from a full date before it in "
        "the same sentence, where that is safe. Here it is marked as a date without a value.",
    ),
    "A011": Code(
        "warning",
        "there is no such day: {text!r}",
        "decide it in dates.toml or correct it in emendations.toml",
        "A printed date that the calendar does not have is marked as a date without a value.",
    ),
    "A012": Code(
        "warning",
        "the title dates this document {title}, its {place} {other}",
        "decide in dates.toml which holds",
        "Title, dateline and signature of a document name different days.",
    ),
    "A013": Code(
        "error",
        "{until!r} does not stand behind the quote {quote!r}",
        "copy from the text the words with which the reference ends",
        "A reference that is longer than a quote may be goes on to the first words `until` behind it. They were not found in "
        "its paragraph, so that the reference ends with the quote.",
    ),
    "A020": Code(
        "info",
        "{form!r} may be {candidates}",
        "decide it in names.toml, or narrow the aliases by sources, after and before",
        "Several entries of the authority files go under this form here. It is marked as a name without a target.",
    ),
    "A021": Code(
        "warning",
        "the speaker {form!r} is in no authority file",
        "add the person or the form to persons.toml (`edition names` prints the row)",
        "A speech cannot be given to a person of the index.",
    ),
    "A022": Code(
        "warning",
        "the passage {quote!r} that attests {form!r} stands in no source",
        "copy it from the text",
        "An alias may carry a short quotation that attests it. It was found in none of the texts.",
    ),
    "A023": Code(
        "error",
        "the form {form!r} of {id} occurs nowhere",
        "take it out of the authority file",
        "No text of this edition names the entry by that form, not even what is left out of it. Unused rows are errors.",
    ),
    "A024": Code(
        "error",
        "{id} is named nowhere",
        "take the entry out of the authority file, or give it the form that the text prints",
        "No form of the entry stands in a text of this edition, not even in what is left out of it. Unused rows are errors.",
    ),
    "A030": Code(
        "info",
        "{text!r} refers to a document that is not in this edition",
        "if it is, give its id in references.toml",
        "The reference is shown without a link. It is reported only where the same writer wrote something of a day nearby that "
        "may be meant.",
    ),
    "A031": Code(
        "warning",
        "{text!r} has no citation before it",
        "check the order of the citations",
        "An ibid. repeats the work of the citation before it; there is none in this source.",
    ),
    "A032": Code(
        "warning",
        "the work cited in {text!r} is not in works.toml",
        "add it, or its title as a further form",
        "Every source citation names a work of the list of works cited.",
    ),
    "A033": Code(
        "warning",
        "{text!r} leads nowhere",
        "give the target in references.toml",
        "The page or attachment that the text refers to is not in this edition.",
    ),
    "A034": Code(
        "info",
        "{text!r} may mean {candidates}",
        "decide it in references.toml",
        "Several documents fit the reference.",
    ),
    "A035": Code(
        "warning",
        "no language model on this machine: what may be misread is judged by the frequencies of words alone",
        "install libime-data-language-model (Debian, Ubuntu), or name the folder of zh_CN.lm in LIBIME_MODEL_DIRS",
        "`edition emend` weighs readings by a model of modern Chinese that input methods bring (libime, LGPL-2.1-or-later): which "
        "words follow which. Without it fewer misreadings are proposed, and more of the proposals are wrong. A build does not need it.",
    ),
    # collation
    "K001": Code(
        "info",
        "{first} and {second} witness the same text ({share} % of the shorter)",
        "confirm it in collation.toml",
        "Documents of different sources share long runs of characters. Nothing is collated until an editor says so.",
    ),
    "K002": Code(
        "error",
        "no document {id!r} to collate",
        "ids of documents stand in segments.jsonl and edition.xml",
        "A row of collation.toml names a document that the edition does not have.",
    ),
    "K003": Code(
        "error",
        "{first} and {second} share no text",
        "take the row out of collation.toml",
        "The documents of a collation must witness the same text, at least in part.",
    ),
    "K004": Code(
        "info",
        "{first} and {second} share {count} characters ({text}…)",
        'if one quotes the other, say so in collation.toml with kind = "parallel"',
        "Documents share a run of characters too long for chance. Nothing is linked until an editor says so.",
    ),
    # rendering and files
    "X001": Code(
        "error",
        "a system library is missing: {detail}",
        "install Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), or run make",
        "WeasyPrint sets the PDF with Pango, which comes from the platform's package manager, not from PyPI.",
    ),
    "X002": Code(
        "error",
        "cannot write to {path}: {detail}",
        "choose another folder with --out, or make room",
        "Outputs are made in a folder beside their places and moved when all are whole; that folder could not be made.",
    ),
    "X003": Code(
        "error",
        "{path} exists and is not empty",
        "name a new folder",
        "edition init writes a new corpus and never into files that are already there.",
    ),
    "S002": Code(
        "error",
        "no text was kept of this source: everything in it was dropped or set aside",
        "choose another family in the source's profile, or correct its options; trace.tsv says which rule dropped what",
        "A source of which no block with text is left would make an empty document.",
    ),
    "S020": Code(
        "info",
        "a short line that ends like no sentence was kept as a paragraph: {text}",
        "if it is a head, a signature or furniture, say so in the source's profile",
        "Most often a head, a stamp or a signature that no recogniser of the profile knows.",
    ),
    "S021": Code(
        "warning",
        "note {n} has no call before it",
        "the note stays in the text where it was printed; look for its call in the raw text",
        "A line looks like a note, but the text above it holds no sign of the same number that still lacks its note.",
    ),
    "S022": Code(
        "warning",
        "the call of note {n} has no note",
        "the sign stays in the text; look for the note in the raw text",
        "The capture marked a sign as the call of a note, but no note of that number follows.",
    ),
    "S023": Code(
        "info",
        "{speaker} speaks twice running",
        "what was said between the two may be missing in the source; nothing was changed",
        "Two turns of the same speaker follow each other in a record where others speak in turn.",
    ),
    "S026": Code(
        "info",
        "{speaker} asks and speaks again: the answer is missing",
        "look for it in another edition of the record; a gap stands in its place",
        "A turn that ends with a question is followed by one of the same speaker in a record where others speak in turn.",
    ),
    "S027": Code(
        "info",
        "the shelfmark mixes letters ({scripts}); in one script it reads {reading}",
        "if you agree, say so in emendations.toml: the shelfmark is kept as it stands until then",
        "Letters that look alike in several scripts are read as Cyrillic, letter for letter (Unicode TS 39, confusables).",
    ),
    "X010": Code(
        "error",
        "not well-formed XML: {detail}",
        "validate it with edition validate FILE.xml",
        "The books are made from the TEI file on disk; it cannot be parsed.",
    ),
    "X011": Code(
        "error",
        "the root element is {found}, not TEI or teiCorpus",
        "give a TEI P5 file (namespace http://www.tei-c.org/ns/1.0)",
        "edition render reads TEI P5, also when another program made it.",
    ),
    "X014": Code(
        "error",
        "no witness {name}; there are {known}",
        "give --witness the siglum or the id of a witness of the edition (listWit)",
        "A book follows one witness of the edition. Where that witness is collated, its readings stand in the text and "
        "those of the base in the apparatus; everywhere else the text is that of the source.",
    ),
    "X012": Code(
        "info",
        "the element {name} has no form of its own on the page: its text is passed through",
        "nothing is lost; ask for a form if the element matters to readers",
        "The renderers know the elements of the encoding contract and the common ones of TEI. Others show their text.",
    ),
    "X031": Code(
        "info",
        "the file is TEI P4 ({found}, no namespace): it is read as P5",
        "nothing need be done; the TEI Consortium tells how to migrate",
        "Elements and attributes of P4 are given the names of P5 in memory; the file stays as it is.",
    ),
    "X032": Code(
        "info",
        "the id {id} cannot stand in a book: it is {new} there",
        "ids are names of XML (a letter first, no blank or colon), each once in a file",
        "Pages of an EPUB bear ids of XML, each once in the whole book. Pointers follow the new id; where an id stands twice, they "
        "lead to its first place.",
    ),
    "X033": Code(
        "info",
        "the character {ref} has no mapping to Unicode: {shown} is printed",
        'give its char or glyph a mapping type="unicode" or "standard"',
        "A character that Unicode lacks (gaiji) is printed as its charDecl maps it; failing that, as its normal form or in the "
        "words that describe it. Characters of private use are not printed: every font draws them otherwise.",
    ),
    "X034": Code(
        "info",
        "no ref or ptr calls the note {id}: it is printed where it stands",
        "point to it with a ref or ptr, or give it a target",
        "Notes that stand together at an end open where they are called; one that nothing calls is a paragraph of its division.",
    ),
    "X035": Code(
        "info",
        "{what} is not printed: another form of the same text is",
        "nothing need be done; the TEI has both",
        "Of several forms of a passage one is read: the corrected, the regular and the expanded one, and the text rather than a "
        "transcription of its pages. What is corrected stands in the apparatus too.",
    ),
    "X036": Code(
        "warning",
        "the include of {href} is not followed: only this file is read",
        "put the files together first, for instance with xmllint --xinclude",
        "A book is made from one file. Nothing that it names elsewhere is opened, on this machine or on the net.",
    ),
    "X037": Code(
        "info",
        "the place of the apparatus entry for {lemma} was not found: it is printed in words",
        "give it from and to that point to anchors at its words, or a loc by which its lemma is found once",
        "An apparatus that stands apart is brought to the words it is about, by its anchors, or by its lemma in the element that it "
        "names. An entry without such a place is printed in words where it stands.",
    ),
    "X038": Code(
        "warning",
        "the picture {url} is not shown: {reason}",
        "put it into the folder of the TEI file or below, as PNG, JPEG, GIF, WebP or TIFF",
        "Pictures are taken from the folder of the TEI file and below it, never from elsewhere or from the net, and up to a size.",
    ),
    "X039": Code(
        "warning",
        "the file holds no text",
        "give a TEI file with a text (or sourceDoc); a header alone makes no book",
        "A book is made from the text elements of a file. A catalogue of manuscripts or a list of images has none.",
    ),
    "X013": Code(
        "warning",
        "no Chinese font was found for the cover: {family}",
        "install fonts-noto-cjk, or run make",
        "The cover of the EPUB is drawn from the title, the editors and the witnesses; without a font it is left out.",
    ),
    "X015": Code(
        "info",
        "the note {id} is longer than the {most} characters that pop up on these devices",
        "nothing need be done: the call leads to the note as a link; a shorter note would pop up",
        "Some devices show a note over the text only while it is short; the EPUB profile says how short.",
    ),
    # TEI
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
    "S040": Code(
        "warning",
        "no printed contents table was found at the beginning",
        "without it titles are told by the day in brackets behind them alone; give its place with [options.contents-table]",
        "A volume whose titles run into the text is cut at the titles that its contents table lists.",
    ),
    "S041": Code(
        "info",
        "a title differs from the contents table: here {here}, there {listed}",
        "both are kept; if one is a misprint, say so in emendations.toml",
        "Titles are compared without spaces, colons and note marks.",
    ),
    "S042": Code(
        "warning",
        "the {level} {title} of the contents table was not found in the text",
        "look for its words in the raw text; they stay in the text where they stand",
        "A title of the table is looked for exactly, then by the likeliest words before the same date.",
    ),
    "S043": Code(
        "info",
        "a page note was taken out of the text, which now reads …{before}|{after}…",
        "read on from the note; if it ends elsewhere, mend the segments and build with --segments, else waive this",
        "The end of the note was chosen by what its sentences and those of the text speak of, and another line was possible.",
    ),
    "S048": Code(
        "info",
        "a title that no contents table lists opens a document: {title}",
        "read on; if no document begins here, say so in the source's profile",
        "It stands where the document above ends with its source citation, or, in a volume without a contents table, where a "
        "sentence ends, with its day in brackets behind it.",
    ),
    "S050": Code(
        "info",
        "the paragraph goes on below a full stop, since the line is full: …{before}|{after}…",
        "read on; if a paragraph begins here, give the line end a second one in the text, or waive this",
        "In a text wrapped at a fixed width, a line that reaches the edge tells nothing about where a paragraph ends.",
    ),
    "S051": Code(
        "info",
        "a short line without a number was taken as a head inside the text: {text}",
        "if it is none, say so in the source's profile; else waive this",
        "It ends like no sentence, and a long line follows.",
    ),
    "S052": Code(
        "info",
        "this was taken as the first line of a title, the short lines above it as headlines: {text}",
        "if the title begins elsewhere, say in the source's profile how many headlines there are; else waive this",
        "Nothing but the usual number of headlines tells where the title begins.",
    ),
    "S053": Code(
        "info",
        "a caption that the contents table does not list was taken as one of the plate beside it: {text}",
        "look whether it is one caption; else waive this",
        "Between two documents of a volume stand the captions of its plates. The contents table lists some of them.",
    ),
    "S054": Code(
        "info",
        "this was taken as the label of a speaker, with a misprint for its colon: {label}",
        "if it is part of what is said, cut the record at that place in segments.jsonl",
        "Between two turns of others a line begins with the name of somebody who speaks elsewhere, and another mark behind it.",
    ),
    "S044": Code(
        "info",
        "a citation gives an impossible range of pages: {first}–{last}",
        "it is kept as printed; a note on it belongs in notes.toml",
        "The last page comes before the first, or the range is much longer than a document.",
    ),
    "S045": Code(
        "warning",
        "ibid. without a full citation before it",
        "look for the citation that it goes back to",
        "同上 stands for the work of the last full citation before it.",
    ),
    "S046": Code(
        "info",
        "a quoted message has no closing quotation mark",
        "it is taken to end with the document's signature; if it ends before, supply the mark in emendations.toml",
        "A quotation that begins a paragraph and runs over several of them is a message inside a message.",
    ),
    "S047": Code(
        "info",
        "the signature is dated {printed}, the title {title}",
        "both are kept; if one is a misprint, say so in dates.toml",
        "The year printed at the end of a document is not that of its title.",
    ),
    "S024": Code(
        "info",
        "{missing} of {all} entries of the contents table have no text here (first: {first})",
        "nothing is wrong where the source is only a part of the book",
        "The printed contents table lists chapters or sections whose heads do not occur in this text.",
    ),
    "S025": Code(
        "info",
        "a paragraph ends inside a sentence: …{text}",
        "look whether its end was lost, or stands elsewhere; nothing was changed",
        "No line that could go on with the sentence follows, or the text breaks off here.",
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
    "S030": Code(
        "error",
        "not a record: {detail}",
        "each line of JSON Lines is one object; each row of a table has as many fields as the first",
        "A file of the family `segments` could not be read here; the record was left out.",
    ),
    "S031": Code(
        "error",
        "the record's {field!r} {fault}",
        "correct the record, or the field map in the source's profile",
        "A record of the family `segments` lacks a field or says something that has no meaning; it was left out.",
    ),
    "S032": Code(
        "error",
        "record id {id!r} is used twice",
        "ids are unique in a file",
        "Two records of a file of the family `segments` have the same id.",
    ),
    "S033": Code(
        "warning",
        "the record stands out of order ({order})",
        "sort the file, or leave `order` out of the field map",
        "The field that numbers the records falls, or a document comes back after another one. The records keep the order of "
        "the file.",
    ),
    "S034": Code(
        "error",
        "the text of this record is written with escapes",
        "convert the file with ensure_ascii=False, and its line breaks into records of their own",
        "An escape (\\u4e00, \\n, \\t) stands for a character that the file does not hold, so the text could not be "
        "traced to it; the record was left out and nothing is built.",
    ),
    "X016": Code(
        "warning",
        "no installed face that may be embedded has the character {character} (U+{point:04X})",
        "install a face under the SIL Open Font License that has it, or leave it to the reader's device",
        "Characters outside GBK get a small font in the EPUB, for devices may lack them. Without one they may show as a box.",
    ),
    "X017": Code(
        "warning",
        "the character U+{point:04X} is for private use: no reader's font is sure to show it",
        "emend it: say in emendations.toml which character is meant",
        "Code points for private use mean what two parties agreed on; a font from elsewhere shows something else or nothing.",
    ),
    "X020": Code(
        "error",
        "not an EPUB that can be read: {detail}",
        "build it again",
        "The file is no zip archive with a package document, or one of its pages is no XML.",
    ),
    "X021": Code(
        "error",
        "the link {href} leads nowhere",
        "this is a fault of the program: please report it with the TEI",
        "Every link inside the EPUB must lead to a file of the package and to an id in it.",
    ),
    "X022": Code(
        "error",
        "the id {id} is used twice",
        "ids are unique over the whole book; this is a fault of the program or of the TEI",
        "A reading system that shows notes as pop-ups looks them up by id.",
    ),
    "X023": Code(
        "error",
        "note {id}: {fault}",
        "this is a fault of the program: please report it with the TEI",
        "Every call leads to a note in the same file, every note has a call, and links back to it.",
    ),
    "X024": Code(
        "error",
        "the index leads from {name} to {href}, where {found!r} stands",
        "this is a fault of the program: please report it with the TEI",
        "Every locator of the index lands on a place where the TEI names that entry.",
    ),
    "X028": Code(
        "error",
        "the index sends the reader from {name} to {href}, which has no places to go to",
        "this is a fault of the program: please report it with the TEI",
        "Every 见 and 参见 of an index leads to another entry that has locators, so that no reader is sent round in a loop.",
    ),
    "X025": Code(
        "error",
        "{id}: the page reads {found!r} where the TEI has {wanted!r}",
        "this is a fault of the program: please report it with the TEI",
        "The words of every document stand in the EPUB as in the TEI, all of them, once, in their order.",
    ),
    "X026": Code(
        "warning",
        "{size} KB in one file",
        "divide the document with sections in the TEI",
        "Old e-readers open files above 300 KB slowly. A single paragraph or list is never cut.",
    ),
    "X027": Code(
        "error",
        "the page list is not in reading order at page {label}",
        "this is a fault of the program: please report it with the TEI",
        "The page list names every page marker of the EPUB once, in reading order.",
    ),
    "X040": Code(
        "error",
        "the face {family} is not installed",
        "install it (Debian: fonts-noto-cjk, fonts-dejavu-core), run make, or name another in the style sheet",
        "The printed book is set in the faces that its style sheet names and in no others: another face would have other "
        "widths and, for Chinese, other forms of the characters. No PDF is written.",
    ),
    "X041": Code(
        "warning",
        "no installed face has the character {character}; the book prints {spelt}",
        "install a face that has it and name it in a style sheet of your own (--style)",
        "A character without a glyph would be printed as an empty box. Its code point stands in its place, here and wherever "
        "it occurs, and the rest of the book is set as ever.",
    ),
    "X042": Code(
        "warning",
        "{character} is set from the face {family}, which the style sheet does not name",
        "name a face that has it in the style sheet",
        "The faces of the book lack the character, so another face of this machine was taken.",
    ),
    "X043": Code(
        "warning",
        "WeasyPrint: {detail}",
        "see print.css, or the target of the link",
        "The typesetter found something amiss in the style sheet or in a link of the printed book.",
    ),
    "X050": Code(
        "error",
        "not a PDF that can be read: {detail}",
        "build it again",
        "The file cannot be opened, or one of its pages cannot be read.",
    ),
    "X051": Code(
        "error",
        "the face {face} is not embedded",
        "this is a fault of the program: please report it",
        "A printer sets the book with the faces in the file; one that is missing would be replaced.",
    ),
    "X052": Code(
        "error",
        "{id}, page {page}: the words “{wanted}…” of the TEI are not there",
        "this is a fault of the program: please report it with the TEI",
        "The words of every document and note stand in the PDF as in the TEI, all of them and in their order.",
    ),
    "X053": Code(
        "error",
        "page {page}: calls without a note on the page, or not counted from the first: {fault}",
        "this is a fault of the program: please report it with the TEI",
        "The marks of notes begin with ① on every page, those of the apparatus with ⓐ; a note begins on the page of its call.",
    ),
    "X054": Code(
        "error",
        "page {page}: a mark stands at the wrong end of a line: {line}｜{following}",
        "this is a fault of the program: please report it with the TEI",
        "No closing mark begins a line, no opening mark ends one (GB/T 15834, W3C clreq 3.1.3).",
    ),
    "X055": Code(
        "warning",
        "page {page}: a line is {gap} pt short of the edge: {line}",
        "a long word that cannot be divided, as a rule",
        "Lines inside a paragraph end at the right edge, within half a point, unless spreading would tear them apart.",
    ),
    "X056": Code(
        "error",
        "page {page}: a line leaves the type area: {line}",
        "a table or word is too wide for the page: divide it in the TEI or change the style sheet",
        "Nothing stands outside the type area.",
    ),
    "X057": Code(
        "error",
        "page {page}: the number {shown} leads to page {found}",
        "this is a fault of the program: please report it with the TEI",
        "Every page number in the contents and indexes is that of the page it leads to.",
    ),
    "X058": Code(
        "error",
        "the file breaks {variant}: {rule}",
        "this is a fault of the program, or of a style sheet laid over ours: please report it",
        "A PDF names the standard that it keeps (PDF/A-3a by default, PDF/UA-1 with --variant pdf/ua-1); archives and readers for "
        "the blind rely on it.",
    ),
    "X059": Code(
        "error",
        "a locator leads to page {page}; the name {id} stands on page {found}",
        "this is a fault of the program: please report it with the TEI",
        "Every page number in an index or list leads to the page on which the name stands.",
    ),
    "X060": Code(
        "error",
        "index {index}, heading {heading}: the pages on which its names stand are others; it should end {wanted}",
        "this is a fault of the program: please report it with the TEI",
        "The indexes are made anew from the words that stand on the pages and compared with those that are printed: every heading "
        "in its order, with every page on which it is named, 注 for notes only and 校 for the apparatus only.",
    ),
    "X061": Code(
        "error",
        "page {page}: a link leads to {target}, which is nowhere in the file",
        "this is a fault of the program: please report it with the TEI",
        "Calls lead to notes and back, indexes to places, contents to heads: every place that a link names is in the file.",
    ),
    # ledger
    "L001": Code(
        "error",
        "{fault} in the ledger: characters {start}–{end}",
        "this is a fault of the program: please report it with the text",
        "Every source character has exactly one disposition. A hole means a character was lost, an overlap that it "
        "stands twice.",
    ),
    "L002": Code(
        "error",
        "source {source}: the edition restores another file than the one it was made from",
        "this is a fault of the program, or trace.tsv or edition.xml were changed by hand",
        "edition.xml and trace.tsv together give every raw file back byte for byte; its SHA-256 stands in the header.",
    ),
    "L003": Code(
        "error",
        "source {source}: its raw file is not in {texts}",
        "give the folder of the texts that this edition was made from",
        "edition check --texts compares the raw files with what the edition was made from.",
    ),
    "L004": Code(
        "error",
        "characters {start}–{end} are not where the trace says: {target}",
        "trace.tsv and edition.xml must come from the same build, unchanged",
        "A row of the trace names an element and a position in it; the element is not there or is too short.",
    ),
}
