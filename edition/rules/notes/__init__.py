"""Notes: at the feet of printed pages, on lines of their own, and where the text goes on below them."""
