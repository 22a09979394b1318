"""RSS, Atom and JSON Feed of other publishers."""
