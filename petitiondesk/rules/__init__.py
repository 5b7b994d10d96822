"""The law and the standards: dated data and pure functions. Imports nothing of ours, no Qt, no database, no clock."""
