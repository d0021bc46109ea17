"""Stages 8 and 9: the books, their files and what is checked in them."""

from __future__ import annotations

from edition.codes.code import Code

RENDERING: dict[str, Code] = {
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
    "X012": Code(
        "info",
        "the element {name} has no form of its own on the page: its text is passed through",
        "nothing is lost; ask for a form if the element matters to readers",
        "The renderers know the elements of the encoding contract and the common ones of TEI. Others show their text.",
    ),
    "X013": Code(
        "warning",
        "no Chinese font was found for the cover: {family}",
        "install fonts-noto-cjk, or run make",
        "The cover of the EPUB is drawn from the title, the editors and the witnesses; without a font it is left out.",
    ),
    "X014": Code(
        "error",
        "no witness {name}; there are {known}",
        "give --witness the siglum or the id of a witness of the edition (listWit)",
        "A book follows one witness of the edition. Where that witness is collated, its readings stand in the text and "
        "those of the base in the apparatus; everywhere else the text is that of the source.",
    ),
    "X015": Code(
        "info",
        "the note {id} is longer than the {most} characters that pop up on these devices",
        "nothing need be done: the call leads to the note as a link; a shorter note would pop up",
        "Some devices show a note over the text only while it is short; the EPUB profile says how short.",
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
    "X028": Code(
        "error",
        "the index sends the reader from {name} to {href}, which has no places to go to",
        "this is a fault of the program: please report it with the TEI",
        "Every 见 and 参见 of an index leads to another entry that has locators, so that no reader is sent round in a loop.",
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
}
