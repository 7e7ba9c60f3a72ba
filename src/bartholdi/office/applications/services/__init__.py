"""The acts on applications, on the people who take part in them, and on the letters asked of these."""
