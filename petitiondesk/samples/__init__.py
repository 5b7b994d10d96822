"""Invented offices for training, measuring and the demonstration; nothing that an office does depends on them."""
