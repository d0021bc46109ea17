"""A flattened volume: its contents table, and the sections, titles, attachments, plates
and running heads found by it."""
