"""A WordPress export (WXR 1.0 to 1.2), read as records: the README says how."""
