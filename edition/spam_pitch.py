"""How advertising without a link is made: somebody tells of a wonder or offers something, promises, names a sum, and
says how to be reached.

Every part has its list, in many languages, and each alone stands in readers' comments too: a reader tells of a loan, a
scholar leaves an address. So what is measured is which parts come together. Entries are written as in `spam_lexicon`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log2

PARTS = {
    "wonder": """
        brought back my, bring back my, bringing back my, brought my husband back, brought my wife back, restored my,
        restore my, came back to me, come back to me, is back to me, returned to me, back in my arms, we are back
        together, back together again, on his knees, on her knees, begging me, begged me, how my ex, how my husband,
        how my wife, win my lover, cast a spell for me, did a spell, spell worked, cured me, cured my, cured from,
        cured of, was cured, got cured, been cured, am cured, totally cured, completely cured, permanently cured,
        permanent cure, am healed, got healed, healed me, symptoms were gone, hiv negative, tested negative, herpes
        free, is totally well, got pregnant, changed my life, change my life, turned my life around, transformed my
        life, my testimony, this testimony, testimonies, to testify, am testifying, i now make, i now earn, now
        making, now earning, i make about, i make over, i have made over, i made over, helped me earn, helped me make,
        helped me recover, helped me get back, recover my stolen, recovered my, get back my money, got my money back,
        my first withdrawal, withdraw my, successfully withdr*, i withdraw, i withdrew, i invested, and received, gave
        me a loan, got my loan, granted me, without collateral, was scammed, been scammed, got scammed, scammed by,
        fake lenders, god fearing, god sent, all thanks to, am so happy, so happy today, thanks to doctor, thanks to
        dr, thanks to mr, thanks to mrs, thanks to expert, i recommend him, i recommend her, i recommend them,
        recommend her to, recommend him to, highly recommend*, referred you, introduced me to, the best decision, i
        never believed, i never thought, never knew, gave me full access, gave me access, est revenu*, m est revenu*,
        grace au, grace a monsieur, grace a madame, grace aux plantes, est gueri*, suis gueri*, gueri grace, m a
        accorde, m a octroye, m a aide, a change ma vie, j ai investi, j ai recu, mon temoignage, temoignage,
        recommande, traer de vuelta, regreso conmigo, volvio conmigo, volvio a mi, gracias al brujo, gracias al
        doctor, gracias al maestro, gracias al senor, gracias a la senora, gracias a las hierbas, cambio mi vida,
        inverti, y gane, mi testimonio, lo recomiendo, la recomiendo, voltou para mim, voltou comigo, gracas ao,
        gracas a, mudou minha vida, ganhei, investi, meu testemunho, recomendo, ist wieder bei mir, kam zu mir zuruck,
        dank des, dank herrn, dank frau, dank dr, geheilt, ich verdiene, verdiene ich, verdiene heute, mein leben
        verandert, e tornato da me, e tornata da me, grazie al mago, sono guarit*, ha cambiato la mia vita, ho
        guadagnato, ho investito, зарабатываю, заработал*, благодаря, вернул мужа, вернулся муж, помог мне, помогла
        мне, вылечил*, изменил* мою жизнь, dzieki panu, dzieki pani, zarabiam, berkat bantuan, sayesinde,
        kazaniyorum""",
    "offer": """
        do you need, do you want, are you in need, you in need of, are you looking, if you are looking, if you re
        looking, looking for a reliable, looking for the best, if you need, if you want your, anyone needs, if you
        have any relationship, if you are suffering, are you suffering, if you suffer, have ever been a victim,
        interested parties, we offer, we also offer, i offer, we give out, we give loans, we provide, we are
        providing, we build, i build, we design, we sell, we are selling, we buy, we hack, we produce, we supply, we
        deliver, we deal in, we specialize, we specialise, we can bring you, we can help you, we will help you, i can
        help you, can help you recover, help you to recover, offering affordable, we pay, for hire, for sale, for
        lease, for adoption, available for, are available, available at, buy real, buy fake, buy original, buy
        undetectable, buy cheap, buy online, order now, order on, order your, apply now, apply here, apply today, book
        now, book with, book your, enroll now, enroll today, join the, join us, join now, sign up today, sign up now,
        register now, get your, get the best, get a blank, get rid of, get back your, get paid, get a free, is the
        best, is one of the best, are the best, best in the market, best hackers, for best, best service, visit our,
        our company, our agency, our team of, our services, our experts, our professional*, one stop, leading
        supplier, leading manufacturer, leading company, leading provider, best company, best companies, pay someone,
        hire a, hire the, hire our, specialist, solution of all, solves all, invest and earn, and earn, to earn, earn
        money, would you be interested, could use a redesign, send your cv, overseas jobs, join the illuminati, avez
        vous besoin, vous avez besoin, besoin d un pret, besoin d argent, offre de pret, pret entre particuliers, j
        offre, j octroie, qui octroie, qui accorde, accorde des, octroie des, nous offrons, nous accordons, nous
        proposons, je propose, puissant medium, puissant marabout, grand voyant, retour de l etre aime, acheter un,
        acheter des, a vendre, intervention rapide, necesita un, necesita dinero, necesitas un, necesitas dinero,
        ofrezco, ofrecemos, se ofrece, vendemos, se vende, comprar, hace amarres, hacemos amarres, sus amarres,
        precisa de, precisando de, oferta de emprestimo, oferta de credito, oferecemos, ofereco, compre, cadastre se,
        jogue no, suchen sie, brauchen sie, benotigen sie, wir bieten, wir vergeben, wir gewahren, ich biete, biete
        kredit*, kredit in, kaufen, jetzt registrieren, jetzt bestellen, jetzt anmelden, anfragen per, offro,
        offriamo, avete bisogno, hai bisogno, prestito tra, prestiti tra, vendiamo, acquista, купить, куплю, продаем,
        продам, на заказ, заказать, предлагаем, оказываем, оформим, выдаем, поможем, приворот по, верну любим*, вернем
        любим*, срочный заим, срочные заимы, изготовим, изготовление, ставки на, играть в, играи*, регистрируи*,
        oferujemy, udzielamy, potrzebujesz, sprzedam, kup, kami menawarkan, kami memberikan, kami menyediakan, kami
        melayani, apakah anda butuh, apakah anda membutuhkan, butuh pinjaman, daftar sekarang, daftar situs, gabung
        sekarang, situs slot, situs judi, agen judi, agen bola, agen slot, jasa, dich vu, dang ky, nhan thuong, nhan
        ngay, cung cap, nha cai, sunar, sunuyoruz, uye ol, kayit ol, hizmeti, hizmet icin""",
    "promise": """
        guarantee*, guaranteed, satisfaction guaranteed, no collateral, without collateral, collateral free, no credit
        check, bad credit, no risk, risk free, zero risk, low interest, low rate, low rates, cheap rate, cheap rates,
        lowest rate*, lowest price*, lowest charge*, lowest fare*, low price*, low cost, affordable price*, affordable
        cost, affordable rate*, at affordable, offering affordable, reasonable price*, reasonable cost, best price*,
        best rate*, cheapest, budget friendly, within 24 hours, in 24 hours, within 48 hours, in 48 hours, within 72
        hours, within hours, within 3 days, in 3 days, 24 7, 24x7, 24 hours a day, round the clock, same day, fast and
        reliable, safe and fast, quick and, safe delivery, fast delivery, free delivery, instant delivery, instant
        payment, instant payout*, instant withdrawal*, fast withdrawal*, fast payout*, instant riches, free visa, free
        quote, free demo, free consultation, free estimate, free shipping, money back, no side effect*, no hidden, no
        skill*, no experience, no diet, no exercise, without exam*, without sitting, without the exam, undetect*,
        untrace*, without being caught, registered in the, fully registered, verifiable, genuine and, genuine photos,
        real photos, legit, trusted, trustworthy, reliable and, reliable service*, placement assistance, placement
        support, plagiarism free, 100 guaranteed, 100 genuine, 100 real, 100 placement, 100 sure, warranty, hassle
        free, welcome bonus, deposit bonus, free spins, do follow, dofollow, permanent cure, results in, top of
        google, seo ready, mobile friendly, always profitable, serieux et honnete, personne serieuse, capable de
        rembourser, taux de, sans examen, sans passer, resultat* garanti*, garanti*, livraison rapide, livraison
        discrete, 24h 24, 24h 24 et, 7j 7, devis gratuit, apres resultat*, paiement apres, enregistre en, sin examen,
        sin aval, sin papeleo, sin garantia*, garantizad*, entrega rapida, serio y, seria y honesta, de interes,
        funcionan de verdad, registrado en, sigilo absoluto, serio e honesto, sem deposito, sem consulta, saque
        rapido, rodadas gratis, giros gratis, bonus de, de juros, reconhecido pelo, ohne schufa, ohne prufung, ohne
        einzahlung, keine bankauskunft, ohne bankauskunft, diskret*, schnelle lieferung, sofortige auszahlung,
        freispiel*, rund um die uhr, gunstige preise, zinssatz, echte urkunde, tasso del, serio e onesto, senza esame,
        senza garanzie, недорого, дешево, гарантия, с гарантиеи, без отказа, без справок, без поручител*, без
        экзамен*, без предоплат*, без вложении, без депозита, настоящие бланки, оригинальныи бланк, оригинальные
        бланки, занесение в реестр, занесением в реестр, оплата после, оплата при, быстрыи вывод, быстрые выплаты,
        быстрыми выплатами, моментальныи вывод, моментальные выплаты, бездепозитныи, бонус*, промокод*, фрибет*,
        фриспин*, с доставкои, доставка, доставка курьером, конфиденциально, анонимно, круглосуточно, не выходя из
        дома, высокие коэффициенты, на реальные деньги, bez zaswiadczen, bez bik, oprocentowanie, tanpa agunan, tanpa
        jaminan, bunga rendah, dengan bunga, terpercaya, resmi, bonus new member, bonus member baru, gacor, gampang
        menang, mudah menang, maxwin, tanpa potongan, withdraw cepat, proses cepat, murah, uy tin, gia re, khuyen mai,
        nap rut, nap lan dau, tron goi, thanh vien moi, guvenilir, uygun fiyat*, en uygun, sigortali, aninda odeme,
        hizli odeme, deneme bonusu, ilk uyelik, bonusu, yuksek oran*""",
    "way": """
        whatsapp, whats app, what s app, whatsap, watsapp, on telegram, via telegram, through telegram, telegram
        channel, auf telegram, per telegram, por telegram, sur telegram, no telegram, su telegram, no whatsapp, skype,
        viber, wechat, icq, kik, hangout, hangouts, imo, ватсап*, вотсап*, вацап*, телеграм, телеграме, телеграмм, в
        телегу, toll free, hotline, zalo, sdt, share your phone, email me back""",
    "sent on": """
        contact him, contact her, contact them, contact me, contact us, contact our, contact dr, contact doctor,
        contact agent, contact today, contact now, kindly contact, do not hesitate to contact, reach him, reach her,
        reach them, reach out to him, reach out to her, can reach, email him, email her, email us, email me, mail him,
        mail us, message him, message her, message the, message me, text him, text her, text us, text me, write him,
        write her, call him, call her, call us, call now, call today, add him, add her, add me, add up, inbox me,
        inbox him, dm me, dm him, hit him up, hit her up, get in touch with him, get in touch with her, his email, her
        email, via email, via his, via her, through his, his whatsapp, her whatsapp, for more details, for more info*,
        for booking, send me a message, send us, message on, tell him i, tell her i, contactez, contactez le,
        contactez la, contactez moi, contactez nous, appelez le, appelez nous, ecrivez lui, contactarlo, contactarla,
        contactelo, contactela, contactenos, escribale, escribele, escribanos, llamelo, llamalo, llamenos, su
        whatsapp, contacte me, contate, entre em contato, chame no, fale com, kontaktieren, kontaktieren sie, schreibt
        ihm, schreibt ihr, rufen sie, rufen sie jetzt, contattatemi, contattatelo, contattateci, scrivetegli, пишите,
        звоните, обращаитесь, пишите ему, пишите еи, hubungi, hubungi kami, lien he, bizi arayin, hemen arayin,
        arayin""",
}
"""The parts of a pitch; the keys are lists of `signals.phrases`."""

UNSPACED_PARTS = {
    "offer": ("办理", "代办", "专业办", "ให้บริการ", "สมัครสมาชิก", "สมัครวันนี้", "注册送", "نقدم", "نوفر"),
    "promise": (
        "安全保密", "保密", "送彩金", "立即到账", "提款快", "质量保证", "แตกง่าย", "ไม่มีขั้นต่ำ", "รับโบนัส", "เว็บตรง",
        "بأفضل الأسعار", "بأقل الأسعار", "بارخص", "خصم", "ضمان", "خصومات", "مدربة",
    ),
    "sent on": ("联系微信", "加微信", "联系电话", "اتصل", "للتواصل", "تواصل معنا", "ติดต่อ", "แอดไลน์"),
    "way": ("微信", "واتساب", "ไลน์"),
}  # fmt: skip
"""The same in scripts that put no space between words, or that join their articles to them."""

APART = 80
"""A part counts where it stands once in so many words or more often."""

_PHONE = re.compile(r"(?<!\d)\+?\d[\d ().-]{7,16}\d(?!\d)")
_DATE_LIKE = re.compile(r"\d{4}[-–]\d{2,4}")
_BOOK = re.compile(r"(?:is[bs]n|doi)\W{0,3}\Z|97[89]\W?\Z", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,10}")
_SPELLED = re.compile(
    r"\w ?[(\[ ](?:at|arroba)[)\] ] ?[\w-]{2,40} ?[(\[ ](?:dot|punto|point)[)\] ] ?[a-z]{2,4}\b", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<=[^\n.!?>][ (:])@[A-Za-z]\w{4,}")
_SUM = re.compile(
    r"[$€£₹₦]\s?\d|\d\s?[$€£₹]|\d (?:usd|eur|euros?|dollars?|pounds|reais|рубл\w+|btc|zł|tl)\b"
    r"|\d\s?% ?(?:off|discount|interest|rate|per|zins\w*|d[eo] |welcome|guarant|bonus|rabatt)"
    r"|(?:interest|rate|taux|tasa|taxa|tasso|zins\w*|interés|juros|bunga|oprocentowanie|под)\W{1,3}"
    r"(?:\w{1,6} ){0,2}\d{1,2}\s?%",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:[Dd]r\.?|[Dd]oct(?:or|eur)|DR\.?|[Pp]riest(?:ess)?|[Cc]hief|[Bb]aba|[Mm]ama|[Pp]rophet|[Ll]ord|[Pp]rof\.?"
    r"|[Pp]andit|[Gg]uru|[Ss]heikh|[Mm]rs?\.?|[Mm]s\.?|[Mm]adame?|[Mm]onsieur|[Ss]ir|[Mm]a[iî]tre|[Mm]arabout"
    r"|[Mm]aestro|[Bb]rujo|[Dd]on|[Ss]eñora?|[Ss]enhora?|[Pp]ai|[Mm]ago|[Hh]errn?|[Ff]rau|[Ee]xpert|[Aa]gent"
    r"|[Cc]aptain|[Bb]roker|[Tt]rader) [A-ZÀ-Þ]\w"
)
_LONG_PAST = re.compile(
    r"(?<![\w$€£₹.,+-])(?<![$€£₹\d] )1[1-9]\d\d(?<!199\d)(?![\w$€£₹%]|\s\d|[.,-]\d| (?:euro|usd|dollar|reais))"
)
_PRAISE = re.compile(
    r"\W{0,3}(?:(?:this is|what|really|very|such|wow|your|i|it)\W{1,3}){0,4}(?:an? |really |very |so ){0,2}"
    r"(?:nice|great|good|amazing|awesome|excellent|wonderful|fantastic|interesting|informative|useful|lovely|best"
    r"|thanks|thank you|like your|love your|enjoyed)\b[^.!?\n]{0,90}[.!?,\n]",
    re.IGNORECASE,
)
_MY_PAGE = re.compile(
    r"\b(?:visit|check(?: out)?|see|click(?: on)?)(?: also)? my "
    r"(?:profile|page|site|website|web site|blog|name|channel)\b",
    re.IGNORECASE,
)


def ways(prose: str) -> tuple[int, bool, bool]:
    """How many telephone numbers a comment gives, whether a mail address, and whether an address spelled out or a name
    with an at sign that answers nobody."""
    phones = 0
    for m in _PHONE.finditer(prose):
        number = sum(map(str.isdigit, m.group())) >= 8 and not _DATE_LIKE.fullmatch(m.group())
        phones += number and not _BOOK.search(prose, max(m.start() - 8, 0), m.start())
    sign = "@" in prose
    handle = (sign and bool(_HANDLE.search(prose))) or bool(_SPELLED.search(prose))
    return phones, sign and bool(_MAIL.search(prose)), handle


def pitched(
    prose: str, found: Mapping[str, list[str]], sold: int, said: int
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """The measures of a pitch, and the words they go by, under the names of reasons. `found` holds what was found of
    each list, so many of them words of a trade, in a comment of so many words."""
    phones, mail, handle = ways(prose)
    # What stands far apart in a long comment was not put together.
    hits = [len(set(found.get(name, ()))) for name in ("wonder", "offer", "promise")]
    wonder, offer, promise = (number if number * APART >= said else 0 for number in hits)
    sums = bool(_SUM.search(prose))
    sent, messenger = bool(found.get("sent on")), bool(found.get("way"))
    reached = bool(phones or mail or handle) or messenger
    praised = bool(_PRAISE.match(prose))
    goods = sum((offer > 0, promise > 0, sums, sold > 0))
    told = wonder > 0 and reached and bool(sold or sums or _NAMED.search(prose))
    both = offer + promise
    parts = goods + (wonder > 0) + reached + sent if wonder + both else 0
    measures = {
        "telephone": min(log2(1 + phones), 4.0) / 2,
        "mail address": float(mail),
        "messenger": float(messenger),
        "year long past": float(bool(_LONG_PAST.search(prose))),
        "wonder and a way": told * (1 + (wonder > 1) / 2),
        "offer and a way": float(both > 0 and goods > 1 and (reached or sent)),
        "offer and promises": (promise > 0 and both > 1 and sold > 0) * (1 + (promise > 1) / 2),
        "praise and an offer": float(praised and offer > 0 and bool(sold or promise or sent)),
        "praise and my page": float(praised and bool(_MY_PAGE.search(prose))),
        "parts of a pitch": max(parts - 3, 0) / 2,
    }
    way = [*found.get("sent on", ()), *found.get("way", ())][:1]
    quotes = {
        "testimony": [*found.get("wonder", ())[:2], *way],
        "pitch": [*found.get("offer", ())[:1], *found.get("promise", ())[:1], *way],
        "praise before a pitch": list(found.get("offer", ())[:2]),
    }
    return measures, quotes
