"""The ledger's arithmetic: bytes of an entry, the Merkle tree, signed checkpoints. Plain functions of data."""
