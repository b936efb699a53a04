"""The queue at an agency's counter: taking a number, calling it, the board that shows it."""
