"""What reviewing computes in a process of its own: plain JSON in and out, no database, no Django."""
