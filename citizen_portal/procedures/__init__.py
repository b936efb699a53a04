"""The plugin contract: what a procedure declares, and how plugins are found."""
