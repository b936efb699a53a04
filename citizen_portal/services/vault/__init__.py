"""The electronic store of papers: digitised at the counter, issued as results, used again."""
