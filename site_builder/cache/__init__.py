"""What makes a warm build quick: results kept by the digest of all that they were made of."""
