"""Misreadings: characters of the raw texts that a recogniser of print may have misread, proposed with evidence.

    structured texts + Corpus → proposals for emendations.toml; nothing changes

`lookalikes` says what is taken for what, `general` and `language` what speaks for a reading, `lattice` what a
reading is worth where it stands; `characters`, `swapped`, `missing`, `marks`, `pairs`, `latin` and `elsewhere`
look for places; `proposals` makes rows of them and knows what the editor has decided already.
"""

from edition.misreadings.general import find_model
from edition.misreadings.proposals import HARDLY, LEAST, Proposal, propose

__all__ = ["HARDLY", "LEAST", "Proposal", "find_model", "propose"]
