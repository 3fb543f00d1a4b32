"""Learning: a finished report becomes a pack of the bureau's own and the answers of its year."""
