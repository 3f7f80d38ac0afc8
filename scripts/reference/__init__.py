"""Making of data/reference/region-XX: membership, populations and contours."""
