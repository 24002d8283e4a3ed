"""What a site prints around an article: share buttons, tags, boxes for cookies and newsletters, ways to other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.judged import Judged, Judgements
from edition.stretches import Stretch

_SOCIAL = (
    r"(?:twitter|facebook|linked-?in|whats-?app|reddit|pinterest|tumblr|telegram|mastodon|bluesky|instagram|youtube|"
    r"pocket|e-?mail|mail|print|pdf|x|tweet|share|like|copy link|link|rss|google\+?|more|sms|message|flipboard)"
)
_SHARE = (
    r"(?:share|partager|partagez|compartir|compartilhar|compartilhe|teilen|condividi|follow us)"
    r"(?: (?:this|on|via|with|it|sur|en|em|su|auf|post|article|story|page|essay|cet|este|questo|diesen|artikel|artigo|"
    r"artículo|articolo))*"
)
_PAGE = (
    r"(?:article|post|story|essay|page|issue|entry|chapter|articles|posts|stories|entrada|artículo|artigo|artikel|"
    r"beitrag|articolo|billet|numéro|número)"
)
_WAY = (
    r"(?:previous|next|prev|older|newer|earlier|later|précédent|suivant|anterior|siguiente|seguinte|próximo|próxima|"
    r"vorheriger|nächster|precedente|successivo)"
)
_TAGGED = (
    r"(?:tags?|tagged|tagged (?:with|as|in)|filed (?:under|in)|posted in|categor(?:y|ies)|categorized|"
    r"more (?:on|about)|étiquettes?|catégories?|mots-clics|etiquetas|categorías?|categorias?|marcadores|"
    r"kategorien?|categorie)"
)
_WHOLE = re.compile(
    rf"{_SHARE}\s*[:|]?(?:[\s,|•·/]*{_SOCIAL})*\W*"
    rf"|{_SOCIAL}(?:[\s,|•·/]+{_SOCIAL})+\W*"
    rf"|{_TAGGED}\s*[:|]\s*[^\n]{{1,200}}"
    rf"|(?:[←«‹<]+\s*)?{_WAY} {_PAGE}\b[^\n]{{0,160}}"
    r"|(?:[←‹]|<<)\s?[^\n]{3,120}|[^\n]{3,120}\s?(?:[→›]|>>)"
    r"|(?:article|artigo|artículo|beitrag|post) (?:précédent|suivant|anterior|siguiente|seguinte)\b[^\n]{0,160}"
    r"|(?:read (?:more|next|also|on)|continue reading|keep reading|related|"
    r"related (?:articles?|posts?|stories|content)|more from [^\n:]{1,60}|see more|"
    r"you (?:may|might) also (?:like|enjoy)|recommended for you|up next|don.t miss|"
    r"à lire aussi|lire aussi|lire la suite|leia (?:também|mais)|leer más|ver también|lesen sie auch|leggi anche)"
    r"(?:\s*[:→»>]\s*[^\n]{0,160}|\W*)"
    r"|(?:\d{1,3}|one|two|three|five|ten) ?-?min(?:ute)?s?(?: read)?\W*"
    r"|(?:estimated )?read(?:ing)? time:?\s*[^\n]{0,24}"
    r"|(?:subscribe|sign up|join|register|abonnez-vous|inscrivez-vous|suscríbete|suscríbase|assine|inscreva-se|"
    r"abonnieren|iscriviti)\b[^\n]{0,80}\b(?:newsletter|mailing list|updates|lettre|boletín|boletim|rundbrief|inbox|"
    r"mailing|e-?mails?)\b[^\n]{0,120}"
    r"|(?:enter|type|votre|your|saisissez|introduce|insira|inserisci)\b[^\n]{0,24}\be-?mail\b[^\n]{0,160}"
    r"|(?:get|receive) [^\n]{3,90} (?:in|to) your (?:inbox|mailbox)[^\n]{0,60}|(?:our )?newsletter"
    r"|welcome to [^\n.!?]{2,50}!?|(?:sign|log) in(?: (?:or|\||/) (?:register|sign up|subscribe))?"
    r"|(?:support|donate)\b[^\n.]{0,40}\bdonat\w+\b[^\n.]{0,30}|[\d.,]{1,9} (?:views|reads|shares|downloads)"
    r"|skip to (?:main )?(?:content|navigation)|advertisement"
    r"|back to (?:top|issue|the top|contents|all articles|articles)\W*"
    r"|(?:leave|post|write|add) a (?:reply|comment|response)\W*|be the first to (?:comment|reply|respond)\W*"
    r"|(?:no|0) (?:comments?|replies|responses)(?: yet)?(?:\W+be the first\W*(?:to comment)?)?\W*"
    r"|(?:comments|discussion) (?:are|is) (?:now )?closed\W*[^\n]{0,60}|comments closed\W*"
    r"|you must be (?:logged|signed) in to [^\n]{3,60}|(?:log|sign) in to (?:comment|reply|post)[^\n]{0,40}"
    r"|your e-?mail address will not be published\b[^\n]{0,120}|required fields are marked\W*",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:we|site|website|page|nous|utiliz\w+|usamos|wir|verwende\w*|sito|utilise\w*|continuing|browsing)\b.{0,120}"
    r"\bcookies?\b"
    r"|\bcookies?\b.{0,160}\b(?:accept|agree|consent|policy|accepter|aceptar|aceitar|akzeptieren|accett\w+)\b",
    re.IGNORECASE | re.DOTALL,
)
_TOOL = (
    r"(?:print|pdf|html|epub|xml|txt|download(?: pdf| citation)?|e-?mail|cite|cite this(?: article)?|save|bookmark|"
    r"share|export(?: citation)?|permalink|full text|view(?: pdf)?|figures|metrics|references|citations?|"
    r"request permissions|"
    r"alerts?|permissions|rights|reprints|listen|comment|comments|about|contact|contact us|privacy(?: policy)?|"
    r"terms(?: of (?:use|service))?|imprint|impressum|accessibility|sitemap|home|help|faq|login|log in|register|search)"
)
_TOOLS = re.compile(
    rf"(?:©[^|•·\n]{{0,60}}\s*[|•·]\s*)?{_TOOL}(?:\s*(?:[|•·/]|\s–\s)\s*{_TOOL})+\W*|"
    r"(?:print|download|cite) this (?:article|page|essay)\W*",
    re.IGNORECASE,
)
_CITING = re.compile(
    r"(?:(?:please )?cite(?: this(?: article| essay| paper)?)?(?: as)?|how to cite(?: this (?:article|essay))?|"
    r"(?:recommended|suggested|preferred) citation|to cite this (?:article|essay)|pour citer(?: cet article)?|"
    r"c[oó]mo citar(?: este art[ií]culo)?|como citar(?: este artigo)?|zitier(?:vorschlag|weise|hinweis)|"
    r"come citare)\s*[:.]\s*\S",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"(?:(?:manuscript|article|first)\s)?(?:received|submitted|reçu|recibido|recebido|eingegangen|ricevuto)(?: on)?:? "
    r"[^\n]{4,60}\b(?:accepted|revised|published|accepté|aceptado|aceito|angenommen|accettato)\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"[=_~—–-]{3,}|(?:[*#·•=_~—–-]\s?){3,}")
_NUMBER = re.compile(r"(?:doi|article doi|https?://(?:dx\.)?doi\.org/)\s*[:.]?\s*10\.\d{4,9}/\S+\W*", re.IGNORECASE)


def furniture(text: str) -> bool:
    """Whether a block of its own is what sites put around texts, by its words alone."""
    if len(text) > 420:
        return False
    return bool(_WHOLE.fullmatch(text) or _TOOLS.fullmatch(text) or (len(text) < 400 and _COOKIES.search(text)))


def around(stretches: Sequence[Stretch], judged: Judgements) -> dict[int, Judged]:
    """The furniture of a source without markup, wherever it stands, and the lines that say how to cite the article."""
    out = _menu(stretches, judged)
    edge = max(4, len(stretches) // 2)
    for i, s in enumerate(stretches):
        if i in judged or len(s.text) > 700:
            continue
        if _RULE.fullmatch(s.text):
            out[i] = Judged("furniture", "rule", 0.95)
            continue
        if s.part == "more" and i > edge and "share" not in s.text.casefold():
            continue  # a heading, over links to other pages
        if _CITING.match(s.text) and i > edge:
            out[i] = Judged("licence", "how-to-cite", 0.9)
        elif _HISTORY.match(s.text) and len(s.text) < 240:
            out[i] = Judged("licence", "history", 0.85)
        elif _NUMBER.fullmatch(s.text) and _alone(stretches, i):
            out[i] = Judged("licence", "identifier", 0.85)
        elif furniture(s.text) and (i < 12 or i > edge or len(s.text) < 120):
            out[i] = Judged("furniture", "site-chrome", 0.85)
    return out


_MENU = re.compile(
    r"(?:home|about|about us|archives?|contact|contact us|issues?|current issue|submissions?|search|log ?in|subscribe|"
    r"blog|news|events|support|donate|shop|masthead|menu|accueil|à propos|archives|inicio|acerca de|archivo|contacto|"
    r"início|sobre|arquivo|contato|startseite|über uns|archiv|kontakt|chi siamo|archivio|contatti)",
    re.IGNORECASE,
)


def _menu(stretches: Sequence[Stretch], judged: Judgements) -> dict[int, Judged]:
    """A site's menu at the top: lines of a word or two, one below the other."""
    run: list[int] = []
    for i in range(min(40, len(stretches))):
        s = stretches[i]
        if i in judged or len(s.text) > 28 or len(s.text.split()) > 3 or (run and s.gap):
            break
        run.append(i)
    known = sum(bool(_MENU.fullmatch(stretches[i].text)) for i in run)
    if len(run) < 3 or known < 2:
        return {}
    return {i: Judged("furniture", "site-menu", 0.85) for i in run}


def _alone(stretches: Sequence[Stretch], i: int) -> bool:
    """Whether the article's own number stands here: none of its like is near, as in a list of references."""
    return not any(
        _NUMBER.fullmatch(stretches[k].text) for k in range(max(0, i - 4), min(len(stretches), i + 5)) if k != i
    )
