"""The client list and the client card."""
