"""What a change did to articles: what they were at a revision of git, and which findings the change touches."""
