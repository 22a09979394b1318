"""The press: turns addresses into bytes, and keeps them fresh."""
