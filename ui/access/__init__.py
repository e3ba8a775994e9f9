"""People and access: who works here, what each role may, requests, the journal."""
