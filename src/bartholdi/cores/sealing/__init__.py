"""Sealed dispatches: post-quantum OpenPGP in one strict form. See docs/sealing-format.md; `reading` reads, `sealing` seals."""
