"""Subscriptions to others' feeds: looked at again and again, what is new comes to the inbox."""
