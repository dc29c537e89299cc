"""Citations by key in Markdown: Pandoc and Quarto (``[@key]``, ``@key``), MyST (``{cite}`key```)."""
