"""The acts on applications, one file for each kind of work."""
