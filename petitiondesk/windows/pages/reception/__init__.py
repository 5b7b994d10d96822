"""The reception page: a visit is entered while the visitor talks."""
