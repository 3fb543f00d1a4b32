"""Old Word and WPS files: LibreOffice makes a .docx of them where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from drafter.errors import ReadError

SAVE_AS_DOCX = "请先在 Word 或 WPS 里打开它，另存为 .docx 再读"
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SECONDS = 120


def office_program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def converted(data: bytes, ending: str) -> bytes:
    """The bytes of a .docx made of an old file.  Raises ReadError with what to do instead."""
    program = office_program()
    if program is None:
        raise ReadError(f"{ending} 要用 LibreOffice 转换，这台电脑上没有装", advice=SAVE_AS_DOCX)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"report{ending}"
        source.write_bytes(data)
        _run(program, folder, source)
        made = folder / "out" / "report.docx"
        if not made.is_file():
            raise ReadError(f"LibreOffice 没能转换这个 {ending} 文件", advice=SAVE_AS_DOCX)
        return made.read_bytes()


def _run(program: str, folder: Path, source: Path) -> None:
    """Convert with a profile of its own, so that an open LibreOffice is not disturbed."""
    command = [
        *(program, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise ReadError(f"LibreOffice 转换了{_SECONDS}秒还没有完成，已经停下", advice=SAVE_AS_DOCX) from None
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the conversion and what it has started, if it still runs."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
