"""The words by which sources name their own parts: headings of notes, bibliographies and the like in six languages."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Part = Literal[
    "notes", "bibliography", "authors", "abstract", "comments", "keywords", "history", "contents", "citing", "matter",
    "more", "section", "",
]  # fmt: skip

_HEADINGS: dict[Part, str] = {
    "notes": """
        notes|note|end notes|endnotes|endnote|footnotes|foot notes|footnote|explanatory notes|notes and references
        references and notes|notes & references|notes and sources|sources and notes|notes to the text|author s notes
        works cited and notes|citations and notes|notes de bas de page|notes de fin|notes finales|notes et references
        notas|nota|notas al pie|notas al final|notas finales|notas finais|notas de rodape|notas de fim
        notas e referencias
        notas y referencias|notas al pie de pagina|anmerkungen|anmerkung|fussnoten|endnoten|fußnoten
        anmerkungen und literatur|note a pie di pagina|note finali|note al testo|note e riferimenti""",
    "bibliography": """
        further reading|bibliography|references|works cited|works consulted|reference list|list of references|sources
        literature cited|selected bibliography|select bibliography|suggested reading|suggested readings
        recommended reading
        recommended readings|additional reading|cited works|sources cited|primary sources|secondary sources|literature
        sources and further reading|for further reading|read more|suggestions for further reading|reading list
        bibliographie|references bibliographiques|ouvrages cites|pour aller plus loin|lectures complementaires
        sources et bibliographie|bibliographie selective|sources imprimees
        bibliografia|referencias|referencias bibliograficas|obras citadas|lecturas recomendadas|lecturas complementarias
        para saber mas|para leer mas|fuentes|bibliografia citada|fontes e bibliografia|leituras recomendadas
        leitura adicional|leituras complementares|para saber mais
        literatur|literaturverzeichnis|weiterfuhrende literatur|quellen|quellenverzeichnis|quellen und literatur
        bibliografie|zum weiterlesen|verwendete literatur|lekture
        riferimenti bibliografici|opere citate|letture consigliate|per approfondire|fonti|riferimenti""",
    "authors": """
        about the author|about the authors|about the author s|author|authors|author bio|author bios|author biography
        author biographies|about the contributor|about the contributors|contributors|contributor|notes on contributors
        note on contributors|note on the contributors|notes on the contributors|note on the author|note on the authors
        notes on the author|notes on the authors|biographical note|biographical notes|biography|about us|biographies
        author information|author note|author notes|about the writer|about the editors|bio|bios|the author|the authors
        l auteur|les auteurs|auteur|auteurs|auteure|auteures|autrice|autrices|a propos de l auteur|a propos des auteurs
        a propos de l auteure|notice biographique|notices biographiques|a propos de l autrice|sur l auteur
        sobre el autor|sobre la autora|sobre los autores|sobre las autoras|acerca del autor|acerca de la autora
        acerca de los autores|autores|autoras|autor|autora|nota biografica|notas biograficas|el autor|los autores
        sobre o autor|sobre a autora|sobre os autores|sobre as autoras|o autor|a autora|os autores
        uber den autor|uber die autorin|uber die autoren|uber die autorinnen|zum autor|zur autorin|zu den autoren
        der autor|die autorin|die autoren|autoren|autorin|autorinnen|zur person|zu den personen|autorenhinweis
        autori|autore|l autore|gli autori|l autrice|sull autore|sugli autori|sull autrice|informazioni sull autore
        note biografiche|nota sull autore|notizie sugli autori|autores e afiliacoes""",
    "abstract": """
        abstract|abstracts|summary|executive summary|resume|resumes|sommaire|resumen|resumenes|resumo|resumos|sumario
        zusammenfassung|kurzfassung|uberblick|riassunto|sommario|sintesi|synopsis|precis|sintesis""",
    "comments": """
        comments|comment|discussion|reader comments|readers comments|responses|replies|reactions|join the discussion
        leave a comment|leave a reply|post a comment|join the conversation|user comments|your comments|letters
        conversation
        thoughts|reader responses|comments closed|comments are closed|write a comment|add comment|add new comment
        commentaires|commentaire|vos commentaires|reactions des lecteurs|laisser un commentaire|vos reactions
        comentarios|comentario|deja un comentario|deja una respuesta|dejar un comentario|respuestas
        deixe um comentario|deixe uma resposta|respostas|kommentare|kommentar|leserkommentare|schreibe einen kommentar
        diskussion|antworten|commenti|commento|lascia un commento|risposte|discussione""",
    "keywords": """
        keywords|key words|keyword|index terms|mots cles|mots clefs|palabras clave|palavras chave|schlusselworter
        schlagworter|parole chiave|jel|subject terms|descriptors|descritores|descriptores|tags|themes|topics
        research organism|subjects|filed under|categories|category""",
    "history": """
        publication dates|publication in this collection|date of issue|history|received|accepted|revised|published
        article history|publication history|dates|datas de publicacao|publicacao nesta colecao|data do fasciculo
        historico
        recebido|aceito|revisado|publicado|fechas de publicacion|publicacion en esta coleccion|fecha del numero|historia
        recibido|aceptado|historial|historique|recu|accepte|eingegangen|angenommen|ricevuto|accettato""",
    "contents": """
        full text|texte integral|texto completo|volltext|testo integrale|texto integral|contents|table of contents
        toc|in this article|on this page|outline|plan|table des matieres|indice|contenido
        conteudo|inhalt|inhaltsverzeichnis|indice generale|plan de l article|sections|jump to""",
    "citing": """
        how to cite|how to cite this article|cite this article|cite as|to cite this article|recommended citation
        citation
        pour citer cet article|reference electronique|reference papier|pour citer|como citar|como citar este articulo
        como citar este artigo|zitiervorschlag|zitierweise|come citare|cite this|suggested citation
        electronic reference""",
    "matter": """
        acknowledgments|acknowledgements|acknowledgment|acknowledgement|agradecimentos|agradecimientos|remerciements
        danksagung|ringraziamenti|funding|author contributions|competing interests|additional information
        data availability
        conflict of interest|conflicts of interest|declaration of interests|disclosure|disclosure statement|appendix
        appendices|annexes|annexe|supplementary material|ethics|permissions|copyright|licence|license|droits d auteur
        financiamento|financiacion|disclaimer|credits|see also|external links|voir aussi|ver tambien|ver tambem
        siehe auch
        vedi anche|liens externes|enlaces externos|ligacoes externas|weblinks|collegamenti esterni""",
    "section": """
        introduction|conclusion|conclusions|background|methods|method|methodology|materials and methods|results|findings
        results and discussion|discussion and conclusion|concluding remarks|literature review|analysis|overview|epilogue
        prologue|preface|foreword|afterword|postscript|coda|aftermath|recommendations|final remarks|limitations|data
        theory
        introduccion|conclusiones|metodos|metodologia|resultados|consideraciones finales|antecedentes|analisis|prologo
        introducao|conclusao|conclusoes|consideracoes finais|resultados e discussao|analise|materiais e metodos
        avant propos|methode|methodes|resultats|postface|einleitung|einfuhrung|schluss|fazit|methode|ergebnisse|vorwort
        nachwort|ausblick|schlussbemerkung|introduzione|conclusioni|conclusione|premessa|risultati|epilogo""",
    "more": """
        related articles|related|related posts|you may also like|recommended|share this|share
        navigation menu|more from this author|trending|most read|popular posts|recent posts|newsletter|subscribe
        previous post|next post|personal tools|namespaces|views|search|tools|languages|article outline|figures|tables
        figures tables|metrics|permalink|top stories|latest articles|more like this|read next|keep reading
        articles similaires|articulos relacionados|artigos relacionados|artikel teilen|verwandte artikel
        articoli correlati""",
}


def plain_words(text: str) -> str:
    """The words of the text, folded to lower case without accents or signs, one space between them."""
    bare = text.casefold()
    if not bare.isascii():
        bare = _ACCENT.sub("", unicodedata.normalize("NFKD", bare))
    return " ".join(_WORD.findall(bare))


_ACCENT = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_WORD = re.compile(r"[^\W_]+")


_PART_OF: dict[str, Part] = {
    plain_words(words): part
    for part, rows in _HEADINGS.items()
    for row in rows.splitlines()
    for words in row.split("|")
    if plain_words(words)
}
_COUNT = re.compile(r"^(\d{1,5}|one|no|two|three) | (\d{1,5})$")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})[.)]?\s+")
_COUNTED = ("comments", "notes", "bibliography")


def part(text: str) -> Part:
    """What a line standing alone names ("End Notes:", "6 Comments", "7. Literatur"), "" where it is no such name."""
    if len(text) > 80:
        return _responses(plain_words(text)) if len(text) < 300 and _COUNTING.match(text) else ""
    words = plain_words(_NUMBER.sub("", text.strip().removesuffix("[edit]")))
    named = _PART_OF.get(words, "")
    if not named:
        counted = _COUNT.sub("", plain_words(text))
        named = _PART_OF.get(counted, "")
        if named not in _COUNTED:
            named = ""
        if not named and _NOTES_OF.fullmatch(words):
            named = "notes"
        if not named:
            named = _responses(plain_words(text))
    return named


_NOTES_OF = re.compile(  # the notes of a section ("Notes to this section", "Anmerkungen zu Kapitel 2")
    r"(?:(?:end|foot)?notes? (?:to|for|of) (?:this |the )?(?:section|chapter|part|introduction|preface|conclusion)"
    r"|(?:section|chapter|part) notes"
    r"|(?:anmerkungen|fußnoten|fussnoten|endnoten) (?:zu|zum|zur) (?:diesem )?(?:abschnitt|kapitel|teil|einleitung)"
    r"|notes (?:de|du|a|au) (?:la |ce |cette )?(?:section|chapitre|partie|introduction)"
    r"|notas (?:de|del|da|do|a|al|ao) (?:la |esta |este )?(?:seccion|secao|capitulo|parte|introduccion|introducao)"
    r"|note (?:al|alla|del|della|a) (?:questo |questa )?(?:sezione|capitolo|parte|introduzione)"
    r")(?: \w{1,6})?"
)


_COUNTING = re.compile(r"(?:\d{1,5}|one|no|two|three|un|ein|uma?|uno?) [^\W\d_]{5,14} \w{1,4} \W?", re.IGNORECASE)
_RESPONSES = re.compile(
    r"(?:\d{1,5}|one|no|two|three|un|ein|uma?|uno?) (?:responses?|comments?|thoughts?|replies|reply|commentaires?|"
    r"comentarios?|kommentare?|commenti|commento|respuestas?|respostas?|antwort(?:en)?|gedanken) "
    r"(?:to|on|so far|a|sur|en|em|zu|su|para|uber)\b.*|comments \d+|comments on .+|discussion on .+"
)


def _responses(words: str) -> Part:
    return "comments" if _RESPONSES.fullmatch(words) else ""


_STOPWORDS = {
    "en": "the of and to in that is was for with as by on are this from which it",
    "fr": "le la les des et est dans que pour une par sur qui du au avec ce",
    "es": "el la los las de y en que del por con una para se como más su",
    "pt": "o os as da do em que uma para com não dos na ao por das são",
    "de": "der die und das den von zu mit ist im nicht ein auf dem des eine",
    "it": "il di che la e per del della un una con gli sono nel alla dei più",
}


def language(text: str) -> str:
    """The language of the text among those known here, by its commonest words; "" where it cannot be told."""
    words = re.findall(r"[^\W\d_]+", text[:60_000].casefold())
    if len(words) < 20:
        return ""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    scores = {tag: sum(counts.get(w, 0) for w in stop.split()) for tag, stop in _STOPWORDS.items()}
    best = max(scores, key=lambda tag: (scores[tag], tag))
    return best if scores[best] > len(words) * 0.08 else ""
