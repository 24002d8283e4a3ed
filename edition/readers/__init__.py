"""From a raw source to lines with spans and hints; `READERS` is the registry."""
