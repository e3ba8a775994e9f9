"""The journal read: its page, its proof, the anchors it stands on, and what in it alarms the owner."""
