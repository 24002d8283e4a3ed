"""Learns the weights of the judge of comments and writes edition/spam_weights.py.

    python tools/learn_spam.py CORPUS.jsonl            the table of cross-validated figures, then the weights
    python tools/learn_spam.py CORPUS.jsonl --quick    the weights alone, without the table

Each line of the corpus is {"text", "label": "spam" | "ham", "source"}; rows with "text_only_decidable": false are
left out. To it come the comments of invented_comments.jsonl, for advertising that the corpus hardly holds: they teach,
but neither pick the threshold nor count in the figures of "all". Wants numpy, scipy and scikit-learn (`pip install
numpy scipy scikit-learn`), which the program itself does not. The same corpus gives the same file.

The model is a sum of two. One is a logistic regression over the named signals of edition/spam_signals.py, whose
weights may not go against their meaning; the spelling of words; and how many turns of three words were met in other
spam, and of two words in several others, and never in a reader's comment. The other is an average of trees over the
named signals. Folds are made twice: at random, as unseen comments of the same sources would fall, and
with near duplicates kept together, which says how well it does on spam of a make it has not met. The threshold is
picked on inner folds of the training part; what is printed is what it does to the part held out.
"""

from __future__ import annotations

import argparse
import base64
import collections
import json
import sys
import textwrap
from pathlib import Path

try:
    import numpy as np
    from scipy import sparse
    from scipy.optimize import minimize
    from sklearn.ensemble import ExtraTreesClassifier
except ImportError:
    sys.exit("This program wants numpy, scipy and scikit-learn: pip install numpy scipy scikit-learn")

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))
from edition.spam_lexicon import TRADES  # noqa: E402 - the folder must be known first
from edition.spam_signals import MEANT_WELL, signals, trimmed  # noqa: E402
from edition.spam_trees import LEAF, level, opinion, planted  # noqa: E402
from edition.spam_wording import PAIRS, SPELLINGS, TURNS, chunks, pairs, spelling_places, turn_places, turns  # noqa: E402

INVENTED = HERE / "tools" / "invented_comments.jsonl"
"""Comments made up for the judge: advertising that needs no link, and readers who speak of the same things."""
ALLOWED = 0.0043
"""The share of readers' comments that may be flagged on the inner folds: less than is asked, for unseen ones vary."""
READERS = 3.0
"""A reader silenced counts as much as so many advertisements let through."""
YOUTUBE = 0.3
"""What a comment under a music video counts, against one under an article."""
CONTRADICTED = 2.0
"""Rows that a first round puts so far on the other side (in log-odds) do not teach: their labels are doubtful."""
SPELLING_COST = 0.5
"""How much a spelling must earn its weight, against a named signal."""
LONG = 160
"""Turns are learned from comments of at most so many words: the stock ones are short."""
KINDS_OF_TURN = ((turns, 1, TURNS, "TURN"), (pairs, 2, PAIRS, "PAIR"))
"""Each kind of turn: what finds it, in how many other advertisements it must stand, its table's size and name."""
TREES = {"n_estimators": 40, "min_samples_leaf": 3, "max_features": 0.15, "random_state": 0, "n_jobs": 1}
"""How the trees are grown."""

PRIOR = {
    **{f"trade {name}": (0.9, 4.0) for name in TRADES},
    "trade spells": (2.0, 10.0), "offers services": (3.0, 30.0), "we offer": (0.7, 3.0), "reach us": (0.6, 3.0),
    "sells": (0.8, 3.0), "telephone": (0.8, 3.0), "spintax": (2.5, 10.0), "trackback": (5.0, 10.0),
    "link in markup": (1.0, 3.0), "nonsense": (0.5, 1.0), "mixed scripts": (0.8, 3.0), "several signs": (0.5, 3.0),
    "stock": (0.8, 1.0), "stock several": (2.0, 5.0), "stock dense": (1.0, 1.0), "heading": (2.0, 3.0),
    "heading sells": (1.5, 3.0), "heading is a link": (1.0, 3.0), "link glued to a word": (1.5, 3.0),
    "link gibberish": (1.2, 3.0), "link mixed case": (0.8, 3.0), "anchor is an address": (-1.0, 3.0),
    "listening": (-1.0, 1.0), "link alone": (1.0, 1.0), "opens with a code": (1.0, 1.0), "price": (0.5, 1.0),
    "trade and link": (0.8, 3.0), "link at the start": (0.5, 1.0),
}  # fmt: skip
"""What is known of spam beyond this corpus: the weights are drawn towards these (how firmly: 1 is a common weight),
all others towards 0. Trades that this corpus hardly holds will come."""


def shingles(words, size=4):
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)} or {tuple(words)}


def families(rows, share=0.3):
    """For each row the number of the first row it is, over any chain, a near duplicate of."""
    parent = list(range(len(rows)))

    def root(at):
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    held = [shingles(row["words"]) if row["words"] else set() for row in rows]
    index = collections.defaultdict(list)
    for at, mine in enumerate(held):
        met = collections.Counter(other for shingle in sorted(mine) for other in index[shingle])
        for other, common in sorted(met.items()):
            if common >= share * min(len(mine), len(held[other])):
                a, b = sorted((root(at), root(other)))
                parent[b] = a
        for shingle in mine:
            index[shingle].append(at)
    return np.array([root(at) for at in range(len(rows))])


class Corpus:
    """The rows as matrices."""

    def __init__(self, path):
        every = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
        self.rows = [row for row in every if row.get("text_only_decidable", True) is not False]
        self.rows += [{**json.loads(line), "source": "invented"} for line in INVENTED.read_text("utf-8").splitlines()]
        self.spam = np.array([row["label"] == "spam" for row in self.rows])
        self.source = np.array([row["source"] for row in self.rows])
        self.blog = np.char.startswith(self.source, "blog")
        self.real = self.source != "invented"
        measured = []
        for row in self.rows:
            measures, _, row["words"] = signals(row["text"])
            measured.append(measures)
        self.names = sorted({name for measures in measured for name in measures} | set(PRIOR))
        column = {name: at for at, name in enumerate(self.names)}
        self.signals = self.matrix([[(column[n], v) for n, v in m.items()] for m in measured], len(self.names))
        spelled = []
        for row in self.rows:
            found = chunks(trimmed(row["text"]))
            counts = collections.Counter(place for chunk in found for place in spelling_places(chunk))
            norm = max(len(found), 4) ** 0.5 * 4
            spelled.append([(place, count / norm) for place, count in sorted(counts.items())])
        self.spellings = self.matrix(spelled, SPELLINGS)
        self.measures = measured
        self.levels = np.zeros((len(self.rows), len(self.names)))
        for at, measures in enumerate(measured):
            for name, value in measures.items():
                self.levels[at, column[name]] = level(value)
        self.turns = [[set(found(row["words"])) for row in self.rows] for found, *_ in KINDS_OF_TURN]
        # Turns are those of spam that was met, not of what was made up to resemble it.
        self.stock = self.spam & self.real & np.array([len(row["words"]) <= LONG for row in self.rows])
        self.families = families(self.rows)

    @staticmethod
    def matrix(cells, width):
        lengths = np.cumsum([0, *map(len, cells)])
        flat = [cell for row in cells for cell in row]
        return sparse.csr_matrix(
            (np.array([v for _, v in flat], float), np.array([c for c, _ in flat], int), lengths), (len(cells), width)
        )

    def known_turns(self, kind, train):
        """How often each turn of a kind stands in the spam, and in the readers' comments, of the training part."""
        spam, readers = collections.Counter(), collections.Counter()
        for at in train:
            if not self.spam[at]:
                readers.update(self.turns[kind][at])
            elif self.stock[at]:
                spam.update(self.turns[kind][at])
        return spam, readers

    def turns_met(self, train, at_rows):
        """A column for each kind of turn: how many were met, in other comments of the training part."""
        known = set(train)
        out = np.zeros((len(at_rows), len(KINDS_OF_TURN)))
        for kind, (_, least, *_) in enumerate(KINDS_OF_TURN):
            spam, readers = self.known_turns(kind, train)
            for row, at in enumerate(at_rows):
                own = at in known
                taught = own and self.stock[at]
                heard = own and not self.spam[at]
                out[row, kind] = turn_level(
                    sum(spam[t] - taught >= least and readers[t] <= heard for t in self.turns[kind][at])
                )
        return out


def turn_level(met):
    return min(np.log2(1 + met), 8.0) / 2


def fitted(corpus, train):
    """The weights of signals, turns, spellings and the bias, and the trees, learned from these rows."""
    spam = corpus.spam[train]
    signals_alone = len(corpus.names)
    named = signals_alone + len(KINDS_OF_TURN)
    seen = np.asarray((corpus.spellings[train] > 0).sum(0)).ravel()
    used = np.flatnonzero(seen > 1)
    seen = seen[used]
    x = sparse.hstack(
        [corpus.signals[train], sparse.csr_matrix(corpus.turns_met(train, train)), corpus.spellings[train][:, used]]
    ).tocsr()
    rare = np.log((1 + len(train)) / (1 + seen)) + 1
    # A group of letters that is everywhere says little: it costs more.
    cost = np.concatenate([np.ones(signals_alone), np.full(len(KINDS_OF_TURN), 0.3), SPELLING_COST / (rare * rare)])
    prior = np.zeros(x.shape[1])
    known = [PRIOR.get(name, (0.0, 1.0)) for name in corpus.names]
    prior[:signals_alone], cost[:signals_alone] = zip(*known, strict=True)
    low = np.full(x.shape[1], -np.inf)
    low[:signals_alone] = [-np.inf if name in MEANT_WELL else 0.0 for name in corpus.names]
    high = np.full(x.shape[1], np.inf)
    high[:signals_alone] = [0.0 if name in MEANT_WELL else np.inf for name in corpus.names]
    low[signals_alone:named] = 0.0
    counts = np.where(corpus.source[train] == "youtube_uci", YOUTUBE, 1.0) * np.where(spam, 1.0, READERS)
    side = np.where(spam, 1.0, -1.0)
    turned = x.T.tocsr()

    def loss(w, counts):
        margin = side * (x @ w[:-1] + w[-1])
        slope = -side * counts / (1 + np.exp(np.clip(margin, -50, 50)))
        off = w[:-1] - prior
        value = (counts * np.logaddexp(0, -margin)).sum() + 0.5 * (cost * off * off).sum()
        return value, np.append(turned @ slope + cost * off, slope.sum())

    w = np.append(np.clip(prior, low, high), -2.0)
    bounds = [*zip(low, high, strict=True), (None, None)]
    for rounds in (60, 40):
        options = {"maxiter": rounds, "maxcor": 20}
        w = minimize(loss, w, args=(counts,), jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
        counts = np.where(side * (x @ w[:-1] + w[-1]) < -CONTRADICTED, 0.0, counts)
    whole = np.zeros(named + SPELLINGS + 1)
    whole[:named], whole[named + used], whole[-1] = w[:named], w[named:-1], w[-1]
    teach = counts > 0
    grown = ExtraTreesClassifier(**TREES).fit(corpus.levels[train][teach], spam[teach], counts[teach])
    return whole, felled(grown)


def felled(forest):
    """The bytes of the trees, and where each begins: see edition/spam_trees.py."""
    data, roots = bytearray(), []
    for grown in forest.estimators_:
        tree = grown.tree_
        roots.append(len(data) // 4)
        waiting = [(0, -1)]  # nodes yet to be written, and where the step to them stands
        while waiting:
            node, back = waiting.pop()
            at = len(data) // 4
            if back >= 0:
                data[4 * back + 2 : 4 * back + 4] = (at - back).to_bytes(2, "little")
            if tree.children_left[node] < 0:
                share = tree.value[node][0]
                data += bytes((LEAF, round(float(share[1] / share.sum()) * 255), 0, 0))
            else:
                data += bytes((int(tree.feature[node]), int(tree.threshold[node]), 0, 0))
                waiting += [(tree.children_right[node], at), (tree.children_left[node], -1)]
    return bytes(data), tuple(roots)


def scored(corpus, train, rows, model):
    w, forest = model
    x = sparse.hstack([corpus.signals[rows], sparse.csr_matrix(corpus.turns_met(train, rows)), corpus.spellings[rows]])
    trees = planted(*forest)
    return x.tocsr() @ w[:-1] + w[-1] + np.array([opinion(trees, corpus.names, corpus.measures[at]) for at in rows])


def folds(group, number, seed):
    """Row numbers in `number` parts of about the same size; rows of one group stay together."""
    members = collections.defaultdict(list)
    for at, name in enumerate(group):
        members[name].append(at)
    order = np.random.RandomState(seed).permutation(len(members))
    keys = sorted(members)
    parts = [[] for _ in range(number)]
    for key in sorted((keys[at] for at in order), key=lambda k: -len(members[k]) if len(members[k]) > 9 else 0):
        min(parts, key=len).extend(members[key])
    return [np.array(sorted(part)) for part in parts]


def held_out_scores(corpus, rows, group, number, seed):
    scores = np.zeros(len(rows))
    for part in folds(group, number, seed):
        rest = np.setdiff1d(np.arange(len(rows)), part)
        scores[part] = scored(corpus, rows[rest], rows[part], fitted(corpus, rows[rest]))
    return scores


def threshold(scores, readers):
    """The least score above which no more than the allowed share of those readers' comments stands."""
    readers = np.sort(scores[readers])[::-1]
    allowed = int(len(readers) * ALLOWED)
    return float((readers[allowed] + readers[max(allowed - 1, 0)]) / 2) if allowed else float(readers[0] + 0.5)


def table(corpus, name, group):
    every = np.arange(len(corpus.rows))
    flagged = np.zeros(len(every), bool)
    scores = np.zeros(len(every))
    spread = []
    for part in folds(group, 5, 1):
        rest = np.setdiff1d(every, part)
        limit = threshold(held_out_scores(corpus, rest, group[rest], 4, 2), (corpus.real & ~corpus.spam)[rest])
        scores[part] = scored(corpus, rest, part, fitted(corpus, rest)) - limit
        flagged[part] = scores[part] > 0
        blog = corpus.spam[part] & corpus.blog[part]
        spread.append((flagged[part][(corpus.real & ~corpus.spam)[part]].mean(), flagged[part][blog].mean()))
    print(f"\n{name}: threshold picked on inner folds, figures of the parts held out")
    for source in [*sorted(set(corpus.source)), "blogs", "all"]:
        here = {"blogs": corpus.blog, "all": corpus.real}.get(source, corpus.source == source)
        spam, readers = here & corpus.spam, here & ~corpus.spam
        print(
            f"  {source:20} spam found {flagged[spam].sum():5}/{spam.sum():5} = {flagged[spam].mean():.3f}"
            f"   readers flagged {flagged[readers].sum():3}/{readers.sum():5} = {flagged[readers].mean():.4f}"
        )
    print("  by fold:", "  ".join(f"readers {a:.4f}, blog spam {b:.3f}" for a, b in spread))
    readers = np.sort(scores[corpus.real & ~corpus.spam])[::-1]
    blog = scores[corpus.spam & corpus.blog]
    curve = "  ".join(f"{n} -> {(blog > readers[n]).mean():.3f}" for n in (2, 3, 4, 6, 8, 12, 20))
    print("  readers flagged -> blog spam found:", curve, flush=True)


def written(corpus, model, limit):
    """The text of edition/spam_weights.py."""
    w, (forest, roots) = model
    signals_alone = len(corpus.names)
    named = signals_alone + len(KINDS_OF_TURN)
    tables = []
    for kind, (_, least, size, _) in enumerate(KINDS_OF_TURN):
        spam, readers = corpus.known_turns(kind, range(len(corpus.rows)))
        bits = bytearray(size // 8)
        for turn in sorted(spam):
            if spam[turn] >= least and not readers[turn]:
                for place in turn_places(turn, size):
                    bits[place >> 3] |= 1 << (place & 7)
        tables.append(bytes(bits))
    spelled = w[named:-1]
    unit = max(float(np.abs(spelled).max()) / 127, 1e-9)
    small = np.clip(np.rint(spelled / unit), -127, 127).astype(np.int8).tobytes()

    def block(name, data):
        lines = textwrap.wrap(base64.b64encode(data).decode(), 116)
        return f"{name} = (\n" + "".join(f'    "{line}"\n' for line in lines) + ")\n"

    named_weights = zip(corpus.names, w[:signals_alone], strict=True)
    weights = "".join(f'    "{name}": {value:.3f},\n' for name, value in named_weights if abs(value) >= 0.0005)
    return (
        '"""What the judge of comments has learned. Written by tools/learn_spam.py; not to be edited by hand."""\n\n'
        "from __future__ import annotations\n\n"
        f"BIAS = {w[-1] - limit:.4f}\n"
        '"""The log-odds of a comment without any sign; at 0 a comment counts as spam."""\n\n'
        f"SIGNALS = {{\n{weights}}}\n\n"
        + "".join(f"{kind[3]} = {w[signals_alone + at]:.4f}\n" for at, kind in enumerate(KINDS_OF_TURN))
        + f"SPELLING_UNIT = {unit:.6f}\n\n"
        "# Signed bytes, one for each place in the table of spellings (base 64).\n"
        + block("SPELLINGS", small)
        + "".join(
            f"\n# The bits of what was met in spam alone (base 64).\n{block(kind[3] + 'S', table)}"
            for kind, table in zip(KINDS_OF_TURN, tables, strict=True)
        )
        + "\n# The signals in the order of their numbers in the trees.\nTREE_SIGNALS = (\n"
        + "".join(f'    "{name}",\n' for name in corpus.names)
        + ")\n\n# Where each tree begins.\nROOTS = (\n"
        + "".join(f"    {root},\n" for root in roots)
        + ")\n\n# The trees' nodes, four bytes each (base 64).\n"
        + block("TREES", forest)
    )


def main():
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("corpus", type=Path)
    cli.add_argument("--quick", action="store_true")
    cli.add_argument("--output", type=Path, default=HERE / "edition" / "spam_weights.py")
    asked = cli.parse_args()
    corpus = Corpus(asked.corpus)
    every = np.arange(len(corpus.rows))
    print(f"{len(every)} comments, {corpus.spam.sum()} spam, {len(set(corpus.families))} after near duplicates")
    if not asked.quick:
        table(corpus, "at random", every)
        table(corpus, "near duplicates together", corpus.families)
    rounds = [(every, 3), (every, 4), (every, 5), (corpus.families, 3), (corpus.families, 4)]
    scores = [held_out_scores(corpus, every, group, 5, seed) for group, seed in rounds]
    limit = threshold(np.concatenate(scores), np.tile(corpus.real & ~corpus.spam, len(rounds)))
    text = written(corpus, fitted(corpus, every), limit)
    asked.output.write_text(text, encoding="utf-8")
    print(f"\nthreshold {limit:.3f}; wrote {asked.output} ({len(text)} bytes)")


if __name__ == "__main__":
    main()
