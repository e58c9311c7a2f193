"""Making a form of another city: from its blank document to a package, and looking at how it is read."""
