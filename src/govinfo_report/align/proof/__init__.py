"""One table: which readings of its rows make the form's sums hold."""
