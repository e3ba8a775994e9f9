"""The staff: who they are and what they may, their tries to sign in, and the canaries planted for them."""
