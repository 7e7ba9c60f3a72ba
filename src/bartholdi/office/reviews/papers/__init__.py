"""The papers of reviewing."""
