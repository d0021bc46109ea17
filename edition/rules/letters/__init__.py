"""What stands around the text of a letter or a record: openers and closers, salutations, signatures, those
present, messages quoted and enclosed."""
