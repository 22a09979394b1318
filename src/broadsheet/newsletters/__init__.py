"""Readers who want to hear from us: lists, consents and the outbox."""
