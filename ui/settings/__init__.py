"""Settings: the looks of this computer, the shop's decisions, the scale of tiers, copies, the base itself."""
