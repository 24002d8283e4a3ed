/* What the reader's browser computes, for tests/test_search_twins.py: one JSON question in, one JSON answer out. */
'use strict';
const fs = require('fs'), path = require('path');
const { Index, words } = require(path.join(process.argv[2], 'search.js'));
const lunr = require(path.join(process.argv[2], 'lunr.js'));
const question = JSON.parse(fs.readFileSync(0, 'utf8'));

const answers = {
  words: ({ texts, language }) => texts.map(text => {
    const at = new Uint32Array(text.length + 1); // the place of each code unit among the characters, as Python counts
    for (let i = 0, n = 0; i < text.length; n++) { at[i] = n; i += text.codePointAt(i) > 0xffff ? 2 : 1; at[i] = n + 1; }
    return {
      tokens: words.tokens(text, language).map(t => [at[t.start], at[t.end], t.form, t.term]),
      terms: words.terms(text, language), normalised: words.normalise(text),
    };
  }),
  // lunr's own stemmer beside ours, for words that lunr would see as one
  stems: ({ forms }) => forms.map(form => {
    let theirs = form;
    lunr.stemmer({ update: change => { theirs = change(form); } });
    return [words.porter(form), theirs];
  }),
  queries: ({ texts }) => texts.map(text => words.parse(text)),
  near: ({ pairs }) => pairs.map(([a, b, most]) => words.near(a, b, most)),
  // every query over an index that is loaded as the page loads it: the collection, then only the shards that are asked for
  find: ({ files, queries }) => queries.map(([text, within]) => {
    const index = loaded(files), query = words.parse(text);
    load(index, files, index.missing(query));
    const hits = index.ranked(query, within).flatMap(({ article, score }) => {
      index.passages(...read(files, `search/passages/${index.card.ids[article]}.js`).given);
      const passages = index.passagesOf(article, query, within);
      return passages ? [[index.card.ids[article], score, passages.map(one => [one.id, one.kind, one.label, index.snippet(one)])]] : [];
    });
    if (!hits.length) load(index, files, index.shardsForMeant(query));
    return [hits, hits.length ? '' : index.meant(query)];
  }),
  // the scores of our index beside those of one whole lunr index of the same terms
  whole: ({ files, fields, documents, queries }) => {
    const whole = lunr(function () {
      this.pipeline.reset(); this.searchPipeline.reset();
      this.tokenizer = text => text.split(' ').filter(Boolean).map(term => new lunr.Token(term, {}));
      this.tokenizer.separator = / /;
      for (const [field, boost] of Object.entries(fields)) this.field(field, { boost });
      for (const document of documents) this.add(document);
    });
    return queries.map(text => {
      const query = words.parse(text), index = loaded(files);
      load(index, files, index.missing(query));
      // lunr's own way from a word to several terms is its pipeline
      const groups = [];
      whole.pipeline = { runString: number => groups[number].terms };
      for (const [clauses, presence] of [[query.wanted, lunr.Query.presence.REQUIRED], [query.excluded, lunr.Query.presence.PROHIBITED]]) {
        for (const clause of clauses) groups.push({ terms: index.terms(clause, 0), fields: index.fieldsOf(clause, []), presence });
      }
      const asked = groups.some(({ terms, presence }) => !terms.length && presence === lunr.Query.presence.REQUIRED) ? []
        : whole.query(q => groups.forEach(({ fields, presence }, i) => q.clause({ term: String(i), fields, presence })));
      return [index.ranked(query).map(hit => [index.card.ids[hit.article], hit.score]), asked.map(result => [result.ref, result.score])];
    });
  },
};

function read(files, name) {
  const edition = {};
  for (const call of ['collection', 'shard', 'passages']) edition[call] = (...given) => { edition.given = given; };
  new Function('edition', files[name])(edition);
  return edition;
}
function loaded(files) {
  const index = new Index;
  index.collection(...read(files, 'search/collection.js').given);
  return index;
}
function load(index, files, numbers) {
  for (const at of numbers) index.shard(...read(files, index.shardPath(at)).given);
}
process.stdout.write(JSON.stringify(answers[question.ask](question)));
