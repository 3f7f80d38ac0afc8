"""Warm kernels: processes forked from a server that has imported what notebooks import.

`server` is the process that forks, `child` what becomes of a fork, `process` a fork as its starter
sees it, `provisioner` what gives it to jupyter_client, `warm` what a build uses.
"""
