"""Everything goes wrong at once, and in the end everybody is answered once: `make chaos`."""
