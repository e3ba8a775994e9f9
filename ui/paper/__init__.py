"""What goes onto paper: lists of clients, the sheet with the recovery code, and the dialog that chooses the printer."""
