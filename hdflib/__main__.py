"""``python -m hdflib`` is the ``hdf`` command."""

from hdflib.cli import main

main()
