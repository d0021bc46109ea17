"""The seam to WeasyPrint: the only package that knows its private side. Every module but `version` is written
for the version that that one names, and each touch is held by a test. With another version nothing of them
runs, and the book is set by the public API alone: `composing` in composer.py gives None.

    version     which WeasyPrint there is
    cascade     styles, computed once for all that no rule tells apart
    shaping     style, text → glyphs
    inlines     lines of text and inline elements
    paragraphs  paragraphs that fit on their page whole
    footnotes   the area of the notes of a page
    shortcuts   what is asked of every box
    drawing     lines as bytes of a page
    tags        what is what on a page
    writing     objects as bytes of a file
    replacing   functions in place of others, and taken out again
    plugging    all of our functions in place of WeasyPrint's, and taken out again
    flows       pages that get their numbers later
    pages       the boxes of a page, read and changed
    taking      a painted document as objects that only need other numbers
    fonts       the fonts of pages, and each cut to what a book uses of it
    parts       a gathering painted, the page of what a file has once
"""
