"""The desk: pages in a browser and an HTTP service for those who have no Python (extra `ipforms[serve]`)."""
