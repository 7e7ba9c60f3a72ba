"""Padmé: sizes that leak little (Nikitin et al., PETS 2019; docs/sealing-format.md section 5.3)."""

FIRST = 16_384  # one size for receipts, recalls and short notes


def padme(length: int) -> int:
    """The next size that leaks only O(log log length); grows by at most 12 %. `length` of 2 or more."""
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask


def padded(length: int) -> int:
    """The size of an envelope's text or of a blob's plaintext with so many octets."""
    return padme(max(FIRST, length))
