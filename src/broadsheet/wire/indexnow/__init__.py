"""Search engines are told at once which addresses changed (indexnow.org/documentation)."""
