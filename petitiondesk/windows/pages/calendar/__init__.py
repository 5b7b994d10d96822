"""The page of days off: the years with their notices, what is typed of one, and what it means."""
