"""Statistical secrecy: suppression of small counts, and the audit that attacks the result."""
