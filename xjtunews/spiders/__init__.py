"""Find the pages to visit."""
