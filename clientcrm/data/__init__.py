"""How the business is kept: tables, engines, migrations, search."""
