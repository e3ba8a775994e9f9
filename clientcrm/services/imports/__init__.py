"""The steps of bringing a file in, from its first look to its last row; importing.py is the door to them."""
