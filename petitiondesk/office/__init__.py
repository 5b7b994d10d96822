"""What staff do: one module a job, one plain function an act, each act one transaction."""
