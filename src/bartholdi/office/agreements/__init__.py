"""The register of agreements."""
