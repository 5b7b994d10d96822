"""What people see: the only room, with app.py, that knows Qt."""
