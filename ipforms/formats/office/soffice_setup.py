"""LibreOffice before it runs: where it is, and a profile of our own, in which nothing runs and nothing is fetched.

Macros never run, links are never brought up to date, pictures from elsewhere are not loaded, and what should ask for
an address all the same is sent to a proxy where nobody listens. The folder of the profile goes with LibreOffice.
"""

import os
import shutil
from pathlib import Path

NAMED_BY = "IPFORMS_SOFFICE"  # the environment variable that names the program, before any other place is looked at

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)


def program() -> str | None:
    """The path of LibreOffice's program, or None. Where the variable names one, no other is taken."""
    named = os.environ.get(NAMED_BY)
    if named:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


_COMMON = "/org.openoffice.Office.Common"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_REGISTRY = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{}
</oor:items>
"""
# LibreOffice ends with its last conversion unless a document is open in it.
_HELD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document office:version="1.3" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text/></office:body></office:document>'
)


def prepare(folder: Path) -> Path:
    """Lay out a profile in `folder/profile` and, beside it, the document that is held open; the latter's path."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "\n".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_REGISTRY.format(items), encoding="utf-8")
    held = folder / "held" / "held.fodt"
    held.parent.mkdir()
    held.write_text(_HELD, encoding="utf-8")
    return held


def is_open(held: Path) -> bool:
    """Whether LibreOffice has opened the document: it lays a lock beside it."""
    return any(held.parent.glob(".~lock.*"))
