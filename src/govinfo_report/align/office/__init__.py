"""Tables whose sums cannot all hold: the one error of the office that explains it best."""
