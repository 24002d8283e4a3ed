"""The files of a new, empty edition."""

from __future__ import annotations

import json

from edition import records

WORKFLOW = """\
# Builds the edition and publishes it with GitHub Pages.
# Once, in the repository's settings: Pages, Source, "GitHub Actions".
name: Pages
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: false
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/configure-pages@v5
        id: pages
      - uses: actions/cache@v4
        with:
          path: .edition
          key: edition-${{ github.sha }}
          restore-keys: edition-
      - run: pip install INSTALL
      - run: edition build --base-url "$BASE_URL/"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url }}
      - uses: actions/upload-pages-artifact@v3
        with:
          path: site
  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/deploy-pages@v4
        id: deployment
"""

ABOUT = """\
# How this edition treats its texts

> A text is published once. Everything done to it afterwards should be open to view.

Each article here was first published elsewhere, and its page says where and when.
We keep the words as they stood, with their spelling and their slips.
The received file is stored unaltered beside the text we set.

What does not belong to an article is taken out and kept apart.
"""

README = """\
# Content

One folder an article, in articles/: article.yaml is the record, text.md the text.
The folder's name is the article's address: choose it once and keep it.

    edition new article 2020-doe-example
    edition new contributor Jane Doe
    edition import pasted-text.txt

A note is marked [^1] in the text and stands at the end of text.md: [^1]: The note.
What import writes is a draft: look it over, then set status: published.
"""

KEPT_AS_RECEIVED = """\
# What was received is kept to the byte, whatever line ends this machine likes.
content/articles/*/source/** -text
"""


def files() -> dict[str, bytes]:
    """The files by their path in the new edition's folder."""
    texts = {
        "content/edition.yaml": (
            "# yaml-language-server: $schema=schemas/edition.schema.json\n"
            "title: A new edition\n"
            "# The address where the site will stand, with its path.\n"
            "base_url: https://example.org/edition/\n"
            "# description: One or two sentences for the home page.\n"
        ),
        "content/README.md": README,
        "content/pages/about.md": ABOUT,
        "content/articles/.gitkeep": "",
        "content/contributors/.gitkeep": "",
        "templates/README.md": "A file here stands in place of the file of the same name in Edition's own theme.\n",
        "site/.gitkeep": "",
        ".gitignore": "site/*\n!site/.gitkeep\n.edition/\n",
        ".gitattributes": KEPT_AS_RECEIVED,
        ".github/workflows/pages.yml": WORKFLOW.replace("INSTALL", "edition"),
    }
    texts |= {f"content/schemas/{name}.schema.json": text for name, text in schemas().items()}
    return {path: text.encode() for path, text in texts.items()}


def schemas() -> dict[str, str]:
    """The JSON Schemas by which editors complete and check the records, by the record's name."""
    return {name: json.dumps(records.schema(name), indent=1) + "\n" for name in records.RECORDS}
