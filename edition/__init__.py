"""Edition: texts of articles in, a cross-linked digital edition out.

A book with one order of pages: a module imports only from those above it, and only those marked ● touch the world
(files, network, clock, processes).

    FIRST THINGS
      problems     Place, Problem, how a problem is printed
      text         the typed text: blocks, inlines, walk, plain text
      model        Edition, Article, Note, Contributor, Work ... (values; no behaviour)
      dates        dates at the precision known (EDTF level 0): parse, show, order
    ● files        the state of a file on disk, whole writes
    ● lock         one build at a time in a folder
    ● trees        the files below a folder with the digest of each
    FORMS          (text in, values out; and back)
      fields       what the fields of records are; the records of what notes cite
      records      the records an archivist writes: what each may say
      yaml_records   YAML <-> records, knowing the line and column of every field
      prose        Markdown without lists, tables and the like -> blocks, at once
      dialect      our Markdown: Python-Markdown's parser, less what eats text, plus marks and spans
      elements     what the library reads -> blocks
      markup       Markdown -> sections and notes
      markup_writer   sections and notes -> Markdown
      anchors      the ids of blocks and sections
      series       ids of notes that are numbered anew in every section
      urls         where everything lives in the site: the only maker of paths and links
      names        how a person's name is sorted and cited
    WHAT NOTES CITE
      persons      persons as a citation names them
      marked       a text with its quotations and italics, its sentences, its prose
      facts        dates, places, volumes, pages, addresses in a citation
      works        one citation -> a Work
      likeness     whether two citations cite one work, with evidence
      concordance  many citations -> groups that cite one work
      cited        the citations of a note
      citations    what a short note stands for: ibid., short titles, across a whole article
    TAKING IN
      datelines    dates as people write them
      vocabulary   heading words and other telltale words of six languages
      readers.lines           what every reader yields: lines with spans and hints
      readers.plain           plain text: bytes -> lines
      readers.tree, readers.metadata, readers.markdown_inlines, readers.markdown_notes
      readers.roles, readers.pairing, readers.styles, readers.unlinked, readers.layout, readers.page
      readers.jats, readers.tei, readers.xml, readers.word
      readers      READERS, the registry
      stretches    lines -> stretches that cover the source
      judged       a stretch with its kind, rule and confidence
      furniture    what a site prints around an article
      marks        marks of notes in every form
      bylines      names, ranks and degrees of a byline
      credits      bylines that say where their people work, a line for each
      titles       which line of the front is the title
      backmatter, linked_notes, labelled, anew, pointing, endnotes, headings, blocks, front   the judges of each zone
      discussion, parts, structured
      segment      lines -> judged stretches
      inlines, assembly, doubts   judged stretches -> text, and what is doubtful or lost
      spam_lexicon, spam_pitch, spam_stock, spam_signals, spam_wording, spam_trees
      spam_weights   (made by tools/learn_spam.py)
      spam         judge a comment, with reasons
      accession    tiles -> draft article, comments, quarantine, problems
    THE COLLECTION
      places       every run of words with its place
      numbering    the ids of blocks, kept for ever: the ledger
      collation    a text against its source, word by word
      apparatus    differences and their entries; corrections in the text
      editing      an article with its ids and corrections, and what nobody accounts for
    ● content      the layout of content/: an article's folder as a value; new files put there
      pictures     the images that come with a source
      filing       an accession -> the files of an article's folder
      starter      the files of a new edition
      links        where everything stands that a mark may stand in
      abbreviations   what an article explains itself
      subjects     the index of names: entries, where they stand, suggestions
      sentences    the sentence that carries each mark
      bibliography   what one article's notes cite, and where
      noted        the same, read from the notes' words
    ● check        every rule: a function, its code, its manual page
      linkcheck    the built site: links that lead nowhere, other hosts, ids used twice
    SHOWING
      html         text -> HTML
      cards        an article as other pages know it
      frames       what stands around every page
      citing       how to cite an article
      references   a work as a list of references gives it
      slips        what an article tells the catalogue of the works it cites
      cataloguing  the works that slips tell of, each once
      leaves       how a long list is parted into pages
      catalogue    the works cited across articles, as pages see them
      corrections  the list of corrections as its page shows it
      workviews    what the pages of works may see, and works on other pages
      indexview    the index of names as pages show it
      search_terms   the words of a text as the search sees them
      search_query, search_documents, search_letters, search_entries, search_shards
      common_words   words that tell nothing of a subject
      related      which articles have something in common, and what
      views        what each page may see
      listviews    what the pages of long lists may see
      previews     the cards that links show of where they lead
      witness      the source as received, stretch by stretch
      render       the Jinja environment, a template's closure, a page from its view
      search       what a query finds: the reference for the browser's search
      searched     an article as the search knows it
    BUILDING
      keys         tasks, their inputs, the keys of results
      origins      what an article is read from
      briefs       what is known of an article without its text
      worksteps    the steps of the catalogue of works
      steps        the steps of a build
      signposts    robots.txt, sitemap, OpenSearch, CNAME
      tasks        edition -> list of Task
    ● cache        content-addressed store of step results
    ● site         make a folder hold exactly these files
    ● ground       what a build stands on: folders, memory, the digest of all of it
    ● crew         work handed out to processes
    ● workshop     where steps are run: results kept by key, processes where that pays
    ● shelving     the shards of the search index, kept from build to build
    ● gathering    content/ -> the collection; what has not changed is not read again
    ● making       read, check, run tasks, write; what was done and why
    ● build        one build at a time, nothing done where nothing has changed
    DOORS
    ● lookup       what an edition says without being built
    ● progress     progress of long work on a terminal
    ● intake       files in, a report and an article's folder out
    ● emend        apparatus.yaml and ids.yaml in step with the text
    ● ahead        the pages a person is waiting for, ahead of the build
    ● serve        build on change, serve, reload the browser
    ● publish      site/ -> the pages branch
    ● mishaps      errors that no rule foresaw
    ● arguments    what the command's arguments may say
    ● cli          the command: its verbs, what it prints, how it ends
    ● __main__
"""

__version__ = "0.1.0"
