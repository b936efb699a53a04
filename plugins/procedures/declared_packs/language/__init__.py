"""The language of packs: what may stand in a pack, part by part."""
