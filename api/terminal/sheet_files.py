"""Answers as a table in a file that Excel opens as it is: CSV with a mark of UTF-8, or XLSX, by the file's name."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from api.answers import task_shapes
from api.terminal.cells import Cell, harmless
from api.terminal.stopped import writing
from api.wording import say
from graph.messages import Language

TASK_COLUMNS = (
    *("id", "plan", "no", "group", "task", "lead", "lead_id", "lead_now", "coordinating"),
    *("deadline", "due_after", "due_before", "product", "budget", "indicators", "progress"),
)
WORKLOAD_COLUMNS = ("lead_id", "lead", "year", "quarter", "due_after", "due_before", "due_tasks")
WIDEST = 50
"""Columns of more characters than this fold their words."""
_BOOK = ".xlsx"

Row = Sequence[Cell]


def write_table(path: Path, columns: Iterable[str], rows: Iterable[Row], language: Language) -> None:
    """Write a table under its heads. Raises Stopped where the file cannot be written."""
    heads = [say(f"sheet.{name}", language) for name in columns]
    write = _write_book if path.suffix.lower() == _BOOK else _write_lines
    with writing(path):
        write(path, [heads, *rows])


def task_rows(found: Iterable[task_shapes.Task]) -> Iterator[Row]:
    """A task a row; several bodies in one cell are parted by semicolons."""
    for task in found:
        parts = [part for part in task["assignments"] if part["role"] == "coordinating"]
        due = task["deadline"]
        yield (
            task["id"],
            task["document"],
            task["no"] or "",
            task["group"] or "",
            task["text"],
            "; ".join(lead["raw"] for lead in task["leads"]),
            "; ".join(lead["agency"]["id"] for lead in task["leads"] if lead["agency"]),
            "; ".join(heir["name"] or "" for lead in task["leads"] for heir in lead["now"]),
            "; ".join(part["raw"] for part in parts),
            due["raw"] if due else "",
            _day(due["start"]) if due else "",
            _day(due["end"]) if due else "",
            task["product"]["raw"] if task["product"] else "",
            task["budget"]["raw"] if task["budget"] else "",
            "; ".join(task["indicators"]),
            task["progress"] or "",
        )


def workload_rows(found: Iterable[task_shapes.Workload]) -> Iterator[Row]:
    """A body and quarter a row, then what has no last day."""
    for one in found:
        known = one["agency"]["id"] if one["agency"] else ""
        for due in one["due"]:
            days = (_day(due["due_after"]), _day(due["due_before"]))
            yield (known, one["name"], due["year"], due["quarter"], *days, due["tasks"])
        if one["undated"]:
            yield (known, one["name"], "", "", "", "", one["undated"])


def _day(iso: str | None) -> Cell:
    return date.fromisoformat(iso) if iso else ""


def _write_lines(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([harmless(cell) for cell in row] for row in rows)


def _write_book(path: Path, rows: Sequence[Row]) -> None:
    """Heads that stay in sight, columns as wide as their words, days as days."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for number, column in enumerate(zip(*rows, strict=True), start=1):
        longest = max(len(str(cell)) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)
    heads, *others = rows
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in others:
        sheet.append([_cell(sheet, value) for value in row])
    book.save(path)


def _cell(sheet: WriteOnlyWorksheet, value: Cell, *, bold: bool = False) -> BookCell:
    cell = WriteOnlyCell(sheet)
    cell.value = harmless(value)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    return cell
