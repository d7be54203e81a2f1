"""Rows put right before the proof: broken, merged, with remarks; and what is said of them."""
