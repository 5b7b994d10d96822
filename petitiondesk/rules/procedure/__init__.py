"""The procedure of the Regulation: its steps as one table, where a request stands, what may come next, what is owed."""
