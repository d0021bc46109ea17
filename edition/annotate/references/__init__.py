"""Cross-references: what a text says of documents, and which documents of the edition it means.

passage → sketch → setting → what is told of a message, a talk, an act, a page → the documents that fit
"""
