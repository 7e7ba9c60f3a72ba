"""Calls played by the demonstration from the first answer to the last letter, through the services that people use."""
