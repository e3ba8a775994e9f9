"""Where a base may lie."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from clientcrm.data.places import file_system, require_new_place, require_space, unsafe_reason
from clientcrm.domain.errors import BaseExists, NoSpace, UnsafePlace


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("Документы/база", ""),
        ("Dropbox/база", "cloud"),
        ("OneDrive/Документы/база", "cloud"),
        ("OneDrive - Чайный дом/база", "cloud"),
        ("Library/CloudStorage/GoogleDrive-marina@gmail.com/база", "cloud"),
        ("Library/Mobile Documents/база", "cloud"),
        ("YandexDisk/база", "cloud"),
        ("Яндекс.Диск/база", "cloud"),
        ("Облако Mail.ru/база", "cloud"),
        ("Cloud Mail.Ru/база", "cloud"),
        ("Yandex.Disk.localized/база", "cloud"),
        ("iCloudDrive/база", "cloud"),
        ("Library/CloudStorage/Box-Box/база", "cloud"),
        ("Облако Mail/база", "cloud"),
        ("dropboxes/база", ""),
        ("megapolis/база", ""),
    ],
)
def test_folders_of_clouds_are_known_by_their_names(tmp_path: Path, path: str, reason: str) -> None:
    assert unsafe_reason(tmp_path / path) == reason
    if reason:
        with pytest.raises(UnsafePlace) as caught:
            require_new_place(tmp_path / path)
        assert caught.value.reason == reason
    else:
        require_new_place(tmp_path / path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_into_a_cloud_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "shop").mkdir(parents=True)
    (tmp_path / "innocent").symlink_to(tmp_path / "Dropbox" / "shop")
    assert unsafe_reason(tmp_path / "innocent" / "base") == "cloud"


@pytest.mark.skipif(sys.platform == "win32", reason="a path of Windows there")
@pytest.mark.parametrize("path", ["//server/share/base"])
def test_a_path_of_another_computer_is_network(path: str) -> None:
    assert unsafe_reason(Path(path)) == "network"


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /srv/share nfs4 rw 0 0
marina@shop: /home/marina/shop fuse.sshfs rw 0 0
//nas/crm /mnt/the\\040nas cifs rw 0 0
/dev/sdb1 /srv/share/local ext4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/marina/base", "ext4"),
        ("/home/marina/shop", "fuse.sshfs"),
        ("/home/marina/shopping/base", "ext4"),
        ("/srv/share/base", "nfs4"),
        ("/srv/share/local/base", "ext4"),
        ("/mnt/the nas/base", "cifs"),
        ("/run/user/1000/gvfs/smb-share:server=nas", "fuse.gvfsd-fuse"),
    ],
)
def test_the_kind_of_the_longest_mount_point_counts(folder: str, kind: str) -> None:
    assert file_system(Path(folder), MOUNTS) == kind


@pytest.mark.parametrize("name", ["keys.json", "keys.prev.json", "clients.3.db"])
def test_never_where_a_base_or_its_remains_are(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(BaseExists):
        require_new_place(tmp_path)
    with pytest.raises(BaseExists):
        require_new_place(tmp_path / name)


def test_room_is_asked_for_before_it_is_needed(tmp_path: Path) -> None:
    require_space(tmp_path, 1)
    with pytest.raises(NoSpace) as caught:
        require_space(tmp_path, 1 << 60)
    assert caught.value.needed == 1 << 60
