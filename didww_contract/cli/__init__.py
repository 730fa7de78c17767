"""The command `didww-contract`: options, exit statuses and printing. Nothing else prints or exits."""
