"""One function per figure: reads its options, runs it over the shop, and tells it in plain numbers."""
