"""One row: what it prints, and the ways to give it to the form's cells."""
