"""Edition: texts of articles in, a cross-linked digital edition out."""

__version__ = "0.1.0"
