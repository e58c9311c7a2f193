"""A generator of scanned and photographed forms, by somebody who has not seen the reader (README.md)."""
