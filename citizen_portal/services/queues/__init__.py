"""The officers' queues: what lies where, found, filtered, sorted and counted."""
