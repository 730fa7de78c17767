"""`python -m didww_contract` is `didww-contract`."""

from didww_contract.cli.main import main

main()
