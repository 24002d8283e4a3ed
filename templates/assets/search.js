/* Edition: the search page. Loads the shards that a query needs with <script> (so that a page from disk can), has lunr
   rank the articles, and finds the passages in the texts of the best. Every word it shows comes from the page's own
   <template>s. The index itself is described in edition/search_shards.py. */
(root => {
  'use strict';
  const edition = root.edition = root.edition || {};
  const words = typeof module === 'object' ? require('./words.js') : edition.words;
  const lunr = typeof module === 'object' ? require('./lunr.js') : root.lunr;

  /* ——— numbers as letters ——— */
  let alphabet = '';
  for (let c = 0x21; c < 0x7f; c++) if (!'"\\|<.,'.includes(String.fromCharCode(c))) alphabet += String.fromCharCode(c);
  const HALF = alphabet.length / 2, DIGIT = new Uint8Array(128);
  [...alphabet].forEach((letter, i) => { DIGIT[letter.charCodeAt(0)] = i; });
  function unpacked(letters) {
    const out = [];
    let number = 0, place = 1;
    for (let i = 0; i < letters.length; i++) {
      const digit = DIGIT[letters.charCodeAt(i)];
      if (digit < HALF) { out.push(number + digit * place); number = 0; place = 1; } else { number += (digit - HALF) * place; place *= HALF; }
    }
    return out;
  }
  // What a shard says of a term: for each field the articles and how often, flat; its words with the number of their articles
  function decoded(term, letters) {
    const [fields, forms] = letters.split('|'), entry = { fields: [], forms: new Map };
    for (const written of fields.split(' ')) {
      const numbers = unpacked(written), posting = [];
      for (let i = 0, at = -1; i < numbers.length; i++) {
        at += (numbers[i] >> 1) + 1;
        posting.push(at, numbers[i] & 1 ? numbers[++i] + 2 : 1);
      }
      entry.fields.push(posting);
    }
    for (const written of forms ? forms.split(' ') : []) {
      const point = written.lastIndexOf('.');
      let kept = 1;
      while (DIGIT[written.charCodeAt(kept - 1)] >= HALF) kept++;
      entry.forms.set(term.slice(0, term.length - unpacked(written.slice(0, kept))[0]) + written.slice(kept, point), unpacked(written.slice(point + 1))[0]);
    }
    if (!forms) entry.forms.set(term, articlesOf(entry).size);
    return entry;
  }
  function articlesOf(entry) {
    const out = new Set;
    for (const posting of entry.fields) for (let i = 0; i < posting.length; i += 2) out.add(posting[i]);
    return out;
  }

  /* ——— the snippet ——— */
  const LENGTH = 190, SLACK = 60;
  const STOP = /[.!?…。！？｡]["'”’»)\]]*(?: |$)|[。！？｡]/, CLOSING = /^[.!?…。！？｡]?["'”’»)\]]*[.!?…。！？｡]?/;
  function snippet(text, tokens, places) {
    if (!tokens.length) return text ? [[text, false]] : [];
    const [first, last] = extent(text, tokens, places), out = first === 0 ? [] : [['… ', false]];
    let at = first === 0 ? 0 : tokens[first].start;
    const end = last === tokens.length - 1 ? text.length
      : tokens[last].end + CLOSING.exec(text.slice(tokens[last].end, tokens[last + 1].start).slice(0, 20))[0].length;
    for (const [start, stop] of places) {
      if (start < first || stop > last || tokens[start].start < at) continue;
      if (at < tokens[start].start) out.push([text.slice(at, tokens[start].start), false]);
      out.push([text.slice(tokens[start].start, tokens[stop].end), true]);
      at = tokens[stop].end;
    }
    if (at < end) out.push([text.slice(at, end), false]);
    if (last < tokens.length - 1) out.push([' …', false]);
    return out;
  }
  function extent(text, tokens, places) {
    const sums = [0], stops = i => i < 0 || i + 1 >= tokens.length
      || STOP.test(text.slice(tokens[i].end, tokens[i + 1].start).slice(0, 20));
    for (const token of tokens) sums.push(sums[sums.length - 1] + (words.unspaced(token.form) ? 3 : 6));
    if (sums[tokens.length] <= LENGTH + SLACK) return [0, tokens.length - 1];
    let first = 0, most = 0;
    places.forEach(([start], i) => {
      const inside = places.slice(i, i + 12).filter(([, stop]) => sums[stop + 1] - sums[start] <= LENGTH - SLACK).length;
      if (inside > most) [first, most] = [start, inside];
    });
    let begin = first;
    while (begin > 0 && sums[first] - sums[begin] < SLACK && !(begin < first && stops(begin - 1))) begin--;
    if (stops(first - 1)) begin = first;
    let last = begin;
    while (last < tokens.length - 1 && sums[last + 2] - sums[begin] <= LENGTH) last++;
    const needed = Math.max(begin, ...places.filter(([start, stop]) => start >= begin && stop <= last).map(place => place[1]));
    for (let stop = last; stop >= needed && sums[last + 1] - sums[stop + 1] <= SLACK; stop--) if (stops(stop)) return [begin, stop];
    return [begin, last];
  }

  /* ——— the index, as far as it is loaded ——— */
  const K1 = 1.2, B = 0.75; // lunr's
  const WITHIN = { text: ['text'], notes: ['note', 'reading'], biographies: ['biography'] };
  const OF_QUERY = { title: ['title'], author: ['author'], note: ['note'], work: ['reading', 'note', 'work'] };
  const FIELD = { text: 'text', heading: 'text', abstract: 'text', caption: 'text', note: 'note', reading: 'reading', biography: 'biography' };
  const ENDINGS = ['', 'i', 'e', 'l', 'le', 'a', 'o', 'ao', 'z', 'm']; // what a stem may have that its word has not

  class Index {
    constructor() { this.shards = new Map; this.texts = new Map; this.entries = new Map; this.read = new WeakMap; this.rare = new WeakMap; }
    collection(card) {
      this.card = card;
      this.fields = Object.keys(card.fields);
      this.lengths = card.lengths.map(unpacked);
      this.means = this.lengths.map(lengths => lengths.reduce((a, b) => a + b, 0) / lengths.length);
    }
    shard(first, entries) { this.shards.set(first, entries); }
    passages(id, passages) { this.texts.set(id, passages); }

    url(article) { const id = this.card.ids[article]; return own(this.card.urls, id) || `articles/${id}.html`; }
    shardOf(term) {
      const firsts = this.card.shards;
      let low = 0, high = firsts.length;
      while (low < high) { const at = low + high >> 1; if (firsts[at] <= term) low = at + 1; else high = at; }
      return Math.max(0, low - 1);
    }
    /** The shards (by number) that a query needs. */
    shardsFor(query) {
      const out = new Set, { shards, languages } = this.card;
      const range = start => { for (let at = this.shardOf(start); at < shards.length && shards[at] < start + '\uffff'; at++) out.add(at); };
      for (const clause of [...query.wanted, ...query.excluded]) {
        clause.keys.forEach((key, i) => {
          const last = i === clause.keys.length - 1;
          if (last && clause.prefix) { range(key); for (const term of stemsOf(key)) out.add(this.shardOf(term)); }
          if (last && clause.fuzzy) range([...key][0]);
          for (const term of words.plainTerms(key, languages)) out.add(this.shardOf(term));
        });
      }
      return shards.length ? [...out].sort((a, b) => a - b) : [];
    }
    shardPath(at) {
      const plain = this.card.shards[at].replace(/[^a-z0-9]/g, c => '_' + c.charCodeAt(0).toString(16).padStart(4, '0'));
      return `search/terms/t-${plain}.js`;
    }
    missing(query) { return this.shardsFor(query).filter(at => !this.shards.has(this.card.shards[at])); }

    entry(term) {
      let entry = this.entries.get(term);
      if (entry === undefined) {
        const shard = this.shards.get(this.card.shards[this.shardOf(term)]);
        if (!shard) return null;
        const letters = own(shard, term);
        entry = letters === undefined ? null : decoded(term, letters);
        this.entries.set(term, entry);
      }
      return entry;
    }
    termsFrom(first) {
      const out = [], firsts = this.card.shards;
      for (let at = this.shardOf(first); at < firsts.length && firsts[at] < first + '\uffff'; at++) {
        for (const term of Object.keys(this.shards.get(firsts[at]) || {})) if (term.startsWith(first)) out.push(term);
      }
      return out;
    }
    /** The terms of the index that a key of a clause stands for, in order. */
    terms(clause, i) {
      const key = clause.keys[i], last = i === clause.keys.length - 1;
      const out = new Set(words.plainTerms(key, this.card.languages).filter(term => this.entry(term)));
      if (last && clause.prefix) {
        for (const term of [...this.termsFrom(key), ...stemsOf(key)]) {
          const entry = this.entry(term);
          if (entry && [...entry.forms.keys()].some(form => form.startsWith(key))) out.add(term);
        }
      }
      if (last && clause.fuzzy) for (const [form, term] of this.nearby(key, clause.fuzzy)) if (form) out.add(term);
      return [...out].sort();
    }
    nearby(key, most) {
      const out = [];
      for (const term of this.termsFrom([...key][0])) {
        for (const [form, number] of this.entry(term).forms) if (words.near(key, form, most)) out.push([form, term, number]);
      }
      return out;
    }

    /** The articles that have what is wanted and nothing that is not, best first: [{article, score}]. Phrases are yet to be verified. */
    ranked(query, within = []) {
      const groups = [], { PROHIBITED, REQUIRED } = lunr.Query.presence;
      for (const clause of query.wanted) {
        clause.keys.forEach((_, i) => groups.push({ terms: this.terms(clause, i), fields: this.fieldsOf(clause, within), presence: REQUIRED }));
      }
      if (!groups.length || groups.some(group => !group.terms.length)) return [];
      for (const clause of query.excluded) {
        const terms = clause.phrase ? [] : this.terms(clause, 0);
        if (terms.length) groups.push({ terms, fields: this.fieldsOf(clause, []), presence: PROHIBITED });
      }
      return this.lunr(groups).query(asked => groups.forEach(({ fields, presence }, i) => {
        asked.clause({ term: i + '+', fields, presence });
        if (presence === REQUIRED) asked.clause({ term: i + '-', fields });
      }))
        .map(result => ({ article: Number(result.ref), score: result.score }))
        .sort((a, b) => b.score - a.score || a.article - b.article);
    }
    fieldsOf(clause, within) {
      return OF_QUERY[clause.field] || (within.length ? within.flatMap(group => WITHIN[group]) : this.fields.filter(field => field !== 'work'));
    }
    /** A lunr.Index of the query's own terms, with the weights that they have in the index of the whole collection. Of
        terms that stand in the same groups (those of stem* above all) the first carries the weights of all: the scores
        are the same, and lunr has less to do. The pipeline leads from a group's number to those that carry ("+") and to
        the others ("-"), which only count in the length of the query's vector. */
    lunr(groups) {
      const { fields, card, lengths, means } = this, articles = card.ids.length, alike = new Map;
      const invertedIndex = Object.create(null), vectors = Object.create(null), none = Object.fromEntries(fields.map(field => [field, NOTHING]));
      const terms = [...new Set(groups.flatMap(group => group.terms))].sort(), sets = groups.map(group => new Set(group.terms));
      terms.forEach((term, _index) => {
        const where = sets.map(set => set.has(term) ? 1 : 0).join('');
        if (!alike.has(where)) alike.set(where, []);
        alike.get(where).push(term);
        invertedIndex[term] = { _index, ...none };
      });
      for (const [first, ...others] of alike.values()) {
        const sums = fields.map(() => new Float64Array(articles));
        for (const term of [first, ...others]) {
          const entry = this.entry(term);
          const rarity = idf(articles, entry.fields.reduce((sum, flat) => sum + flat.length / 2, 0));
          entry.fields.forEach((flat, f) => {
            const boost = card.fields[fields[f]], length = lengths[f], mean = means[f];
            for (let i = 0; i < flat.length; i += 2) {
              const times = flat[i + 1];
              const weight = rarity * ((K1 + 1) * times) / (K1 * (1 - B + B * (length[flat[i]] / mean)) + times) * boost;
              sums[f][flat[i]] += Math.round(weight * 1000) / 1000 || ANY;
            }
          });
        }
        const posting = invertedIndex[first];
        fields.forEach((field, f) => {
          const having = posting[field] = Object.create(null);
          sums[f].forEach((sum, article) => {
            if (!sum) return;
            const ref = field + '/' + article;
            having[article] = NOTHING;
            (vectors[ref] = vectors[ref] || []).push(posting._index, sum);
          });
        });
      }
      for (const ref of Object.keys(vectors)) vectors[ref] = new lunr.Vector(vectors[ref]);
      const carry = new Set([...alike.values()].map(terms => terms[0]));
      const pipeline = { runString: key => groups[parseInt(key, 10)].terms.filter(term => carry.has(term) === key.endsWith('+')) };
      return new lunr.Index({ invertedIndex, fieldVectors: vectors, tokenSet: lunr.TokenSet.fromArray(terms), fields, pipeline });
    }

    /** For each word of a query, the articles that have it within these parts. */
    standing(query, within) {
      return query.wanted.flatMap(clause => clause.keys.map((_, i) => this.having(clause, i, this.fieldsOf(clause, within))));
    }
    /** Whether the articles' texts decide. */
    verifies(query) { return [...query.wanted, ...query.excluded].some(clause => clause.phrase); }
    /** The passages of one article that its texts show, best first; null if the article is no hit after all. */
    passagesOf(article, query, within = []) {
      const passages = this.tokens(article), card = this.card, kinds = clause => this.fieldsOf(clause, clause.excluded ? [] : within);
      const titles = { title: [card.titles[article]], author: card.authors[article].map(at => card.people[at][1]) };
      const elsewhere = clause => kinds(clause).some(field => (titles[field] || []).some(text => words.found(clause, null, words.tokens(text, '')).length));
      const has = (clause, passage) => kinds(clause).includes('work') && passage.work && words.found(clause, this.wanted(clause), passage.work).length;
      const places = (clause, passage) => kinds(clause).includes(FIELD[passage.kind]) ? words.found(clause, this.wanted(clause), passage.tokens) : [];
      for (const clause of query.excluded) {
        if (clause.phrase && (elsewhere(clause) || passages.some(passage => places(clause, passage).length))) return null;
      }
      const asked = query.wanted.filter(clause => clause.field !== 'title' && clause.field !== 'author');
      let all = false, out = [];
      const seen = new Set;
      passages.forEach((passage, position) => {
        const marks = asked.map(clause => places(clause, passage));
        const met = marks.map((mark, i) => mark.length > 0 || Boolean(has(asked[i], passage)));
        met.forEach((yes, i) => { if (yes) seen.add(asked[i]); });
        if (!met.includes(true)) return;
        // A corrected passage is followed by itself as published: that is shown where it has more of the words.
        const last = out[out.length - 1], met_ = met.filter(Boolean).length;
        if (last && last.id === passage.id) {
          if (met_ <= last.met) return;
          out.pop();
        }
        const every = !met.includes(false);
        if (every && !all) { all = true; out = []; }
        if (all && !every) return;
        const length = 0.25 + 0.75 * passage.tokens.length / 60;
        const score = card.fields[FIELD[passage.kind]] * marks.reduce((sum, mark, i) => sum + this.rarity(asked[i]) * mark.length * 2.2 / (mark.length + 1.2 * length), 0);
        out.push({ id: passage.id, kind: passage.kind, label: passage.label, score, position, passage, marks, met: met_ });
      });
      for (const clause of query.wanted) {
        if (clause.phrase && !seen.has(clause) && !elsewhere(clause)) return null;
      }
      return out.sort((a, b) => b.score - a.score || a.position - b.position);
    }
    snippet(found) {
      const places = found.marks.flat().sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      return snippet(found.passage.text, found.passage.tokens, places);
    }
    wanted(clause) {
      if (!this.read.has(clause)) this.read.set(clause, new Set(clause.phrase ? [] : this.terms(clause, 0)));
      return this.read.get(clause);
    }
    rarity(clause) {
      if (!this.rare.has(clause)) {
        this.rare.set(clause, Math.max(...clause.keys.map((_, i) => Math.log(1 + this.card.ids.length / Math.max(1, this.having(clause, i).size)))));
      }
      return this.rare.get(clause);
    }
    /** The articles that have a key of a clause, in some of the fields or in any. */
    having(clause, i, fields = this.fields) {
      const out = new Set;
      for (const term of this.terms(clause, i)) {
        const entry = this.entry(term);
        for (const field of fields) {
          const flat = entry.fields[this.fields.indexOf(field)] || [];
          for (let at = 0; at < flat.length; at += 2) out.add(flat[at]);
        }
      }
      return out;
    }
    tokens(article) {
      const id = this.card.ids[article], texts = this.texts.get(id), language = this.card.documentLanguages[article];
      if (!texts.tokens) {
        texts.tokens = texts.map(([id, kind, label, text, work]) =>
          ({ id, kind, label, text, tokens: words.tokens(text, language), work: work && words.tokens(work, language) }));
      }
      return texts.tokens;
    }

    /** The query with each word that no article has replaced by the nearest that one has; '' where there is none. */
    meant(query) {
      let changed = false;
      const out = query.wanted.map(clause => {
        const forms = clause.forms.map((form, i) => {
          if (words.unspaced(form) || words.plainTerms(form, this.card.languages).some(term => this.entry(term))) return form;
          const most = form.length < 4 ? 0 : form.length < 8 ? 1 : 2;
          for (let distance = 1; distance <= most; distance++) {
            const best = this.nearby(form, distance).sort((a, b) => b[2] - a[2] || (a[0] < b[0] ? -1 : 1))[0];
            if (best) { changed = true; return best[0]; }
          }
          return form;
        });
        return (clause.field ? clause.field + ':' : '') + (clause.phrase ? `"${forms.join(' ')}"` : forms.join(' ')) + (clause.prefix ? '*' : '');
      });
      return changed ? [...out, ...query.excluded.map(c => '-' + (c.phrase ? `"${c.forms.join(' ')}"` : c.forms[0]))].join(' ') : '';
    }
    /** The shards that `meant` looks through. */
    shardsForMeant(query) {
      const unknown = query.wanted.flatMap(clause => clause.forms).filter(form => !words.unspaced(form) && form.length > 3);
      return this.shardsFor({ wanted: unknown.map(form => ({ keys: [form], fuzzy: 1 })), excluded: [] });
    }
  }
  const ANY = 1e-300; // a weight that lunr rounds to nothing still says that the term is there
  const own = (table, name) => Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
  const NOTHING = Object.freeze(Object.create(null));
  const stemsOf = key => {
    const out = [];
    for (let k = 2; k <= key.length; k++) for (const ending of ENDINGS) out.push(key.slice(0, k) + ending);
    return out;
  };
  function idf(articles, having) {
    return Math.log(1 + Math.abs((articles - having + 0.5) / (having + 0.5)));
  }

  edition.Index = Index;
  if (typeof module === 'object') { module.exports = { Index, words }; return; }

  /* ——— the page ——— */
  const index = new Index;
  for (const name of ['collection', 'shard', 'passages']) edition[name] = (...given) => index[name](...given);
  const home = new URL('../', document.currentScript.src);
  const loading = new Map;
  function load(file) {
    if (!loading.has(file)) {
      loading.set(file, new Promise((done, failed) => {
        const script = document.createElement('script');
        script.src = new URL(file, home);
        script.onload = () => { script.remove(); done(); };
        script.onerror = () => { script.remove(); loading.delete(file); failed(new Error(file)); };
        document.head.append(script);
      }));
    }
    return loading.get(file);
  }
  const collection = load('search/collection.js');
  const loadShards = numbers => Promise.all(numbers.map(at =>
    index.shards.has(index.card.shards[at]) ? null : load(`${index.shardPath(at)}?v=${index.card.versions[at]}`)));
  const loadTexts = article => index.texts.has(index.card.ids[article]) ? null : load(`search/passages/${encodeURIComponent(index.card.ids[article])}.js`);

  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const stamp = id => $('#' + id).content.firstElementChild.cloneNode(true);
  const say = (word, given = {}) => {
    const from = $(`[data-word="${word}"]`, $('#search-words').content);
    return (from ? from.textContent : '').replace(/\{(\w+)\}/g, (_, name) => given[name]);
  };
  const count = (word, n) => say(n === 1 ? word : word + 's', { n: n.toLocaleString(document.documentElement.lang || undefined) });

  const AT_ONCE = 4;      // passages of an article that are shown before the rest is asked for
  const WHOLE = 25;       // an edition of so many articles is small enough to be fetched whole
  const FIRST = 2;        // of a larger one, so many articles' texts are fetched before the reader scrolls
  const PAGE = 50;        // articles listed before the reader scrolls
  const MANY = 100;       // articles that are looked through for a phrase, and
  const ENOUGH = 10;      // those found, before the reader is waited for
  const FACETS = ['in', 'author', 'publication', 'subject', 'year'];
  const BEGUN = /^[^"“”„«»]*[\p{L}\p{N}]{3}$/u;
  let asked = 0, state = { text: '', query: null, within: {}, rest: [] };

  function start() {
    const list = $('#search-results'), fields = $$('form[role=search] input[name=q]'), status = $('[role=status]');
    if (!list || !status || !$('#search-words')) return;
    const main = fields[fields.length - 1], aside = $('aside form');
    const given = new URLSearchParams(location.search);
    state.within = Object.fromEntries(FACETS.map(name => [name, given.getAll(name)]));
    const show = text => fields.forEach(field => { if (field !== document.activeElement || field.value !== text) field.value = text; });
    show(given.get('q') || '');

    let timer;
    for (const field of fields) {
      field.addEventListener('input', () => {
        clearTimeout(timer);
        // What is loaded is answered at once; what is not waits until the reader pauses.
        const text = field.value, ready = index.card && !index.missing(words.parse(text)).length;
        const ask = () => run(text, {}, true);
        if (ready) ask(); else timer = setTimeout(ask, 150);
      });
      field.form.addEventListener('submit', event => {
        clearTimeout(timer);
        if (!address(field.value, state.within)) return;
        event.preventDefault();
        show(field.value);
        run(field.value, state.within);
      });
    }
    if (aside) {
      aside.addEventListener('change', () => {
        const chosen = new FormData(aside);
        run(state.text, Object.fromEntries(FACETS.map(name => [name, chosen.getAll(name)])));
      });
      aside.addEventListener('submit', event => event.preventDefault());
    }
    document.addEventListener('keydown', event => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' || event.altKey || event.ctrlKey || event.metaKey) return;
      const links = $$('.entry a, a.passage', list).filter(link => link.getClientRects().length), from = document.activeElement;
      const at = links.indexOf(from);
      if (at < 0 && !(fields.includes(from) && event.key === 'ArrowDown')) return;
      event.preventDefault();
      const to = at + (event.key === 'ArrowDown' ? 1 : -1);
      (to < 0 ? main : links[Math.min(to, links.length - 1)]).focus();
    });

    const seen = 'IntersectionObserver' in root ? new IntersectionObserver(entries => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) { seen.unobserve(target); target.dispatchEvent(new Event('seen')); }
    }) : { observe(target) { target.dispatchEvent(new Event('seen')); }, disconnect() {} };

    function address(text, within) {
      const to = new URLSearchParams(text ? { q: text } : {});
      for (const name of FACETS) for (const value of within[name] || []) to.append(name, value);
      const query = to.toString();
      try { history.replaceState(null, '', query ? '?' + query : location.pathname.replace(/^.*\//, '')); return true; } catch { return false; }
    }

    async function run(text, within, typing = false) {
      const turn = ++asked, current = () => turn === asked;
      address(text, within);
      try {
        await collection;
        let ranked = await rankedFor(text, within, typing, current);
        // A word that is not finished yet stands for all that begin so.
        if (current() && typing && !ranked.length && BEGUN.test(text)) ranked = await rankedFor(text + '*', within, typing, current);
        if (!current()) return;
        if (!state.query.wanted.length) { clear(); tell(say('empty'), 0); return; }
        if (index.verifies(state.query)) {
          if (!typing) tell(say('searching'));
          ranked = await verified(ranked, [], current);
          if (!current()) return;
        }
        facets(ranked);
        await listed(ranked, current);
        if (current() && !ranked.length) await suggest(current);
      } catch {
        if (current()) { clear(); tell(say('failed')); }
      }
    }
    async function rankedFor(text, within, typing, current) {
      const query = words.parse(text), missing = index.missing(query);
      if (missing.length) { if (!typing) tell(say('searching')); await loadShards(missing); }
      if (!current()) return [];
      state = { text, query, within, rest: [] };
      return index.ranked(query);
    }
    // Whether an article has a phrase only its text can say. What is found is shown while the rest is looked through; of
    // very many articles, the last ones when the reader has come to the end of the list.
    async function verified(ranked, out, current) {
      let shown = out.length, at = 0;
      state.rest = [];
      for (; at < ranked.length && !(at >= MANY && narrowed(out).length >= ENOUGH); at += 8) {
        const some = ranked.slice(at, at + 8);
        await Promise.all(some.map(hit => loadTexts(hit.article)));
        if (!current()) return out;
        out = [...out, ...some.filter(hit => index.passagesOf(hit.article, state.query))];
        if (out.length && !shown && at + 8 < ranked.length) { shown = out.length; await listed(out, current); tell(say('searching')); }
      }
      if (current()) state.rest = ranked.slice(at);
      return out;
    }
    // The articles that meet what is chosen, where it stands left out or not
    const chosen = name => state.within[name] || [];
    const filtered = (ranked, but) => {
      const names = FACETS.filter(name => name !== 'in' && name !== but && chosen(name).length);
      return ranked.filter(hit => names.every(name => values(name, hit.article).some(value => chosen(name).includes(value))));
    };
    const standing = (ranked, groups) => {
      if (!groups.length) return ranked;
      const sets = index.standing(state.query, groups), phrases = index.verifies(state.query);
      return ranked.filter(hit => sets.every(set => set.has(hit.article)) && (!phrases || index.passagesOf(hit.article, state.query, groups)));
    };
    function narrowed(ranked) {
      const left = new Set(standing(filtered(ranked), chosen('in')).map(hit => hit.article));
      return (chosen('in').length ? index.ranked(state.query, chosen('in')) : ranked).filter(hit => left.has(hit.article));
    }

    /* the list */
    function clear() { seen.disconnect(); list.replaceChildren(); if (aside) aside.closest('aside').hidden = true; }
    function tell(text, articles) { status.textContent = text; if (articles === undefined) delete status.dataset.articles; else status.dataset.articles = articles; }
    async function listed(ranked, current) {
      const { query } = state, hits = narrowed(ranked);
      const whole = index.card.ids.length <= WHOLE, first = hits.slice(0, whole ? PAGE : FIRST);
      await Promise.all(first.map(hit => loadTexts(hit.article)));
      if (!current()) return;
      seen.disconnect();
      const entries = [], passages = new Map;
      const fill = (item, hit) => {
        const found = index.passagesOf(hit.article, query, state.within.in || []) || [];
        passages.set(hit.article, found.length);
        entry(item, hit.article, found, query);
      };
      const more = from => {
        for (const [i, hit] of hits.slice(from, from + PAGE).entries()) {
          const item = stamp('search-hit');
          heading(item, hit.article);
          if (from + i < first.length || index.texts.has(index.card.ids[hit.article])) fill(item, hit);
          else {
            item.addEventListener('seen', async () => { await loadTexts(hit.article); if (current()) fill(item, hit); });
            seen.observe(item);
          }
          entries.push(item);
        }
        if (from + PAGE < hits.length) {
          const last = entries[entries.length - 1];
          last.addEventListener('seen', () => { if (current()) { entries.length = 0; more(from + PAGE); list.append(...entries); } });
          seen.observe(last);
        } else if (state.rest.length) {
          const last = entries[entries.length - 1];
          last.addEventListener('seen', async () => {
            const further = await verified(state.rest, ranked, current);
            if (current()) { facets(further); await listed(further, current); }
          });
          seen.observe(last);
        }
      };
      more(0);
      list.replaceChildren(...entries);
      const total = [...passages.values()].reduce((a, b) => a + b, 0);
      const articles = count('article', hits.length);
      tell(!hits.length ? say('nothing') : state.rest.length ? say('at-least', { articles }) || articles
        : passages.size === hits.length && total ? say('articles-and-passages', { articles, passages: count('passage', total) }) : articles, hits.length);
    }
    function heading(item, article) {
      const { card } = index, link = $('a', item), small = $('.small', item);
      link.textContent = card.titles[article];
      link.href = index.url(article) + '?q=' + encodeURIComponent(state.text);
      const names = card.authors[article].map(at => card.people[at][1]), publication = card.publicationNames[card.publications[article]];
      const list = names.length > 1 ? names.slice(0, -1).join(', ') + ' ' + say('and') + ' ' + names[names.length - 1] : names.join('');
      small.textContent = list ? list + '. ' : '';
      if (publication) { const cite = document.createElement('cite'); cite.textContent = publication; small.append(cite, card.years[article] ? ', ' : ''); }
      small.append(card.years[article]);
    }
    function entry(item, article, found, query) {
      item.dataset.passages = found.length;
      const [first, rest] = $$('ol', item), details = $('details', item), to = index.url(article) + '?q=' + encodeURIComponent(state.text);
      const passage = one => {
        const li = stamp('search-passage'), link = $('a', li);
        link.href = to + '#' + encodeURIComponent(one.id);
        for (const [text, marked] of index.snippet(one)) {
          if (!marked) { link.append(text); continue; }
          const mark = document.createElement('mark');
          mark.textContent = text;
          link.append(mark);
        }
        const where = $('.loc', li);
        if (one.label) where.textContent = one.label; else where.remove();
        return li;
      };
      const shown = found.length > AT_ONCE + 1 ? AT_ONCE : found.length;
      first.replaceChildren(...found.slice(0, shown).map(passage));
      if (!found.length) first.remove();
      if (shown === found.length) { details.remove(); return; }
      $('summary', details).textContent = count('more-passage', found.length - shown);
      details.addEventListener('toggle', () => { if (!rest.children.length) rest.replaceChildren(...found.slice(shown).map(passage)); }, { once: true });
    }

    async function suggest(current) {
      const { query } = state;
      await loadShards(index.shardsForMeant(query));
      if (!current()) return;
      const meant = index.meant(query);
      if (!meant) return;
      const link = document.createElement('a');
      link.href = '?q=' + encodeURIComponent(meant);
      link.textContent = meant;
      link.addEventListener('click', event => { if (address(meant, {})) { event.preventDefault(); show(meant); main.focus(); run(meant, {}); } });
      status.append(' ', say('meant'), ' ', link);
    }

    /* narrowing */
    function values(name, article) {
      const { card } = index;
      switch (name) {
        case 'author': return card.authors[article].map(at => card.people[at][0]);
        case 'publication': return [card.publicationNames[card.publications[article]]];
        case 'subject': return card.subjects[article].map(at => card.subjectNames[at]);
        default: return [card.years[article]];
      }
    }
    function facets(ranked) {
      if (!aside) return;
      const names = new Map(index.card.people), groups = [];
      for (const name of FACETS) {
        const counts = new Map, others = filtered(ranked, name);
        if (name === 'in') for (const group of Object.keys(WITHIN)) counts.set(group, standing(others, [group]).length);
        else for (const hit of standing(others, chosen('in'))) for (const value of values(name, hit.article)) if (value) counts.set(value, (counts.get(value) || 0) + 1);
        for (const value of chosen(name)) if (!counts.has(value)) counts.set(value, 0);
        if (!counts.size) continue;
        const group = stamp('search-facet'), order = name === 'year' ? (a, b) => a[0] < b[0] ? 1 : -1 : name === 'in' ? () => 0 : (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
        $('legend', group).textContent = say('facet-' + name);
        for (const [value, number] of [...counts].sort(order).slice(0, 12)) {
          const label = stamp('search-choice'), input = $('input', label);
          Object.assign(input, { name, value, checked: chosen(name).includes(value) });
          input.after(' ' + (name === 'in' ? say('in-' + value) : name === 'author' ? names.get(value) : value) + ' ');
          $('span', label).textContent = number;
          group.append(label);
        }
        groups.push(group);
      }
      const focused = document.activeElement && document.activeElement.closest('aside') && [document.activeElement.name, document.activeElement.value];
      aside.replaceChildren(...groups);
      aside.closest('aside').hidden = !ranked.length;
      if (focused) { const again = $$('input', aside).find(input => input.name === focused[0] && input.value === focused[1]); if (again) again.focus(); }
    }

    if (given.get('q')) run(given.get('q'), state.within); else collection.catch(() => tell(say('failed')));
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start); else start();
})(typeof window === 'object' ? window : globalThis);
