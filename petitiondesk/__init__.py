"""PetitionDesk: an offline desktop program for a letters-and-visits reception office."""
