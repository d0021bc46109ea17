"""Who speaks in a record, and which paragraphs are speeches."""
