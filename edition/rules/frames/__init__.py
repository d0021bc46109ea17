"""What a whole text is set in: the article of a site, the record of a database, the sections of a dossier,
the parts of a book, segments."""
