"""The pages of signing in. Thin: the steps are allauth's, the acts are in their own files."""
