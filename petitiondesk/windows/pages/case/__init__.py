"""The case whole: what was registered, asked, owed and done, and its history."""
