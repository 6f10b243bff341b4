"""What an operator does on the command line, one module per noun; `hilo/__main__.py` lists them."""
