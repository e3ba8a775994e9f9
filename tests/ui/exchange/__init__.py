"""Import and export as a person uses them."""
