"""Keeps what this process holds in memory from other programs of the same user, and out of files that a crash leaves.

And keeps it small: what is free goes back to the system.

Linux is tested; what is said here to Windows and macOS follows their documentation and was not tried there. An
administrator may read everything, on every system.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
# Of glibc's mallopt.
_M_TRIM_THRESHOLD, _M_ARENA_MAX = -1, -8
_FREE_AT_MOST = 128 * 1024

# Rights to a process of Windows. Who may copy handles out of it can make himself one with every right.
_SYNCHRONIZE, _TERMINATE, _COPY_HANDLES, _ASK_LITTLE = 0x100000, 0x0001, 0x0040, 0x1000
_MAY_BE_ENDED = _SYNCHRONIZE | _TERMINATE | _ASK_LITTLE
_WER_NO_HEAP, _WER_NO_SNAPSHOTS = 1, 128 | 256
_SEM_FAIL_CRITICAL, _SEM_NO_FAULT_BOX = 1, 2


def close_off() -> None:
    """From now on: no core dump, no crash report with our memory, no reading by other programs of this user."""
    if sys.platform == "win32":
        _let_others(_MAY_BE_ENDED)
        _no_crash_reports()
    else:
        import ctypes
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0)


def stay_small() -> None:
    """From now on, before any thread begins: memory that is free goes back to the system.

    glibc gives each thread a heap of its own and keeps what is free in them: with 100,000 clients shown, searched and
    scrolled this gives 20 MB of 280 back; what lies free between things in use stays until `give_back`.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError):  # a C library without it
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_M_ARENA_MAX, 1)
            mallopt(_M_TRIM_THRESHOLD, _FREE_AT_MOST)


def give_back() -> None:
    """Now, what lies free between things in use goes back, too: 30 MB of 245 with 100,000 clients shown, in 6 ms."""
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def open_to_children() -> Iterator[None]:
    """While a process of our own starts: on Windows it fetches its end of the pipe out of us, by copying handles."""
    if sys.platform == "win32":
        _let_others(_MAY_BE_ENDED | _COPY_HANDLES)
        try:
            yield
        finally:
            _let_others(_MAY_BE_ENDED)
    else:
        yield


if sys.platform == "win32":

    def _let_others(rights: int) -> None:
        """Who owns this process as a user may do this much to it; not even its owner may widen that from outside."""
        import ctypes
        from ctypes import wintypes

        dacl, revision = 4, 1
        security = ctypes.WinDLL("advapi32", use_last_error=True)
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.LocalFree.argtypes = [ctypes.c_void_p]
        make = security.ConvertStringSecurityDescriptorToSecurityDescriptorW
        make.argtypes = [wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p]
        security.SetKernelObjectSecurity.argtypes = [wintypes.HANDLE, wintypes.DWORD, ctypes.c_void_p]
        # OW, the owner's own rights: named, they no longer hold the right to change this list.
        words = f"D:P(A;;0x{rights:x};;;{_own_sid()})(A;;RC;;;OW)"
        made = ctypes.c_void_p()
        if make(words, revision, ctypes.byref(made), None):
            security.SetKernelObjectSecurity(kernel.GetCurrentProcess(), dacl, made)
            kernel.LocalFree(made)

    def _own_sid() -> str:
        """The user of this process as Windows writes it: S-1-5-21-..."""
        import ctypes
        from ctypes import wintypes

        query, token_user = 8, 1
        security = ctypes.WinDLL("advapi32", use_last_error=True)
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.CloseHandle.argtypes = [wintypes.HANDLE]
        kernel.LocalFree.argtypes = [ctypes.c_void_p]
        security.OpenProcessToken.argtypes = [wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.HANDLE)]
        information = security.GetTokenInformation
        information.argtypes = [wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD, ctypes.c_void_p]
        security.ConvertSidToStringSidW.argtypes = [ctypes.c_void_p, ctypes.POINTER(wintypes.LPWSTR)]
        token, length, text = wintypes.HANDLE(), wintypes.DWORD(256), wintypes.LPWSTR()
        if not security.OpenProcessToken(kernel.GetCurrentProcess(), query, ctypes.byref(token)):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            room = ctypes.create_string_buffer(length.value)  # begins with a pointer to the SID
            if not information(token, token_user, room, length, ctypes.byref(length)):
                raise ctypes.WinError(ctypes.get_last_error())
            sid = ctypes.cast(room, ctypes.POINTER(ctypes.c_void_p)).contents
            if not security.ConvertSidToStringSidW(sid, ctypes.byref(text)):
                raise ctypes.WinError(ctypes.get_last_error())
        finally:
            kernel.CloseHandle(token)
        said = str(text.value)
        kernel.LocalFree(text)
        return said

    def _no_crash_reports() -> None:
        """Windows Error Reporting neither asks nor keeps our memory; a bundled program is left out altogether."""
        import ctypes
        from pathlib import Path

        kernel = ctypes.WinDLL("kernel32")
        kernel.SetErrorMode(_SEM_FAIL_CRITICAL | _SEM_NO_FAULT_BOX)
        kernel.WerSetFlags(_WER_NO_HEAP | _WER_NO_SNAPSHOTS)
        if getattr(sys, "frozen", False):  # without a bundle it would be Python itself, for every program
            ctypes.WinDLL("wer").WerAddExcludedApplication(ctypes.c_wchar_p(Path(sys.executable).name), 0)
