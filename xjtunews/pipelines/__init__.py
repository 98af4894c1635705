"""Judge, enrich and write what the spider found, one step a file; their order and its reasons stand in the settings."""
