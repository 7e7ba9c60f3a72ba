"""The desk's forms, one noun a file."""
