"""Rows put right before the proof: broken, merged, parted, glued to numbers of pages; and what is said of them."""
