"""Drafts: begun, filled in step by step, looked over, left and taken up again."""
