"""Forms of the portal, one noun a file."""
