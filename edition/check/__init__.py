"""Stage 9, check: the built files as they lie on disk. Schema, house rules, ledger, text in = text out.

outputs    a folder of outputs → diagnostics
checker    the same beside the other stages, file by file
epub       an EPUB against its TEI
pdf        a PDF against its TEI
"""
