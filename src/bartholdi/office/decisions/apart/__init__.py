"""What deciding computes in a process of its own: plain data in, plain data out, no database."""
