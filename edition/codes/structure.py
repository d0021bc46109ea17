"""Stages 2 to 4: where a source is cut, and what its pieces are."""

from __future__ import annotations

from edition.codes.code import Code

STRUCTURE: dict[str, Code] = {
    "S001": Code(
        "warning",
        "no document was recognised; the whole text is taken as one",
        "choose another family in the source's profile, or describe its heads there",
        "A source without a single recognised head becomes one document, so nothing is lost.",
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
    "S055": Code(
        "info",
        "a blank may part a head from the text below it, {chosen}: {head}|{below}",
        "if it was chosen wrongly, cut or join the paragraph in segments.jsonl and build with --segments; else waive this",
        "In running text a head stands before its sentence with nothing but a blank between, as stray blanks do too. What it says, what the "
        "sentence says and whether others like it stand in the document is weighed.",
    ),
}
