"""The today page: what is to be done, what others owe, what the office has missed."""
