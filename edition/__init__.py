"""From wrecked raw texts of archival documents to a critical edition: TEI XML, EPUB and PDF."""

__version__ = "0.1.0"
