"""Generator of realistic returned forms (DOCX) with their truth, for measuring a reader."""
