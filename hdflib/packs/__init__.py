"""From notebooks to packs: plan, execution, rendering, index."""
