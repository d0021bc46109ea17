"""Blocks cut, glued, folded for comparison, and what a run of words is: points, people,
what is handed on or left out."""
