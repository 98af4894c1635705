"""Show the database in Datasette."""
