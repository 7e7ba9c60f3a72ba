"""The acts on awards: offering, answering, reminding."""
