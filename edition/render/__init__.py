"""Stage 8: the TEI on disk → EPUB and PDF. Nothing here knows a source, a profile or an editorial file.

TEI file → Book (reading order) → XHTML, back matter → pages
"""
