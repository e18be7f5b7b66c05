#!/usr/bin/env python3
"""Prints what another program finds in a spreadsheet, as JSON. Usage: read_xlsx.py FILE"""

import datetime
import json
import sys

import openpyxl

KINDS = {"n": "n", "s": "s", "b": "b", "d": "d", "f": "FORMULA", "inlineStr": "s"}


def plain(cell):
    value = cell.value.isoformat() if isinstance(cell.value, datetime.datetime) else cell.value
    return [KINDS.get(cell.data_type, cell.data_type), value]


sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
json.dump(
    {
        "sheet": sheet.title,
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "widths": {name: column.width for name, column in sheet.column_dimensions.items()},
        "rows": [[plain(cell) for cell in row] for row in sheet.iter_rows()],
    },
    sys.stdout,
)
