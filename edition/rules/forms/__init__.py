"""What is no running text: tables, lists, verse, chronologies."""
