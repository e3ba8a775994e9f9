"""The client list, the card and the form as a person uses them."""
