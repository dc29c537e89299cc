"""Reading Word files (`.docx`, `.docm`): what the document shows, paragraph by paragraph, and what its fields say."""
