"""Changes of the keys and what follows from them: new generations of the base, and everything sealed anew."""
