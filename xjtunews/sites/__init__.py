"""What pages look like: one small file for each kind of site, and the reader that follows them."""
