"""The demo shop: people, purchases and talks invented from a seed, written through the gate like everything else."""
