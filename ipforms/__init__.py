"""ipforms: the official forms of two Chinese IP fast-lane notices, as data, documents and checks."""
