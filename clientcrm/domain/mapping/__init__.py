"""What the columns, rows and values of a spreadsheet are: headers, targets, header rows, totals, tiers."""
