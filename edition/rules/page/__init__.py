"""The page that was printed or captured: its rows, paragraphs, stray spaces, furniture,
markup and contents with leaders."""
