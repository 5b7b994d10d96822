"""The register page: what was registered, line by line."""
