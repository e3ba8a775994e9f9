"""The steps of writing a file and of reading our own again; exporting.py is the door to them."""
