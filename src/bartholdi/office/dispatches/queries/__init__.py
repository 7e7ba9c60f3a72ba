"""What pages ask of dispatches, beyond the adjectives of the models."""
