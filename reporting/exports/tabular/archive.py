"""The zip around a file's parts, the same bytes for the same parts: fixed times, fixed system, fixed compression."""

import io
import re
import shutil
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EMPTY_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


def entry(name: str) -> ZipInfo:
    """A member with nothing in it that depends on when or where it was made."""
    info = ZipInfo(name, _FIRST_MOMENT)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


class FixedZip(ZipFile):
    """A zip for writing whose bytes follow from its content alone.

    openpyxl writes a workbook's parts into it. What is ours is put in on the way, without a second pass over the file:
    `rows` holds the XML of worksheets' rows by member name (openpyxl leaves those worksheets empty), `insertions` other
    XML by member name and the mark it goes before.
    """

    def __init__(
        self,
        target: IO[bytes],
        rows: dict[str, IO[bytes]] | None = None,
        insertions: dict[str, tuple[bytes, bytes]] | None = None,
    ) -> None:
        super().__init__(target, "w", ZIP_DEFLATED, compresslevel=_LEVEL)
        self._rows_of = rows or {}
        self._insertions = insertions or {}

    def _with_insertion(self, name: str, part: bytes) -> bytes:
        if name not in self._insertions:
            return part
        mark, insertion = self._insertions[name]
        before, found, after = part.partition(mark)
        if not found:
            raise ValueError(f"{name} has no {mark.decode()}")
        return before + insertion + found + after

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_args: Any, **_kwargs: Any) -> None:
        """Write a part; times and compression of the caller are not used."""
        name = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, ZipInfo) else str(zinfo_or_arcname)
        content = data.encode() if isinstance(data, str) else data
        super().writestr(entry(name), self._with_insertion(name, content), ZIP_DEFLATED, _LEVEL)

    def write(self, filename: Any, arcname: Any = None, *_args: Any, **_kwargs: Any) -> None:
        """Write a worksheet from openpyxl's temporary file, with its rows in place."""
        with open(filename, "rb") as source:
            part = source.read()
        rows = self._rows_of.get(str(arcname))
        if rows is None:
            self.writestr(arcname, part)
            return
        before, after = _EMPTY_ROWS.split(self._with_insertion(str(arcname), part), maxsplit=1)
        info = entry(str(arcname))
        info._compresslevel = _LEVEL  # type: ignore[attr-defined]  # public as compress_level from Python 3.13
        with rows, self.open(info, "w") as target:
            target.write(before + b"<sheetData>")
            shutil.copyfileobj(rows, target, 2**18)
            target.write(b"</sheetData>" + after)


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of the parts, in their order."""
    target = io.BytesIO()
    with FixedZip(target) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
