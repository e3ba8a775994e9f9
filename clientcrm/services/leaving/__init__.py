"""An employee leaves: access off, new keys, the hand-over, the report and the watch on the clients at risk."""
