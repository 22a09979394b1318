"""People and groups in the editor, for publishers: Wagtail's own views, with roles and desks."""
