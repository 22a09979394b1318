"""The newspaper as each system needs it: themes, models, loaders."""
