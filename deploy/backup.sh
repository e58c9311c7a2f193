#!/bin/sh
# A backup of a desk that may be running: backup.sh FOLDER TARGET [KEEP]
#
# The databases are copied first (SQLite's own online backup, a state of one moment), the files after them: what a
# database names is never changed and is there before it is named. One .tar.gz a night; the last KEEP (14) stay. Of
# databases on a server, whose URLs are in IPFORMS_DATABASE and IPFORMS_REGISTRY, pg_dump makes *.dump (password: ~/.pgpass).
#
# To restore: stop the service, unpack into an empty FOLDER (tar -xzf …), pg_restore what is a dump, start it.
set -eu
folder=$1 target=$2 keep=${3:-14}
mkdir -p "$target"
work=$(mktemp -d "$target/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
python=$(command -v "$(dirname "$0")/python" || command -v python3)
for name in desk.sqlite registry.db; do
    [ -f "$folder/$name" ] || continue
    "$python" - "$folder/$name" "$work/$name" <<'PYTHON'
import contextlib, sqlite3, sys
with contextlib.closing(sqlite3.connect(sys.argv[1])) as source, contextlib.closing(sqlite3.connect(sys.argv[2])) as copy:
    source.backup(copy)
PYTHON
done
for name in DATABASE REGISTRY; do
    url=$(eval "printf %s \"\${IPFORMS_$name-}\"" | sed 's/^postgresql+psycopg:/postgresql:/')
    case $url in postgresql:*) pg_dump --format=custom --no-password --file="$work/$name.dump" --dbname="$url" ;; esac
done
made="$target/ipforms-$(date +%Y%m%d-%H%M%S).tar.gz"
tar -czf "$made.part" --exclude=blobs/incoming -C "$work" . -C "$folder" blobs
gzip -t "$made.part"
mv "$made.part" "$made"
ls -1 "$target"/ipforms-*.tar.gz | sort -r | tail -n "+$((keep + 1))" | while read -r old; do rm -- "$old"; done
echo "$made"
