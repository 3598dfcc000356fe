"""Quote and claim provenance: who carries which wording of a statement."""
