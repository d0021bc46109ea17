"""Misreadings: characters of the raw texts that a recogniser of print may have misread, proposed with evidence.

    structured texts + Corpus → proposals for emendations.toml; nothing changes

`lookalikes` says what is taken for what, `language` what speaks for a reading; `characters`, `marks`, `missing`, `pairs` and
`elsewhere` look for places; `proposals` makes rows of them and knows what the editor has decided already.
"""

from edition.misreadings.proposals import Proposal, propose

__all__ = ["Proposal", "propose"]
