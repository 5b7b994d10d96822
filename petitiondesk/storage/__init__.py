"""What is kept: mapped classes, reads by noun, units of work, history, drafts, migrations."""
