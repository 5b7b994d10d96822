"""Parts used by two or more pages."""
