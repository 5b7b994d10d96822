"""The steps that bring an office of an older program up to this one."""
