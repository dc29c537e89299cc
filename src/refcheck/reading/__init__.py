"""From files to articles: one reader per format, a shared grammar of markers, sentences and reference lists."""
