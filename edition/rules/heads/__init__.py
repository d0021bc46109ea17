"""Heads inside a document: side heads, those set in the middle of a line, the days of a diary."""
