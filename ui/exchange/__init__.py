"""Import and export: files in, files out, and taking a whole load back."""
