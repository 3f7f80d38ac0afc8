"""Reading and checking what a commission is given: params, reference data and figures."""
