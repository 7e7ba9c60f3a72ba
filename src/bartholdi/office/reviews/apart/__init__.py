"""What reviewing computes in a process of its own: plain JSON in, plain JSON out, no database."""
