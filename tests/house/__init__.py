"""The shape of the house, as checks that can be run on any tree; and the proof that each guard catches its fault."""
