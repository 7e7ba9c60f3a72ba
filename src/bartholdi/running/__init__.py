"""Running an installation: the server, the deploy check, and the demonstration office."""
