"""What comes back: bounces, complaints and deliveries, from a mailbox or a provider."""
