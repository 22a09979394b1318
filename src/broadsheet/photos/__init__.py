"""Pictures and documents, with credit, caption, rights and crops."""
