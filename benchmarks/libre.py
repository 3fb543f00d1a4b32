"""Files edited and saved by LibreOffice: a macro in a profile of its own does what a list of jobs says.

A person at the keyboard is what this stands for: text is replaced, typed and deleted through the document, and the
whole file is written anew by the program.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_MACRO = r"""
Sub Run(jobs As String)
  On Error Goto Failed
  Dim files, stream, f, doc
  Dim row As String
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  stream = createUnoService("com.sun.star.io.TextInputStream")
  stream.setInputStream(files.openFileRead(jobs))
  stream.setEncoding("UTF-8")
  Do While Not stream.isEOF()
    row = stream.readLine()
    If row <> "" Then
      f = Split(row, Chr(9))
      Select Case f(0)
        Case "open"
          doc = StarDesktop.loadComponentFromURL(f(1), "_blank", 0, Array(Arg("Hidden", True)))
        Case "save"
          doc.storeToURL(f(1), Array(Arg("FilterName", f(2))))
        Case "close"
          doc.close(True)
        Case "accept"
          Tell(doc, ".uno:AcceptAllTrackedChanges")
        Case "reject"
          Tell(doc, ".uno:RejectAllTrackedChanges")
        Case "track"
          doc.RecordChanges = (f(1) = "on")
        Case "replace"
          TypeOver(doc, CLng(f(1)), CLng(f(2)), CLng(f(3)), f(4))
        Case "delete"
          DeleteParagraph(doc, CLng(f(1)))
        Case "insert"
          InsertParagraph(doc, CLng(f(1)), f(2))
        Case "split"
          SplitParagraph(doc, CLng(f(1)), CLng(f(2)))
        Case "join"
          JoinParagraphs(doc, CLng(f(1)))
        Case "bold"
          MakeBold(doc, CLng(f(1)), CLng(f(2)), CLng(f(3)))
        Case "comment"
          AddNote(doc, CLng(f(1)), f(2), f(3))
        Case "list"
          WriteList(doc, f(1))
      End Select
    End If
  Loop
  stream.closeInput()
  StarDesktop.terminate()
  Exit Sub
Failed:
  Open ConvertFromUrl(jobs & ".error") For Output As #1
  Print #1, Error$ & " (" & Erl & ") " & row
  Close #1
  StarDesktop.terminate()
End Sub

Function Arg(name As String, value)
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = name
  made.Value = value
  Arg = made
End Function

Sub Tell(doc, command As String)
  Dim helper
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
End Sub

Function Paragraph(doc, number As Long)
  Dim row, one
  Dim count As Long
  row = doc.Text.createEnumeration()
  count = 0
  Do While row.hasMoreElements()
    one = row.nextElement()
    If one.supportsService("com.sun.star.text.Paragraph") Then
      If count = number Then
        Paragraph = one
        Exit Function
      End If
      count = count + 1
    End If
  Loop
End Function

Function CursorAt(doc, number As Long, start As Long, length As Long)
  Dim made
  made = doc.Text.createTextCursorByRange(Paragraph(doc, number).Start)
  If start > 0 Then made.goRight(start, False)
  If length > 0 Then made.goRight(length, True)
  CursorAt = made
End Function

Sub TypeOver(doc, number As Long, start As Long, length As Long, words As String)
  CursorAt(doc, number, start, length).setString(words)
End Sub

Sub DeleteParagraph(doc, number As Long)
  Dim made
  made = doc.Text.createTextCursorByRange(Paragraph(doc, number).Start)
  made.gotoEndOfParagraph(True)
  made.goRight(1, True)
  made.setString("")
End Sub

Sub InsertParagraph(doc, number As Long, words As String)
  Dim made
  made = doc.Text.createTextCursorByRange(Paragraph(doc, number).End)
  doc.Text.insertControlCharacter(made, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  doc.Text.insertString(made, words, False)
End Sub

Sub SplitParagraph(doc, number As Long, start As Long)
  doc.Text.insertControlCharacter(CursorAt(doc, number, start, 0), com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
End Sub

Sub JoinParagraphs(doc, number As Long)
  Dim made
  made = doc.Text.createTextCursorByRange(Paragraph(doc, number).End)
  made.goRight(1, True)
  made.setString("")
End Sub

Sub MakeBold(doc, number As Long, start As Long, length As Long)
  CursorAt(doc, number, start, length).setPropertyValue("CharWeightAsian", com.sun.star.awt.FontWeight.BOLD)
End Sub

Sub AddNote(doc, number As Long, author As String, words As String)
  Dim note
  note = doc.createInstance("com.sun.star.text.textfield.Annotation")
  note.setPropertyValue("Author", author)
  note.setPropertyValue("Content", words)
  doc.Text.insertTextContent(Paragraph(doc, number).End, note, False)
End Sub

Sub WriteList(doc, target As String)
  Dim files, stream, out, row, one
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  out = createUnoService("com.sun.star.io.TextOutputStream")
  out.setOutputStream(files.openFileWrite(target))
  out.setEncoding("UTF-8")
  row = doc.Text.createEnumeration()
  Do While row.hasMoreElements()
    one = row.nextElement()
    If one.supportsService("com.sun.star.text.Paragraph") Then out.writeString(Join(Split(one.String, Chr(10)), Chr(11)) & Chr(10))
  Loop
  out.closeOutput()
End Sub
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Edits"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">{}\
</script:module>
"""
DOCX, DOC = "MS Word 2007 XML", "MS Word 97"
_SECONDS = 600

Job = Sequence[str | int]
"""What is done: ``open`` a file, ``replace`` (paragraph, start, length, words), ``save`` …"""


def office() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def run(program: str, jobs: Sequence[Job]) -> None:
    """Does the jobs in one run of LibreOffice.  Paths are given as URLs; paragraphs are counted from 0."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = _profile(program, folder)
        listed = folder / "jobs.txt"
        lines = ["\t".join(str(field).replace("\t", " ").replace("\n", " ") for field in job) for job in jobs]
        listed.write_text("\n".join(lines) + "\n", "utf-8")
        macro = f'macro:///Standard.Edits.Run("{listed.as_uri()}")'
        _start(program, profile, [macro])
        failed = Path(f"{listed}.error")
        if failed.exists():
            raise RuntimeError(failed.read_text("utf-8", errors="replace"))


def _profile(program: str, folder: Path) -> Path:
    """A profile that knows the macro and lets it run."""
    profile = folder / "profile"
    _start(program, profile, ["--terminate_after_init"])
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    (library / "Edits.xba").write_text(_MODULE.format(escape(_MACRO)), "utf-8")
    return profile


def _start(program: str, profile: Path, arguments: Sequence[str]) -> None:
    """Runs LibreOffice to its end; ends all of it where that does not come."""
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        process.wait(_SECONDS)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
