"""How people of the staff get in: password, second factor, passkey, recovery code."""
