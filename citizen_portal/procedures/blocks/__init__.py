"""What several procedures share: rules and questions that a plugin builds its own from.

Each module holds one thing of the domain. ``citizen_portal.plugin_api`` promises their public
names; nothing here knows a procedure.
"""
