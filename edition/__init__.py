"""From wrecked raw texts of archival documents to a critical edition: TEI XML, EPUB and PDF."""

from edition.charclasses import remember_classes

__version__ = "0.1.0"

remember_classes()
