"""Every sentence of this library, in English and in French."""
