"""What desk and portal share of dispatches: the same pages, in the frame of whichever face asks."""
