"""Containers that documents and tables come in, read with suspicion: ZIP, OPC, OLE; and what a file is at all.

Whoever opens one bounds it by `ContainerLimits`; what is broken or too large is an error that names the file.
"""
