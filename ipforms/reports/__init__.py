"""What people see of a check: tables, an overview in Excel, a page, notices, comments in the returned file."""
