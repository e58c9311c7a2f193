"""The desk: pages in a browser and an HTTP service for those who have no Python (extra `ipforms[serve]`).

- `desk_app`: the application: who may pass, where each address leads
  - `guard`: hosts, origins, sessions, CSRF, roles, sizes, rates and headers, for every request there is
  - `problem_details`: errors as RFC 9457 tells them
- `accounts`: people, links of one use, sessions, tokens of programs
- `desk_store`: files that came, what was read in them, who changed what; `desk_tables` are its tables, `blob_store`
  the bytes
- `job_queue`: jobs that survive the end of the server; `worker_pool`: processes that may die, `worker_tasks`: what they
  do
- `api`: the HTTP service under `/api/v1`
- `pages`: the pages for people
"""
