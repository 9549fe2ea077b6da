"""People with a surface: MakeHuman's body shaped by phenotype, and the clothes on it."""
