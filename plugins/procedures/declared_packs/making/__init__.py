"""From the parts of a pack to the plugin API's values."""
