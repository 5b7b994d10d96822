"""One file a dialog, each entered through one function that returns a value."""
