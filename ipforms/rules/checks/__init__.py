"""Checks of a record: is it complete for its stage, are its numbers right, does it agree with itself."""
