"""Padmé: sizes that leak little (Nikitin et al., PETS 2019; docs/sealing-format.md section 5.3)."""

FIRST = 16_384  # one size for receipts, recalls and short notes


def padded(length: int) -> int:
    """The Padmé size of so many octets, at least the first bucket; grows by at most 12 %."""
    length = max(FIRST, length)
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask
