"""The subcommands of `hdf`."""
