"""How fast the program is, each job beside a baseline measured in the same run. Not part of the ordinary suite."""
