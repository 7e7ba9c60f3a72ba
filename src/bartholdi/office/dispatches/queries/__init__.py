"""What is asked of dispatches across tables: one noun a file."""
