"""The numbers that went out, as pages of the paper: printed by the press, with nobody's links."""
