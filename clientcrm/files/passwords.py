"""Undoing and making the password protection of Office files."""

from __future__ import annotations

import io
from typing import BinaryIO

from clientcrm.files.errors import DamagedFile, PasswordNeeded, PasswordUnsupported, WrongFilePassword

# Excel encrypts write-protected workbooks with this; whoever opens them in Excel sees no question.
_SILENT_PASSWORD = "VelvetSweatshop"


def decrypted(file: BinaryIO, path: str, password: str | None) -> io.BytesIO:
    """The workbook without its protection, in memory alone.

    Raises PasswordNeeded, WrongFilePassword, PasswordUnsupported, DamagedFile.
    """
    for attempt in (_SILENT_PASSWORD, password):
        if attempt is not None:
            content = _opened_by(file, path, attempt)
            if content is not None:
                return content
    raise WrongFilePassword(path) if password else PasswordNeeded(path)


def is_encrypted(file: BinaryIO) -> bool:
    """Whether an OLE file is protected: calamine takes some kinds of protection for damage."""
    import msoffcrypto

    file.seek(0)
    try:
        return bool(msoffcrypto.OfficeFile(file).is_encrypted())
    except Exception:  # noqa: BLE001  damage of any kind means that there is nothing to undo
        return False


def _opened_by(file: BinaryIO, path: str, password: str) -> io.BytesIO | None:
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

    file.seek(0)
    content = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(file)
        if type(office).__name__ == "OOXMLFile":
            office.load_key(password=password, verify_password=True)
        else:
            office.load_key(password=password)
        office.decrypt(content)
    except InvalidKeyError:
        return None
    except (DecryptionError, FileFormatError):
        raise PasswordUnsupported(path, {"kind": "office"}) from None
    except Exception:  # noqa: BLE001  a damaged file ends in any error of the parser
        raise DamagedFile(path, {"reason": "damaged"}) from None
    content.seek(0)
    return content


def encrypted(content: BinaryIO, password: str, target: BinaryIO) -> None:
    """Write the xlsx `content` into `target` under a password, as Excel 2010 and later do (AES-256, agile)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    content.seek(0)
    OOXMLFile(content).encrypt(password, target)
