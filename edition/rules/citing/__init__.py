"""Where a document is taken from: source citations, 同上, two sources side by side."""
