"""Everything before the shop: set-up, sign-in, recovery, restoring; and every way into a base."""
