"""The temperature in the masthead strip: asked for, kept, and shown only while it is true.

``providers`` know two services, ``refresh`` when to ask and what to keep, ``display``
what a reader sees. Nothing here knows a model, a setting or a clock.
"""
