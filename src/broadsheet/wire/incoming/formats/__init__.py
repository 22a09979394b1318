"""The formats that copy comes in: neighbours, each bytes → entries; none knows another's words."""
