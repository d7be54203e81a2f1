"""What people open and look at: the evidence page of a report, notebooks.

Nothing is imported here: the terminal asks for ``marks`` alone, at every start.
"""
