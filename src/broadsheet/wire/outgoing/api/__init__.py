"""The public read API, at ``/-/api/v1/``: Wagtail's, narrowed to what readers may see."""
