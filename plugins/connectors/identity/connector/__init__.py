"""The relying party: logs people in at a standard OpenID Connect provider."""
