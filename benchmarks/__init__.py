"""The same newspaper on several systems, measured side by side on this machine."""
