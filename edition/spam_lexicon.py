"""What spam says, in lists: the trades that advertise under articles, the turns of praise and promotion, in many
languages.

Each list is one signal. An entry is a word or a phrase of up to five words, in lower case and without accents, as
`signals.folded_words` gives them; a word ending in `*` stands for every word that begins so. Writing without spaces
between words is looked for as it stands, in `UNSPACED`. No entry condemns by itself: what a signal weighs is learned.
"""

from __future__ import annotations

TRADES = {
    "fashion": """
        handbag*, purse, purses, wallet*, sunglasses, eyewear, jersey, jerseys, sneaker*, shoe, shoes, boots,
        jewel*, necklace*, bracelet*, earring*, pendant*, rolex, omega watches, watches, louis vuitton, vuitton,
        lv, gucci, prada, chanel, hermes, birkin, burberry, mulberry, coach outlet, coach factory, michael kors,
        kors, tiffany, pandora, ugg, uggs, moncler, canada goose, north face, oakley, ray ban, rayban, ray bans,
        louboutin*, jimmy choo, nike, adidas, air max, air jordan, jordans, timberland, hogan, tods, isabel marant,
        ralph lauren, abercrombie, hollister, peuterey, woolrich, belstaff, barbour, longchamp, celine, fendi,
        versace, armani, balenciaga, supra, vans shoes, beats by dre, chrome hearts, vivienne westwood, babyliss,
        ghd, designer bags, bags, parka*, jacket*, coat outlet, scarpe, borse, giubbotti, piumini, sac a main,
        sacs, chaussure*, pas cher, doudoune*, zapatillas, bolsos, bolsas, taschen, uhren, schuhe, tenis, wedding
        dress*, bridal, prom dress*, gown, gowns, lingerie, bikini, leather, wigs, hair extension*, perfume*,
        cosmetic*, makeup, skincare, skin care, mascara, mattress*, furniture, sofa, сумки, часы, обувь, платья""",
    "gambling": """
        casino*, gambl*, poker, blackjack, black jack, roulette, slots, slot machine*, slot online, slot gacor,
        gacor, jackpot*, baccarat, bet, bets, betting, sportsbook, bookmaker*, bookie*, wager*, lottery, lotto,
        togel, judi, bola, bandar, bingo online, free spins, sports picks, sportsbetting, satta, matka, rummy, teen
        patti, taruhan, daftar, casinos en linea, apuestas, tragamonedas, ruleta, cassino, apostas, aposta*,
        cassinos, jogo do bicho, tragaperras, paris sportifs, machines a sous, jeux d argent, spielautomaten,
        glucksspiel, sportwetten, wetten, online spielbank, scommesse, giochi d azzardo, казино, слот*, игровые
        автоматы, игровой автомат, автоматы, азартные, азартных, рулетка, букмекер*, ставки на спорт, ставки,
        покер, вулкан, bahis, kumar, iddaa, bonusu, deneme bonusu, kasyno, zaklady bukmacherskie, nha cai, ca cuoc,
        danh bai""",
    "medicine": """
        viagra, cialis, levitra, tadalafil, sildenafil, kamagra, priligy, xanax, valium, ambien, tramadol,
        phentermine, oxycontin, oxycodone, adderall, modafinil, accutane, propecia, clomid, nolvadex, prednisone,
        amoxicillin, zithromax, doxycycline, lasix, synthroid, ivermectin, pharmacy, pharmacies, pharmacie,
        farmacia*, apotheke, pills, pill, tablets online, prescription, without prescription, rx, erectile,
        erection*, impoten*, potency, penis, enlargement, enhancement pills, male enhancement, testosterone,
        steroid*, hgh, anabolic*, generic, dosage, mg, vigrx, hair loss, hair removal, acne, wrinkle*, anti aging,
        botox, wart, warts, psoriasis, hemorrhoid*, snoring, herpes, hpv, herbal, herbs, herbal medicine, cured,
        cure, remedy, remedies, cbd, kratom, cannabis seeds, e cig*, ecig*, vape*, vaping, e juice, electronic
        cigarette*, clinic, dentist*, dental, orthodont*, chiropract*, massage, plastic surgery, rehab, detox,
        аптека, виагра, сиалис, таблетки, лечение, medicament*, ordonnance, rezeptfrei, potenzmittel, sin receta,
        comprimidos, pastillas, senza ricetta, hapi, obat, obat kuat""",
    "slimming": """
        weight loss, lose weight, losing weight, burn fat, fat burn*, fat loss, belly fat, diet pill*, diet pills,
        diet, diets, dieting, keto, ketogenic, garcinia, cambogia, raspberry ketone*, green coffee, forskolin,
        slim, slimming, supplement*, supplements, weight reduction, calories, abs, muscle building, bodybuilding,
        whey, protein powder, workout*, fitness, detox tea, perdre du poids, maigrir, minceur, adelgazar, bajar de
        peso, perder peso, emagrec*, abnehmen, diat, dimagrire, похуд*, похудение, zayiflama, odchudzanie""",
    "loans": """
        loan, loans, payday, pay day, lender*, lenders, mortgage*, refinanc*, cash advance*, credit card*, credit
        score*, bad credit, credit repair, debt consolidation, debt relief, debt, insurance, insurances, car
        insurance, quotes, premium, premiums, broker, brokers, annuit*, payment processing, merchant account*, real
        estate, realtor*, property for sale, apartments, condo, condos, foreclos*, tax relief, bankruptcy, atm
        card, blank atm, prestamo*, credito*, prestito, prestiti, mutuo, hypothe*, kredit, kredite, darlehen,
        emprunt, pret rapide, emprestimo*, кредит*, займ*, займы, pozyczk*, kredi, pinjaman""",
    "coins": """
        bitcoin*, btc, crypto, cryptocurrenc*, ethereum, blockchain wallet, usdt, altcoin*, nft, nfts, airdrop,
        token sale, forex, fx trading, binary option*, binary options, trading signal*, day trading, trading,
        trader*, profits, profitable, investment plan, investor, investors, return on investment, roi, pips, stock
        tips, penny stocks, recover your funds, recovery expert, hacker service, hire a hacker, криптовалют*,
        биткоин*, форекс, criptomoneda*, invertir, criptomoedas, kryptowahrung*, trading online""",
    "money": """
        make money, making money, earn money, earn cash, earning, earnings, extra income, passive income, extra
        cash, income online, work from home, working from home, home based, affiliate, affiliates, affiliate
        marketing, commissions, network marketing, mlm, get paid, paid surveys, surveys, financial freedom, per
        month, per week, per day, per hour, a month, a week online, millionaire, get rich, quick cash, free money,
        gift card*, gift cards, itunes codes, giveaway*, paypal, cashback, ganar dinero, ganhar dinheiro, gagner de
        l argent, geld verdienen, guadagnare, заработок, заработать, para kazan""",
    "search engines": """
        seo, search engine optimi*, search engine optimization, search engine, search engines, search engine
        marketing, serp, serps, google rank*, ranking, rankings, rank on google, page rank, pagerank, backlink*,
        backlinks, link building, link exchange, linkbuilding, anchor text, keyword*, keywords, long tail, web
        traffic, website traffic, traffic, targeted traffic, visitors, unique visitors, leads, lead generation,
        conversion*, ppc, pay per click, adsense, adwords, social media, social media marketing, digital marketing,
        online marketing, internet marketing, web marketing, email marketing, marketing, marketer*, marketers,
        online presence, web presence, instagram followers, buy followers, buy likes, facebook likes, likes and
        followers, twitter followers, followers, article marketing, article writer, guest post*, guest posts, guest
        posting, sponsored post, press release*, autoresponder, xrumer, scrapebox, gsa, posicionamiento,
        referencement, suchmaschinenoptimierung, раскрутка, продвижение сайт*, продвижение""",
    "web design": """
        web design*, website design*, webdesign*, web development, website development, web developer for hire,
        graphic design, logo design*, logo maker, app development, mobile app development, software development
        company, wordpress theme*, web hosting, hosting, vps, dedicated server, server management, domain name*,
        domain names, ecommerce, e commerce, online store, online business, web agency, creative agency, agency,
        explainer video*, diseno web, paginas web, conception de site, creation de site, webdesigner, создание
        сайт*, разработка сайт*""",
    "trades and services": """
        plumb*, roofing, roofer*, locksmith*, electrician*, carpet cleaning, cleaning services, cleaning service,
        cleaner*, pest control, movers, moving company, packers and movers, packers, removal*, remodel*,
        renovation*, contractor*, landscap*, garage door*, air condition*, hvac, heating, solar panel*, solar,
        windows and doors, flooring, kitchen cabinet*, limousine*, limo, taxi, car rental, rent a car, car hire,
        towing, auto repair, repair, repairs, appliance repair, used cars, car dealer*, wedding photograph*,
        photographer, caterer*, funeral, translation services, attorney*, lawyer*, law firm, law office*, personal
        injury, injury, accident, compensation claim*, lawsuit, printing services, banners, signs, plastic,
        mangueira*, manufacturer*, supplier*, suppliers, wholesaler*, exporter*, machinery, detective, private
        investigator, storage, warehouse, abogado*, advogado*, avocat, anwalt, fontaner*, serrurier*, plombier*,
        klempner, schlussel*, umzug*, ремонт, такси, окна, натяжные""",
    "essays": """
        essay writing, essay writer*, essay help, essay service*, write my essay, write my paper, paper writing,
        term paper*, custom essay*, custom paper*, custom writing, dissertation help, dissertation writing, thesis
        writing, thesis help, assignment help, assignment writing, homework help, do my homework, coursework help,
        coursework writing, research paper writing, buy essay*, buy an essay, cheap essay*, writing service*,
        writing services, professional writers, professional writer*, academic writing, academic writers,
        plagiarism free, resume writing, resume writer*, copywriter, essays online, ghostwrit*, hausarbeit
        schreiben lassen, ghostwriter, trabajos academicos, курсовая, дипломн*, реферат*""",
    "help lines": """
        customer care, customer service number, customer support number, support number, helpline, help line, toll
        free, tollfree, phone number, contact number, tech support, technical support, antivirus support, printer
        support, quickbooks, norton, mcafee, cash app, hotmail support, gmail support, router login, activation
        code, product key, spy, spyware removal, data recovery, computer repair, pc repair, virus removal, phone
        spy, unlock code*, iphone repair, cracked, keygen, crack, serial key""",
    "travel": """
        hotel, hotels, resort*, resorts, vacation rental*, vacation, vacations, holidays, tour, tours, tour
        operator*, travel agen*, travel agency, travel deals, flights, cheap flights, airfare*, airline tickets,
        cruise, cruises, safari, trekking, villa, villas, beach, tourism, visa service*, visa, booking, honeymoon,
        taxi service, holiday packages, tour packages, hoteles, vuelos, viajes, voyage*, hotels pas cher, туры,
        отель, отели""",
    "courses": """
        training institute, training institutes, institute in, coaching classes, coaching, training in, best
        training, online training, online course*, online courses, certification*, certification training,
        placement, placements, classes in, training center, training centre, learn to, tutorial*, ebook, e book, e
        books, free ebook, webinar*, degree online, online degree, diploma*, ielts, toefl, exam dumps, dumps,
        hadoop training, sap training, internship, curso*, cursos online, formation en ligne, dersleri, курсы,
        обучение""",
    "sex": """
        porn*, porno, xxx, sex, sexy, sexo, sexe, nude, nudes, naked, webcam, webcams, cam girls, camgirls, escort,
        escorts, escort service*, call girl*, call girls, erotic, erotik, adult, dating, date site, singles,
        hookup, hookups, milf, milfs, teens, blowjob, dick, pussy, boobs, anal, fetish, sex chat, sex toys, dildo*,
        vibrator*, fleshlight, onlyfans, hentai, horny, putas, acompanhantes, chicas, hot girls, sluts, prostitut*,
        эскорт, секс, порно, проститутк*, знакомства, интим""",
    "spells": """
        spell caster*, spellcaster*, love spell*, cast a spell, cast a love spell, cast spell*, casts spell*,
        powerful spell*, voodoo, black magic, astrolog*, horoscope*, psychic reading*, tarot, vashikaran, love
        problem*, relationship problem*, get your ex, ex back, my ex back, lover back, husband back, wife back,
        boyfriend back, back to me, left me for, broke up with me, reunited us, my testimony, share my testimony,
        want to testify, illuminati, healer, herbalist, magic ring, win the lottery, win lottery, marabout, brujo,
        amarres, amarre, hechizo*, feitico*, amarracao, cartomante, гадание, приворот""",
    "hacking": """
        hacker for hire, hackers for hire, hire a hacker, ethical hacker*, professional hacker*, best hacker*, great
        hacker*, legit hacker*, genuine hacker*, hacking service*, hack facebook, hack whatsapp, hack into, hack a,
        spy on, your spouse, spouse s phone, wife s phone, husband s phone, access to her phone, access to his phone,
        is cheating, was cheating, lost crypto, stolen crypto, stolen bitcoin*, recover your lost, lost funds, crypto
        recovery, coin recovery, recovery service*, recovery expert*, bank logs, atm card*, cloned card*, school
        grades, university grades, change grades, criminal record*, credit report, credit score*, взлом, взломать,
        услуги хакера, hacker mieten, contratar un hacker, contratar hacker""",
    "papers": """
        passport, passports, driving licen*, driver s licen*, drivers licen*, id card*, birth certificate*, residence
        permit*, fake document*, registered document*, ielts, toefl, gmat, fake diploma*, real and fake, counterfeit,
        fake money, banknote*, fake id, diplom, doktortitel, titel kaufen, fuhrerschein, permis de conduire, faux
        papiers, carnet de conducir, titulos universitarios, carteira de motorista, cnh, diploma reconhecido, диплом,
        дипломы, диплома, дипломов, аттестат*, водительск*, справк*, трудовая книжка, ehliyet, prawo jazdy""",
    "games and downloads": """
        fifa coins, fut coins, fifa 15, fifa15, fut, ultimate team, gold, wow gold, runescape, gil, coins, cheat,
        cheats, hack tool, hack, hacks, generator, free download, download free, downloads, download, full version,
        torrent*, apk, mod apk, crack download, watch online, watch free, full movie, full movies, movies online,
        live stream*, streaming, stream, putlocker, iptv, mp3, ringtone*, free games, online games, games,
        browsergames, minecraft, clash of clans, candy crush, roblox, robux, v bucks, game kim cuong, tai game,
        tai, choi game, jeux, jeu, juegos, jogos, spiele, kostenlos, gratuit, gratuitement, telecharger, descargar,
        gratis, baixar, scaricare, herunterladen, скачать, бесплатно, без регистрации, смотреть онлайн, онлайн,
        фильм*, ucretsiz, indir, darmowe, download gratis""",
}
"""What is sold, by trade. The keys are shown to the archivist."""

VOICES = {
    "selling": """
        buy, buy now, buy online, purchase, purchases, order, order now, order online, on sale, for sale, sale,
        sales, cheap, cheapest, discount*, discounts, discounted, deal, deals, bargain*, price, prices, priced,
        pricing, best price, low price, lowest price, affordable, inexpensive, wholesale, clearance, coupon*,
        coupons, promo, promo code, voucher*, free shipping, shipping, delivery, fast delivery, free trial, trial,
        money back, guarantee*, guaranteed, official, official site, official website, official store, outlet,
        outlets, factory outlet, store, stores, shop, shops, shopping, shopper*, shoppers, brand, brands, brand
        name, brand new, branded, replica*, replicas, authentic, genuine, imitation, knockoff*, knock off, top
        quality, high quality, best quality, good quality, quality, product, products, item, items, stock, in
        stock, off retail, retail, retailer*, seller*, best seller, vendor, vendors, customer, customers,
        consumer*, client, clients, limited time, special offer, offer, offers, hot sale, huge selection, great
        selection, save up to, save money, online shop, for men, for women, mens, womens, women, acheter, achat,
        prix, soldes, promotion*, livraison, comprar, venta, ventas, oferta*, barato*, baratas, precio*, tienda,
        descuento*, kaufen, verkauf, billig*, gunstig*, angebot*, rabatt, comprare, prezzi, prezzo, vendita,
        sconti, sconto, offerta, outlet online, negozio, compra, desconto*, loja, preco*, barata, economico,
        купить, цена, цены, скидк*, заказать, недорого, дешев*, интернет магазин, магазин, распродажа, доставка,
        satin al, ucuz, fiyat, kup, tanio, sklep, murah, jual, harga, beli, mua, gia re, goedkoop, kopen, billiga,
        kop, halvat""",
    "we offer": """
        we offer, we are offering, we also offer, we provide, we are providing, we deliver, we specialize, we
        specialise, we are a leading, we are leading, we are the leading, leading provider, leading company,
        leading companies, we are committed, we are dedicated, committed to providing, committed to, our clients,
        our customers, our company, our team of, our services, our service, our products, our experts, our online,
        our store, our prices, our professional*, our agency, our experienced, our skilled, one stop, company in,
        companies in, services in, service in, agency in, firm in, based company, services company, best in class,
        years of experience, team of experts, hire us, 24 7, 24x7, round the clock, free quote*, free consultation,
        small business, client satisfaction, customer satisfaction, your requirements, at affordable, nous offrons,
        nous proposons, notre entreprise, nos services, nos clients, ofrecemos, nuestros servicios, nuestra
        empresa, nuestros clientes, servicios de, oferecemos, nossos servicos, nossa empresa, nossos clientes, wir
        bieten, unsere kunden, unser unternehmen, dienstleistungen, offriamo, i nostri servizi, nostra azienda, i
        nostri clienti, мы предлагаем, наша компания, наши клиенты, услуги, hizmet, firmamiz, kami menawarkan,
        jasa, layanan, dich vu, cong ty""",
    "business": """
        we help, we can help you, we give, services, service, service provider*, providers, provider, solutions,
        solution, exceptional, experts, experienced, professionals, professional, hire, hiring, consultation,
        business, businesses, your business, offering, offers, enterprise*, entrepreneur*, satisfaction, needs,
        your needs, requirement*, company, companies, firm, agency, agencies, clients, customers, firma, empresa,
        entreprise, unternehmen, azienda, компания""",
    "reach us": """
        contact us, contact me, call us, call now, call me, call today, email us, email me, mail us, reach us,
        reach out to us, reach him, contact him, contact her, contact them, email him, email address, via email,
        his email, whatsapp, what s app, telegram, skype, text us, text or call, visit us, inbox me, pm me, dm me,
        message me, add me, get in touch, for more info*, for more details, for more information, more details,
        more info, to know more, know more, learn more, find out more, read more, see more, apply now, apply here,
        register now, sign up, signup, join us, join now, join here, book now, get started, contactez, contactez
        nous, contactar, contactenos, contacto, entre em contato, contato, kontaktieren, kontaktieren sie,
        contattaci, contattateci, обращайтесь, звоните, пишите, подробнее, hubungi, iletisim, lien he, cliquez ici,
        haga clic, clique aqui, hier klicken, clicca qui""",
    "go there": """
        click here, click on, click this, click the link, click my, click below, this link, link below, following
        link, links below, visit, visit my, visit our, visit this, visit the, visit here, please visit, check out
        my, check out our, check out this, check my, check our, check this, check it out, check it, check out,
        checkout, checkout my, check mine, come check, go check, take a look at, take a look, have a look at, look
        at my, see my, see here, go to, go here, come visit, browse, try this, try it here, here, look here, my
        site, my website, my web site, my web page, my webpage, my page, my homepage, my home page, my blog, my
        weblog, my blog post, my web blog, our blog, my channel, our channel, my new channel, my youtube, my video,
        my videos, my music, my new, my cover, my covers, my song, my songs, our songs, our music, my account, my
        facebook, my page too, my profile, my store, my shop, my company, here is my, here is the, here are, here s
        my, this is my, also visit, also visit my, also see, feel free to, feel free to surf, surf to, stop by,
        stop by my, look into my, look at, review my, have a look, website here, websites, this website, this site,
        this web site, this web page, this page, this post, mi pagina, mi canal, mi sitio, minha pagina, meu canal,
        meu site, mon site, ma page, ma chaine, meine seite, mein kanal, meine homepage, il mio sito, la mia
        pagina, мой сайт, мой канал, наш сайт, на сайте""",
    "follow me": """
        subscribe, subscribe to, subscribe my, subscribe me, sub, subs, sub me, subscribers, subscriber, please
        subscribe, subscribe back, sub back, sub4sub, sub for sub, follow me, follow us, follow my, follow back,
        like and, like and subscribe, thumbs up, thumbs, thumb up, share, share this, please share, pls share, vote
        for, vote, vote for us, like my, like our, like me, like us, like my page, like this comment, like if,
        support me, support us, support my, help me, help us, please help, pls help, plz, pls, please, please take,
        give it a chance, give me a chance, a chance, give us, just try, it would mean, mean a lot, means a lot,
        your time, a minute, a moment, a listen, listen to, just one, means the world, upload*, uploads, uploading,
        cover, covers, rapper, rap, music, talented, talent, dream, dreams, remix, mixtape, gaming, gameplay*,
        vlog*, funny videos, new videos, videos, donate, donation*, gofundme, petition, suscribete, suscribanse,
        inscreva se, inscrevam, abonne toi, abonnez, abonniert, abonnieren, iscriviti, подпишись, подписывайтесь,
        подписка, abone ol""",
}
"""The voices of one who wants something of the reader."""

FLATTERY = {
    "praise": """
        great, good, nice, awesome, excellent, amazing, wonderful, fantastic, superb, brilliant, outstanding,
        marvelous, marvellous, magnificent, incredible, impressive, impressed, remarkable, splendid, terrific,
        fabulous, fascinating, interesting, helpful, useful, informative, valuable, beneficial, insightful,
        inspiring, enlightening, illuminating, perfect, perfectly, beautiful, lovely, cool, masterpiece, genius,
        extraordinary, exceptional, top notch, first rate, love, loved, like, enjoy, enjoyed, appreciate,
        appreciated, admire, thank, thanks, thank you, thx, glad, happy, satisfied, delighted, pleased, grateful,
        fruitful, pleasant, worth, well written, genuinely, truly, really, absolutely, definitely, extremely,
        simply, certainly, merci, excelente, gracias, obrigado, obrigada, parabens, otimo, muito bom, bueno, buen,
        tres bon, super, genial, danke, toll, grazie, ottimo, bello, спасибо, отлично, отличная, хорошая,
        интересно, tesekkurler, harika, terima kasih, bagus, cam on, dziekuje, swietny""",
    "the site": """
        your site, your website, your web site, your blog, your weblog, your web blog, your page, your web page,
        your webpage, your post, your posts, your article, your articles, your content, your contents, your
        writing, your writings, your write up, your posting, your postings, your information, your info, your work,
        your topic, your subject, your point, your points, your ideas, your style, your writing style, your feed,
        your rss, your rss feed, your theme, your template, your layout, your design, your web, this site, this
        website, this web site, this blog, this weblog, this web page, this webpage, this page, this post, this
        article, this piece of writing, piece of writing, this paragraph, this write up, write up, this topic, this
        subject, this information, this info, these information, this kind of, this great, this fantastic, this
        wonderful, this awesome, the blog, the site, the website, the web site, web site, web page, weblog, web
        log, webpage, the post, the article, the content, the contents, blog, blogs, bloggers, blogger, webmaster,
        web owners, site owner, site, sites, article, articles, post, posts, posting, postings, blog post, blog
        posts, information, info, piece of information, content, contents, subject matter, subject material, topic,
        topics, niche, theme, knowledge, tips, stuff, publish, put up, submit, web publication, este blog, tu blog,
        su blog, este articulo, votre site, votre blog, votre article, cet article, seu blog, este artigo, dieser
        blog, deine seite, questo blog, questo sito, ваш сайт, сайт, блог, статья, статью""",
    "coming back": """
        bookmark*, bookmarked, bookmarking, book mark, book marked, come back, coming back, be back, return to,
        returning, visit again, revisit, again soon, check back, again here, keep visiting, check again, check once
        more, stay tuned, subscribed, subscribe to your, your rss, rss, feed, feeds, grab your, new posts, next
        post, next posts, more posts, more articles, future posts, read more of, read more, more from you, extra
        posts, extra from you, keep up, keep it up, keep up the, keep posting, keep writing, keep sharing, keep
        going, keep on, keep us, carry on, continue, continue your, continue the, look forward, looking forward,
        forward to, waiting for, stumbled, stumbleupon, came across, come across, stumbled upon, stumbled across,
        found this, found your, found it, i found, i discovered, just found, ran across, browsing, surfing,
        googled, search results, searching for, looking for, was searching, been searching, been looking, google
        search, on google, via google, thru google, in google, via yahoo, bing, on yahoo, first time, first visit,
        my first, recommended by, was recommended, was suggested, suggested this, my cousin, my brother, my friend,
        my friends, my roommate, room mate, cousin, share with, share it with, share this with, shared, sharing,
        for sharing, thanks for sharing, thank you for sharing, thanks for posting, for posting, for the post, for
        this post, for the info, for the information, for your post, for a great, tell my, my followers, my
        visitors, facebook, twitter, myspace, delicious, digg, tweet""",
    "shop talk": """
        plugin*, plugins, captcha, spam comments, spam, comment spam, blog platform, what blog, which blog, hosted,
        hosting, web host, host are you using, using for your, are you using, loading speed, load time, loading
        time, loads, browser compatib*, browser compatibility, internet explorer, opera, safari, in firefox,
        chrome, ie, spelling, misspell*, grammatical, color scheme, colour scheme, layout, font, header, text in
        your, running off the screen, screen, images, pictures, mobile friendly, iphone, copyright, plagiarism,
        plagorism, ripped off, stolen, content from, coding, html, css, wysiwyg, code, manually, starting a blog,
        start a blog, own blog, my own blog, own website, create my own, guest author, guest writer*, writers,
        author for your, contribute, link to your, link back, backlink, exchange links, trade, exchange,
        permission, quote, credit, sources back, mailing list, newsletter, e mail subscription, subscription,
        notify me, notify, checkbox, when new comments, four emails, same comment, remove me, remove, forum*,
        forums, community, problem with your, issues with your, issue with, problems with, webmaster, alexa,
        visitor, visitors, readers, your readers, audience, donate, donate button, hackers, hacked, wordpress,
        movable type, blogengine, expression engine, design, theme, custom made, developer, developer make, hire
        out""",
    "padding": """
        informative article, in depth, i must say, must say, i have to say, have to say, have to admit, i have
        read, i read, i ve read, reading this, after reading, to read, read this, i just wanted, just wanted to,
        wanted to say, want to say, wanted to thank, i wanted, let me, allow me, i am sure, i m sure, i am truly, i
        am really, i m really, i am genuinely, i am regular, regular visitor, regular reader, i am not sure, i m
        not sure, no doubt, without doubt, undoubtedly, unquestionably, hands down, spot on, right here, over here,
        out here, in here, at this place, at here, here at, at this time, right now, now i am, i am going, i m
        going, going to, these days, nowadays, in the world, in my opinion, in fact, actually, basically,
        obviously, a lot of, lots of, plenty of, a great deal, much more, more and more, more than, a bit, a
        little, little bit, very, quite, pretty, so much, all the time, every time, each time, day by day, all of
        us, everyone, every one, anyone, everybody, people, folks, guys, friends, dear, hello, hi, hey, greetings,
        good day, howdy, hello there, hi there, what s up, whats up, wow, woah, whoa, excellent points altogether,
        just won, new reader, made some, good points, great points, some good, decent points, some really, get the,
        to be happy, take care, cheers, best of luck, good luck, best wishes, many thanks, thanks a lot, thank you
        so much, thanks for, thank you for, thanks in advance, any suggestions, any tips, any ideas, any
        recommendations, any help, do you have any, would you mind, do you mind, mind if, kudos, bless you, god
        bless""",
}
"""Praise of the page as a page, that could stand under anything."""

LISTENERS = """
    disagree, i think, i don t think, i doubt, i wonder, i wondered, i suspect, i remember, i recall, however,
    although, though, therefore, whereas, rather than, argue, argues, argued, argument, claim, claims, claimed,
    evidence, according to, source, sources, chapter, volume, vol, pp, edition, cited, cites, citation, footnote,
    note that, journal, study, studies, scholar*, historian*, historical, century, centuries, archive*, for
    example, for instance, e g, i e, mistake, error, errors, wrong, incorrect, correction, misread*, translation,
    translated, sentence, mention, mentions, mentioned, you write, you say, you wrote, you said, why, what about,
    how does, how do, does anyone, has anyone, is there, are there, didn t, doesn t, wasn t, isn t, couldn t,
    wouldn t, won t, aren t, tried, works, worked, bug, version, grandfather, grandmother, my father, my mother,
    years ago, university, professor, theory, theories, critique, criticism, reference, references, bibliography,
    seems, perhaps, maybe, probably, actually, lol, hmm, ah, oh, yeah, yep, nope, edit, fyi, btw, imho, by the way,
    not sure, supposed, assume, otherwise, unfortunately, apparently, exactly"""
"""The words of one who has read, remembers, argues, asks or mends something."""

UNSPACED = {
    "gambling": (
        "赌场", "博彩", "娱乐城", "彩票", "百家乐", "投注", "カジノ", "パチンコ", "카지노",
        "토토", "바카라", "คาสิโน", "บาคาร่า", "สล็อต", "แทงบอล",
    ),
    "sex": (
        "成人", "色情", "裸聊", "约炮", "エロ", "出会い", "무료야동",
    ),
    "fashion": (
        "名牌", "包包", "手表", "ブランド", "バッグ", "財布", "时计", "時計", "コピー品",
        "激安", "アウトレット", "超特価", "お買い得", "靴", "กระเป๋า", "รองเท้า",
    ),
    "papers": (
        "毕业证", "文凭", "学位认证", "学历认证", "成绩单",
    ),
    "loans": (
        "贷款", "办证", "发票", "代开", "借款", "キャッシング", "대출", "สินเชื่อ",
        "قروض", "تمويل",
    ),
    "medicine": (
        "伟哥", "减肥", "药房", "バイアグラ", "비아그라", "อาหารเสริม", "حبوب",
    ),
    "search engines": (
        "推广", "优化排名", "รับทำ", "تسويق الكتروني", "تصميم مواقع",
    ),
    "trades and services": (
        "شركة تنظيف", "نقل عفش", "نقل اثاث", "مكافحة حشرات", "تنظيف",
        "翻译公司", "搬家", "装修", "สนาม",
    ),
    "selling": (
        "优惠", "批发", "正品", "特价", "通販", "販売", "格安", "送料無料", "최저가",
        "할인", "ราคาถูก", "ขาย", "خصم", "للبيع", "بأفضل الأسعار",
        "ارخص",
    ),
    "reach us": (
        "加微信", "微信", "联系我们", "联系", "客服", "お問い合わせ", "카톡", "ไลน์",
        "اتصل", "تواصل معنا", "للتواصل", "واتساب",
    ),
    "games and downloads": (
        "下载", "免费", "無料", "다운로드", "무료", "ดูหนัง", "تحميل",
    ),
}  # fmt: skip
"""Signals in scripts that put no space between words, or that join their articles to them."""
