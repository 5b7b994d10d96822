"""The units page: who is responsible, who is above, who reviews."""
