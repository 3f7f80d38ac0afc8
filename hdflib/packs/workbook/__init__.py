"""The spreadsheets of a pack: one workbook, written as XLSX and as ODS."""
