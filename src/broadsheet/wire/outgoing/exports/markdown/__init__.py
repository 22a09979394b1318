"""The newspaper as Markdown, for programs that make sites of files."""
