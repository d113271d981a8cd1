"""Tables as files: one description of a workbook (`sheets`), written as Excel, CSV and JSON.

Plain values in, bytes out: nothing here knows what an initiative is.
"""
