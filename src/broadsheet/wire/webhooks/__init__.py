"""Telling other systems what is published, changed and withdrawn (standardwebhooks.com)."""
