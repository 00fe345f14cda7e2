"""Time expressions: dates, intervals, durations and sets, with their values in EDTF."""
