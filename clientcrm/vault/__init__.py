"""Keys, seals, the signed manifest and the journal chain: pure cryptography, no tables."""
