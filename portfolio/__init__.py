"""The front door: settings, addresses, menu, sign-in, health. Composition only."""
