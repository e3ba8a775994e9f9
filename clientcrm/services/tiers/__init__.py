"""The loyalty scale: its steps and their rules, whom the rules move, and the way back."""
