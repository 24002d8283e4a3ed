/* Edition: the words of a text and of a query, as the index has them. The twin of edition/search_terms.py and
   edition/search_query.py: what is changed here is changed there. */
(root => {
  'use strict';
  const edition = root.edition = root.edition || {};

  /* ——— what a word is ——— */
  const LONGEST = 64;
  const HIDDEN = '\\u00ad\\u200c-\\u200f\\u202a-\\u202e\\u2060\\ufeff';
  const APOSTROPHE = "'’‘‛`´′＇";
  const DOTTED = 'A-Za-z\\u00c0-\\u024f\\u0370-\\u03ff\\u0400-\\u04ff';
  const LETTER = '\\p{L}\\p{N}';
  const TAIL = `[${LETTER}\\p{M}${HIDDEN}]`;
  const WORD = new RegExp(`[${DOTTED}](?:\\.[${DOTTED}])+(?!${TAIL})|[${LETTER}]${TAIL}*(?:[${APOSTROPHE}][${LETTER}]${TAIL}*)*`, 'gu');
  const BREAK = /[_\u00b2\u00b3\u00b9\u2070\u2074-\u2079]/g;
  const UNSPACED_RANGES = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029'
    + '\\u3040-\\u30ff\\u3130-\\u318f\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua960-\\ua97f\\uac00-\\ud7ff\\uf900-\\ufaff'
    + '\\uff66-\\uffdc\\u{20000}-\\u{323af}';
  const UNSPACED = new RegExp(`[${UNSPACED_RANGES}]`, 'u');
  const RUNS = new RegExp(`[${UNSPACED_RANGES}](?:(?![${UNSPACED_RANGES}])[\\p{M}${HIDDEN}])*|[^${UNSPACED_RANGES}]+`, 'gu');
  const APART = new RegExp(`[${APOSTROPHE}]`);
  const POSSESSIVE = new RegExp(`[${APOSTROPHE}\\u02bc][sSſ]$`);
  const ELIDED = new Set('l d j m n s t c qu lorsqu puisqu quoiqu jusqu dell nell sull dall all coll un quest quell'.split(' '));
  const DROPPED = new RegExp('[\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06ed'
    + `\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\u02b9-\\u02ff${APOSTROPHE}${HIDDEN}]`, 'gu');
  const LETTERS = {
    ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i', ħ: 'h', ŋ: 'ng', ŧ: 't', ĸ: 'k', ƒ: 'f',
    ɓ: 'b', ɗ: 'd', ɣ: 'g', ƙ: 'k', ŀ: 'l', ς: 'σ', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', ٱ: 'ا', ә: 'а', ґ: 'г',
  };
  for (const zero of [0x660, 0x6f0, 0x966]) for (let n = 0; n < 10; n++) LETTERS[String.fromCharCode(zero + n)] = String(n);
  const SPELLED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
  const NO_WORD = new RegExp(`[^${LETTER}\\p{M}]`, 'gu');

  function fold(word) {
    const bare = word.normalize('NFKD').toLowerCase().replace(DROPPED, '').replace(SPELLED, c => LETTERS[c]);
    return cut(bare.normalize('NFD').replace(DROPPED, '').normalize('NFC').replace(NO_WORD, ''));
  }
  const cut = form => form.length > LONGEST ? [...form].slice(0, LONGEST).join('') : form;
  const unspaced = form => UNSPACED.test(String.fromCodePoint(form.codePointAt(0)));

  // [start, end, form] of each word in a stretch; most stretches are one
  function pieces(word) {
    if (/^[A-Za-z0-9]+$/.test(word)) return [[0, word.length, word.toLowerCase().slice(0, LONGEST)]];
    if (word.includes('.')) return [[0, word.length, fold(word.replace(/\./g, ''))]];
    const out = [];
    word = word.replace(POSSESSIVE, '');
    let start = 0, at = 0, held = '';
    for (const part of word.split(APART)) {
      const end = at + part.length, first = !held;
      if (first) start = at;
      held += part;
      at = end + 1;
      if (end < word.length && !(first && ELIDED.has(fold(part)))) continue;
      if (UNSPACED.test(held)) {
        for (const run of word.slice(start, end).matchAll(RUNS)) {
          const form = fold(run[0]);
          if (form) out.push([start + run.index, start + run.index + run[0].length, form]);
        }
      } else {
        const form = fold(held);
        if (form) out.push([start, end, form]);
      }
      held = '';
    }
    return out;
  }
  const stretches = text => text.replace(BREAK, ' ').matchAll(WORD);
  function tokens(text, language) {
    const out = [], stem = stemmer(language);
    for (const match of stretches(text)) {
      for (const [start, end, form] of pieces(match[0])) {
        out.push({ start: match.index + start, end: match.index + end, form, term: unspaced(form) ? form : stem(form) });
      }
    }
    return out;
  }
  const normalise = text => [...stretches(text)].flatMap(match => pieces(match[0]).map(piece => piece[2])).join(' ');
  function terms(text, language) {
    const out = [], stem = stemmer(language);
    for (const match of stretches(text)) {
      let before = '', ended = 0;
      for (const [start, end, form] of pieces(match[0])) {
        if (unspaced(form)) {
          if (before && start === ended) out.push(before + form);
          out.push(form);
          before = form; ended = end;
        } else {
          out.push(stem(form));
          before = '';
        }
      }
    }
    return out;
  }

  /* ——— the stemmer: Porter's, as lunr.js has it ——— */
  const C = '[^aeiou][^aeiouy]*', V = '[aeiouy][aeiou]*';
  const ONE = new RegExp(`^(?:${C})?${V}${C}`), TWO = new RegExp(`^(?:${C})?${V}${C}${V}${C}`);
  const ONLY = new RegExp(`^(?:${C})?${V}${C}(?:${V})?$`), VOWEL = new RegExp(`^(?:${C})?[aeiouy]`);
  const SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`), DOUBLED = /([^aeiouylsz])\1$/;
  const endings = table => table.split(' ').map(entry => entry.split(':')).sort((a, b) => b[0].length - a[0].length);
  const SECOND = endings('ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize '
    + 'ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log');
  const THIRD = endings('icate:ic ative: alize:al iciti:ic ical:ic ful: ness:');
  const FOURTH = endings('al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ou: ism: ate: iti: ous: ive: ize:');
  const ending = (w, table) => table.find(pair => w.length > pair[0].length && w.endsWith(pair[0]));
  function replaced(w, table, measure) {
    const pair = ending(w, table), stem = pair && w.slice(0, -pair[0].length);
    return pair && measure.test(stem) ? stem + pair[1] : w;
  }
  function past(w) {
    if (w.length > 3 && w.endsWith('eed')) return ONE.test(w.slice(0, -3)) ? w.slice(0, -1) : w;
    const stem = w.endsWith('ed') ? w.slice(0, -2) : w.endsWith('ing') ? w.slice(0, -3) : '';
    if (!VOWEL.test(stem)) return w;
    if (/(at|bl|iz)$/.test(stem)) return stem + 'e';
    if (DOUBLED.test(stem)) return stem.slice(0, -1);
    return SHORT.test(stem) ? stem + 'e' : stem;
  }
  const stems = new Map();
  function porter(word) {
    if (word.length < 3 || /[\ud800-\udfff]/.test(word)) return word;
    let w = stems.get(word);
    if (w !== undefined) return w;
    w = word[0] === 'y' ? 'Y' + word.slice(1) : word;
    if (/.(ss|i)es$/.test(w)) w = w.slice(0, -2);
    else if (/.[^s]s$/.test(w)) w = w.slice(0, -1);
    w = past(w);
    if (/.[^aeiou]y$/.test(w)) w = w.slice(0, -1) + 'i';
    w = replaced(replaced(w, SECOND, ONE), THIRD, ONE);
    if (ending(w, FOURTH)) w = replaced(w, FOURTH, TWO);
    else if (/.[st]ion$/.test(w) && TWO.test(w.slice(0, -3))) w = w.slice(0, -3);
    if (/.e$/.test(w)) {
      const stem = w.slice(0, -1);
      if (TWO.test(stem) || ONLY.test(stem) && !SHORT.test(stem)) w = stem;
    }
    if (/ll$/.test(w) && TWO.test(w)) w = w.slice(0, -1);
    if (word[0] === 'y') w = 'y' + w.slice(1);
    stems.set(word, w);
    return w;
  }
  // Plurals and genders of five languages: ending, what replaces it, the least length of the word
  const LIGHT = {
    de: ['ern::6 en::5 er::5 em::5 es::5 e::4 s::5', 'n::5'],
    es: ['ces:z:5 os:o:4 as:a:4 es:e:4', 'o::4 a::4 e::4'],
    fr: ['eaux:eau:6 aux:al:6 x::6 s::5', 'e::5', 's::6', 'll:l:6 nn:n:5 tt:t:5'],
    it: ['chi:c:5 che:c:5 ghi:g:5 ghe:g:5 i::4 e::4 a::4 o::4', 'i::5'],
    pt: ['oes:ao:4 aes:ao:4 ns:m:4 ais:al:5 eis:el:6 ois:ol:5 s::5', 'a::5 o::5 e::5'],
  };
  const STEMMERS = { en: porter };
  for (const [language, tables] of Object.entries(LIGHT)) {
    const steps = tables.map(endings);
    STEMMERS[language] = word => /[\ud800-\udfff]/.test(word) ? word : steps.reduce((w, step) => {
      const rule = step.find(([ending, , least]) => w.length >= least && w.endsWith(ending));
      return rule ? w.slice(0, w.length - rule[0].length) + rule[1] : w;
    }, word);
  }
  const stemmer = language => STEMMERS[language.split('-')[0].toLowerCase()] || (form => form);

  /* ——— a query ——— */
  const CLAUSE = /([-−–+]?)(?:(title|author|note|work) *: *)?(?:"([^"]*)"?|([^ "]+))/gi;
  const SPACE = /[\x00-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]/g;
  function parse(text) {
    const clauses = new Map();
    for (const [, sign, field, phrase, word] of text.replace(SPACE, ' ').replace(/[“”„‟«»＂]/g, '"').matchAll(CLAUSE)) {
      for (const clause of clausesOf(phrase, word, (field || '').toLowerCase(), /[-−–]/.test(sign))) {
        clauses.set(JSON.stringify(clause), clause);
      }
    }
    const first = [...clauses.values()].slice(0, 32);
    return { wanted: first.filter(c => !c.excluded), excluded: first.filter(c => c.excluded) };
  }
  function clausesOf(phrase, word, field, excluded) {
    const sign = word && (/(?:\*|~[0-9]?)$/.exec(word) || [''])[0];
    const text = phrase !== undefined ? phrase : word.slice(0, word.length - sign.length);
    const forms = tokens(text, '').map(token => token.form);
    if (!forms.length) return [];
    const clause = (forms, keys, phrase, prefix = false, fuzzy = 0) => ({ forms, keys, phrase, field, excluded, prefix, fuzzy });
    if (phrase !== undefined) return [clause(forms, keysOf(text), true)];
    if (forms.some(unspaced) || excluded && forms.length > 1) return [clause(forms, keysOf(text), forms.length > 1)];
    return forms.map((form, i) => i < forms.length - 1 ? clause([form], [form], false) : clause([form], [form], false,
      sign[0] === '*', sign[0] === '~' ? Math.min(2, Number(sign.slice(1) || 1)) : 0));
  }
  function keysOf(text) {
    const keys = new Set();
    for (const match of stretches(text)) {
      const forms = pieces(match[0]), pair = (a, b) => a && b && unspaced(a[2]) && unspaced(b[2]) && a[1] === b[0];
      forms.forEach((piece, i) => {
        if (pair(forms[i - 1], piece)) keys.add(forms[i - 1][2] + piece[2]);
        else if (!pair(piece, forms[i + 1])) keys.add(piece[2]);
      });
    }
    return [...keys];
  }
  const plainTerms = (form, languages) =>
    unspaced(form) ? [form] : [...new Set(languages.map(language => stemmer(language)(form)))].sort();
  function near(form, other, most) {
    const a = [...form], b = [...other];
    if (a[0] !== b[0] || Math.abs(a.length - b.length) > most) return false;
    let before = [], row = [...Array(b.length + 1).keys()], earlier;
    for (let i = 0; i < a.length; i++) {
      earlier = before; before = row; row = [i + 1];
      for (let j = 0; j < b.length; j++) {
        let best = Math.min(before[j + 1] + 1, row[j] + 1, before[j] + (a[i] !== b[j] ? 1 : 0));
        if (i && j && a[i] === b[j - 1] && a[i - 1] === b[j]) best = Math.min(best, earlier[j - 1] + 1);
        row.push(best);
      }
      if (Math.min(...row) > most) return false;
    }
    return row[b.length] <= most;
  }

  /* ——— in a passage ——— */
  function found(clause, wanted, words) {
    const out = [], last = clause.forms.length - 1;
    for (let i = 0; i + last < words.length; i++) {
      if (!clause.phrase ? wanted.has(words[i].term)
        : clause.forms.every((form, k) => words[i + k].form === form) && !(out.length && i <= out[out.length - 1][1])) {
        out.push(clause.phrase ? [i, i + last] : [i, i]);
      }
    }
    return out;
  }

  edition.words = { tokens, normalise, terms, stemmer, porter, unspaced, parse, plainTerms, near, found };
  if (typeof module === 'object') module.exports = edition.words;
})(typeof window === 'object' ? window : globalThis);
