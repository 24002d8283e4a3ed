/* Edition: marks the words of ?q= on the page that a search has led to. */
(() => {
  'use strict';
  const asked = new URLSearchParams(location.search).get('q');
  if (!asked) return;
  const OUT = 'script,style,template,nav,form,button,dialog,[aria-hidden=true],[role=doc-noteref],[role=doc-backlink]';
  const BLOCK = 'p,li,td,th,dd,dt,h1,h2,h3,h4,h5,h6,blockquote,figcaption,caption,div,section,pre,del';
  const script = document.createElement('script');
  script.src = new URL('words.js', document.currentScript.src);
  const ready = new Promise(done => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', done); else done();
  });
  script.onload = () => ready.then(mark);
  document.head.append(script);

  function mark() {
    const words = window.edition.words, main = document.querySelector('main') || document.body;
    const language = document.documentElement.lang, clauses = words.parse(asked).wanted;
    // The terms of a block that a clause stands for, as far as this page can tell without the index
    const meant = (clause, tokens) => {
      const last = clause.keys[clause.keys.length - 1], terms = words.plainTerms(last, [language, '']);
      return new Set(tokens.filter(({ form, term }) => terms.includes(term) || clause.prefix && form.startsWith(last)
        || clause.fuzzy && words.near(last, form, clause.fuzzy)).map(token => token.term));
    };
    // The text of each block, with the nodes that it is made of
    const blocks = new Map, walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(OUT)) continue;
      const block = node.parentElement.closest(BLOCK) || main;
      if (!blocks.has(block)) blocks.set(block, []);
      blocks.get(block).push(node);
    }
    for (const nodes of blocks.values()) {
      const text = nodes.map(node => node.data).join(''), tokens = words.tokens(text, language), ranges = [];
      for (const clause of clauses) {
        for (const [first, last] of words.found(clause, meant(clause, tokens), tokens)) ranges.push([tokens[first].start, tokens[last].end]);
      }
      ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      let at = 0, done = 0;
      for (const node of nodes) {
        const end = at + node.data.length;
        let rest = node, from = at;
        for (const [start, stop] of ranges) {
          const a = Math.max(start, from, done), z = Math.min(stop, end);
          if (a >= z) continue;
          const found = a > from ? rest.splitText(a - from) : rest;
          rest = z < end ? found.splitText(z - a) : null;
          const mark = document.createElement('mark');
          found.replaceWith(mark);
          mark.append(found);
          from = done = z;
          if (!rest) break;
        }
        at = end;
      }
    }
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      for (let closed = target.closest('details'); closed; closed = closed.parentElement.closest('details')) closed.open = true;
      const box = target.getBoundingClientRect();
      if (box.top < 0 || box.top > innerHeight * 0.8) target.scrollIntoView({ block: 'center' });
    }
  }
})();
