"""Pure helpers named for what they help: no models, no apps."""
