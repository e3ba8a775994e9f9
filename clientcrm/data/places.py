"""Where a live base may lie: not on a network drive, not in a folder that a cloud copies under our hands."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from clientcrm.domain.errors import BaseExists, NoSpace, UnsafePlace

# Folder names that synchronisation programs give, folded; any folder above counts too, and whatever stands behind the
# name: "OneDrive - Shop", "Облако Mail.ru", "Yandex.Disk.localized".
_CLOUDS = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "yandexdisk",
    "yandex.disk",
    "яндекс.диск",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "cloudstorage",
    "mega",
    "megasync",
    "nextcloud",
    "owncloud",
    "pcloud drive",
    "pclouddrive",
    "syncthing",
    "облако mail",
    "cloud mail",
    "mail.ru облако",
)
# Kinds of mounts as /proc/mounts names them; those of user space come with "fuse." before them.
_NETWORK_FILE_SYSTEMS = (
    *("nfs", "cifs", "smb", "sshfs", "afpfs", "webdav", "davfs", "9p", "rclone", "glusterfs", "ceph", "gvfsd"),
    *("google-drive", "onedriver", "s3fs"),
)
_DRIVE_REMOTE = 4


def require_new_place(folder: Path) -> None:
    """Raise BaseExists or UnsafePlace unless a new base may be made here; nothing is written."""
    if folder.exists() and not folder.is_dir():
        raise BaseExists(str(folder))
    if folder.is_dir() and (any(folder.glob("keys*.json")) or any(folder.glob("clients.*.db"))):
        raise BaseExists(str(folder))
    require_safe_place(folder)


def require_safe_place(folder: Path) -> None:
    """Raise UnsafePlace where a base must not be open: somebody may have moved its folder since it was made."""
    reason = unsafe_reason(folder)
    if reason:
        raise UnsafePlace(str(folder), reason)


def unsafe_reason(folder: Path) -> str:
    """Why a base must not lie here: "cloud", "network", or "" when it may."""
    for place in {folder.absolute(), folder.resolve()}:  # a link may lead out of sight
        parts = [part.casefold() for part in place.parts]
        if any(_of_cloud(part) for part in parts):
            return "cloud"
        if _on_network(place):
            return "network"
    return ""


def require_space(folder: Path, needed: int) -> None:
    """Raise NoSpace unless so many bytes are free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoSpace(needed, free)


def _of_cloud(name: str) -> bool:
    """Whether a synchronisation program named this folder: its name, or its name and then something of its own."""
    return any(name.startswith(cloud) and not name[len(cloud) :][:1].isalnum() for cloud in _CLOUDS)


def _on_network(folder: Path) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE)
    try:
        mounts = Path("/proc/mounts").read_text("utf-8", "replace")
    except OSError:
        return False
    return file_system(folder, mounts).removeprefix("fuse.").startswith(_NETWORK_FILE_SYSTEMS)


def file_system(folder: Path, mounts: str) -> str:
    """The kind of the file system that the folder is on, by the longest mount point above it in /proc/mounts."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        mount = fields[1].replace("\\040", " ")
        inside = str(folder) == mount or str(folder).startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, fields[2]
    return kind
