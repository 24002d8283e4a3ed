"""The turns of stock comments, and the words that say nothing of what a comment is about."""

from __future__ import annotations

STOCK = """
    webmaster, just right webmaster, excellent webmaster, great webmaster, loading speed, loading velocity, site
    loading, distinctive trick, unique trick, masterpiece, master piece, new reader, excellent points, points
    altogether, new spin, a new spin, brand new spin, fresh spin, hard to argue, tough to argue, onerous to argue,
    argue with you, accession capital, to assert that, get actually enjoyed, account your blog, grasp your rss,
    grab your rss, snatch your rss, seize your rss, clutch your rss, take hold of your rss, newsletter service,
    email subscription, e mail subscription, subscription link, subscription hyperlink, kindly let me, kindly allow
    me, let me recognise, let me realize, in order that i, so that i may, notify me when, when new comments,
    comments are added, four emails, three emails, stumbled upon your, stumbled upon this, stumbled across your,
    stumbled over here, one side of the, side of the medal, brain teaser, a quick visit, pay a visit, pay a quick,
    visit this site, visit this web, visit this website, fruitful in support, fruitful for me, fruitful designed,
    designed for me, in support of me, goods from you, great stuff from, understand your stuff, previous to, too
    fantastic, too magnificent, too wonderful, too excellent, which you say, make it enjoyable, make it
    entertaining, still take care, still care for, keep it smart, keep it sensible, can not wait to read, can t
    wait to read, a tremendous website, a terrific web, terrific website, for brussels, be careful for, be grateful
    if, appreciate if you, numerous people, will be benefited, be benefited out, benefited from your, became aware
    of your, just was aware, was aware of your, alert to your, found that it s, truly informative, really
    informative, very informative, quite informative, browser compatibility, compatibility issues, contact page,
    shoot you an, creative ideas, recommendations for your blog, interested in hearing, either way great, improve
    over time, expand over time, guest writer, guest writers, guest authors, write content for, elaborating on,
    many of the subjects, subjects you write, awesome website, awesome weblog, awesome blog, same niche, very same
    niche, similar niche, by my cousin, whether this post, such detailed, detailed about my, about my problem,
    about my difficulty, you re incredible, you are incredible, you re amazing, you are wonderful, feels strongly
    about, feel strongly about, as you gain, gain expertise, gain knowledge, would you mind updating, updating your
    blog, extremely helpful for, highly helpful, big thumb up, huge thumb, thumb up for, spelling on, several of
    your posts, quite a few of your, a few of your posts, rife with, tell the reality, come again, come back again,
    surely come back, certainly come back, definitely come back, perfect balance, superb usability, usability and,
    visual appeal, visual appearance, same theme, theme as mine, mine is completely, could have sworn, been to this
    blog, after checking through, after browsing, realized it s new, shared this site, shared this website, come
    take a look, came to look it over, to look it over, definitely loving, tweeting this, tweeting to my,
    outstanding blog, superb blog, great blog and, wonderful blog, design and style, style and design, how i ended
    up, ended up here, stopped up here, who you might be, who you are but, going to a famous, famous blogger, a
    well known blogger, in case you are not, analyzing such, analyzing these, let know her, convey her, inform her,
    what i do not, don t understood, in reality how, in fact how, smartly liked, neatly preferred, neatly favored,
    very intelligent, so intelligent, you realize thus, you realize therefore, numerous various angles, numerous
    angles, men and women aren, fascinated until, fascinated except, lady gaga, own stuffs, your stuffs, stuffs
    nice, all the time deal, always maintain it, always take care, easy on the eyes, more enjoyable for me, more
    pleasant for me, hire out a, hired out, to create your theme, did you hire, persistence you put, dedication you
    put, commitment you put, time and effort you, into your site, in depth information, every once in a while, isn
    t the same, outdated rehashed, unwanted rehashed, old rehashed, rehashed information, rehashed material,
    fantastic read, wonderful read, excellent read, saved your site, bookmarked your, ve bookmarked, adding your
    rss, rss feeds to my, google account, group of volunteers, starting a new, opening a new scheme, new scheme,
    new initiative, valuable information to work, formidable process, formidable activity, impressive task,
    impressive activity, impressive process, impressive job, complete neighborhood, whole community, entire
    community, whole group, will be thankful, might be grateful, will be grateful to, i savour, i relish, cause i
    found, lead to i found, result in i found, exactly what i used, just what i was, used to be having, used to be
    looking, used to be taking, having a look for, taking a look for, looking for you have, ended my, day long
    hunt, day lengthy hunt, day lengthy, images on this blog, pictures on this blog, figure out if, problem on my
    end, any feed back, any responses, spam issue, spam problem, also am a blogger, i m also a blogger, am also a
    blogger, nice procedures, nice practices, nice methods, swap methods, trade solutions, exchange solutions,
    exchange techniques, exchange strategies, please shoot me, shoot me an, certainly see your, definitely see
    your, the arena hopes, the sector hopes, the world hopes, passionate writers, more passionate, afraid to
    mention, afraid to say, how they believe, go after your, follow your heart, thanks for providing, thank you for
    providing, providing this info, providing this information, providing these, supplying this, supplying these,
    an impressive share, onto a coworker, onto a colleague, with a friend who, bought me, ordered me, lunch
    because, stumbled upon it for, reword this, thank you for the meal, thanx for, talk about this, blog quite
    often, blog often, genuinely thank you, genuinely appreciate your, peaked my interest, bookmark your site,
    checking for new, near to my heart, close to my heart, your contact details, book marked, saved as a favorite,
    to check out new, to look at new, new stuff you, things you post, excellent web site, an excellent site,
    stumbledupon it, i may revisit, going to revisit, since i book, saved as, money and freedom, best way to
    change, continue to guide, continue to help, wish to encourage, want to encourage, that you continue, your
    great posts, great writing, exceptionally nice, extremely good post, incredibly nice, finding the time, taking
    the time, taking a few minutes, actual effort, generate a great, procrastinate, put things off, hesitate a lot,
    manage to get, after checking out, checking out a, number of the blog, handful of the, truly like your, really
    like your, honestly like, honestly appreciate, technique of blogging, bookmark site list, webpage list, website
    list, webpage too, very open with, really clear, clear clarification, clear description, clear explanation, of
    the challenges, of the issues, is very useful, is very helpful, is extremely helpful, way cool, very valid,
    extremely valid, valid points, penning this, writing this article, also very good, is also really, great deal
    to, know more about, all the points, all of the points, made some decent, made some good, made some really,
    looked on the internet, looked on the web, checked on the, more info about, most individuals, oh my goodness,
    impressive article, incredible article, amazing article, however i am, going through issues, experiencing
    problems with, troubles with, reason why i, cannot join, unable to subscribe, identical rss, same rss, knows
    the answer, knows the solution, kindly respond, very pleased to, pretty pleased, need to thank, needed to
    thank, ones time, this particularly, this wonderful, this fantastic, definitely savored, really liked every,
    little bit of, i m amazed, must say rarely, seldom do i, rarely do i, encounter a blog, come across a blog,
    both educative, equally educative, equally as educative, hit the nail, nail on the head, not enough people, too
    few people, speaking intelligently, i do not suppose, don t suppose, don t believe i, read anything like, read
    something like, original thoughts, unique thoughts, genuine thoughts, seriously thank, starting this up, this
    site is something, needed on the, required on the, a little originality, some originality, right blog, perfect
    webpage, perfect blog, perfect site, perfect website, right website, hopes to find, wants to find, wishes to
    find, wishes to understand, would like to find, wants to seek, seek out out, out about this, topic you realize,
    you understand so much, so much its, its almost, actually would want, personally would want, really would want,
    really will need, definitely put, certainly put, undoubtedly put, wonderful stuff, excellent stuff, just
    excellent, just wonderful, what a comfort, discover somebody, discover someone, uncover someone, find someone
    who, who really knows, that genuinely knows, that actually knows, they re talking, they are discussing, bring
    an issue, bring a problem, issue to light, make it important, this side of, understand this side, not more
    popular, aren t more, possess the gift, have the gift, certainly possess, most certainly, depart your site,
    depart your web, leave your site, before suggesting, extremely enjoyed, extremely loved, really loved, standard
    info, standard information, an individual supply, a person provide, person supply, on your guests, for your
    guests, for your visitors, to your visitors, in your visitors, again steadily, back ceaselessly, back
    regularly, back incessantly, again frequently, again regularly, investigate cross check, check up on new,
    inspect new, cross check, marvelous posting, you might be a great, can be a great, will be a great, remember to
    bookmark, make sure to bookmark, ensure that i, be sure to bookmark, later in life, nice afternoon, nice
    evening, nice morning, nice weekend, holiday weekend, enormous website, huge website, be happy to read, of
    unpaid, as well as reading, unquestionably believe, definitely imagine, consider that which, that which you,
    said your, favorite reason, favourite reason, favorite justification, favourite justification, the simplest
    thing, easiest thing, simplest factor, get annoyed, get irked, certainly get, other folks, while people, while
    other, worries that, concerns that, issues that they, plainly do not, plainly don t, just do not, just don t,
    upon the top, hit upon, defined out, outlined out, without having side, side effect, need side, could take a
    signal, probably be back, will likely be back, to get more, i loved as much, as much as you, receive carried
    out, carried out right, is tasteful, is attractive, is stylish, authored, authored material, authored subject,
    material stylish, matter stylish, command get, an edginess, an impatience, an shakiness, edginess over,
    delivering the, unwell, sick unquestionably, unquestionably come, come further, formerly again, exactly the
    same, the same nearly, nearly a lot, nearly very often, very often inside, case you, you shield, you defend,
    you protect, this hike, this increase, hello my family, my family member, loved one, friend i want, wish to
    say, amazing great, awesome nice, nice written, great written, almost all, approximately all, vital infos,
    important infos, significant infos, infos, to peer, to look more, see more posts, peer more, extra posts,
    somebody essentially, someone essentially, a person essentially, essentially help, essentially assist, lend a
    hand, make seriously, make severely, make significantly, posts i would, articles i would, the first time i
    frequented, frequented your, surprised with, amazed with, the research you, analysis you, research you made,
    actual post, particular submit, amazing magnificent, incredible wonderful, magnificent task, wonderful task,
    great task, fantastic process, fantastic activity, great process, great activity, excellent process, excellent
    activity, excellent task, i have been surfing, been browsing, surfing online, browsing online, greater than,
    these days yet, never found any, never discovered, any attention, any fascinating, any interesting, article
    like yours, it s pretty, it s lovely, worth enough, price enough, worth sufficient, value sufficient, site
    owners, website owners, web owners, webmasters and, and bloggers, made good, made just right, excellent
    content, as you probably, can be much, might be a lot, will be a lot, will probably be, extremely inspired,
    really inspired, extremely impressed, with your writing, writing abilities, writing talents, writing skills, as
    smartly as, as neatly as, paid theme, paid subject, paid topic, did you customize, did you modify, customize
    it, modify it, yourself either, nice quality, excellent quality, high quality writing, uncommon to peer, a nice
    blog, great weblog, attractive section, attractive part, attractive element, attractive component, section of
    content, part of content, component of content, element of content, i just stumbled, i simply stumbled, upon
    your site, upon your website, upon your weblog, upon your blog, actually enjoyed, anyway i, any way i, any way
    i will, be subscribing, subscribing to your, your augment, for your feeds, success you, achievement you,
    fulfillment you, access consistently, get entry to, get right of, right of entry, consistently rapidly,
    persistently fast, consistently quickly, constantly quickly, fastly, will come back, very good points, very
    great points, great points, wonderful points, fantastic points, regards for, appreciate it for, thankyou for,
    putting up, for putting, effectively written, well written article, will be useful, will probably be useful, be
    beneficial, who usess, who employess, who utilizes, including me, including myself, including yours, check out
    more, i got this, this web page, this website, from my friend, friend who, pal who, informed me, shared with
    me, concerning this, this time i, now this time, at the moment i, visiting this, browsing this, informative
    articles, informative posts, informative content, at this place, at this web, at this website, at this site,
    really fabulous, in fact fabulous, genuinely fabulous, actually fabulous, for people, people experience, people
    knowledge, advantageous, new people, wishing for, wishing in favor, of blogging, in blogging, concerning
    blogging, regarding blogging, on the topic of, pleasant article, fastidious, fastidious article, fastidious
    post, fastidious piece, pleasant piece, this paragraph, is truly, is genuinely, is in fact, a fastidious,
    helpful one, helped me out, aided me, am sharing, to all friends, i hope to, i am hoping, hope to contribute,
    contribute and help, contribute and aid, help different, help other, aid other, other customers, users like,
    customers like, excellent job, marvelous job, fantastic job, good perform, good works, included you, i ve
    incorporated, ve included, ve added, to my blogroll, our blogroll, blogroll, my personal blogroll, clever work,
    smart work, and coverage, and reporting, and exposure, very superb, in accordance with"""
"""Turns of the stock comments that are sent out by the thousand, their interchangeable words included."""

COMMON = """
    a, about, above, after, again, all, also, am, an, and, any, are, aren, as, at, be, because, been, before,
    being, below, between, both, but, by, can, cannot, could, couldn, did, didn, do, does, doesn, doing, don, down,
    during, each, ever, every, few, for, from, further, get, give, go, going, got, had, hadn, has, hasn, have,
    haven, having, he, her, here, hers, him, his, how, i, if, in, into, is, isn, it, its, just, keep, know, let,
    ll, m, made, make, many, may, me, might, more, most, much, must, my, need, never, new, no, nor, not, now, of,
    off, on, once, one, only, or, other, others, our, ours, out, over, own, re, s, same, say, see, shall, she,
    should, so, some, something, such, t, take, than, that, the, their, them, then, there, these, they, thing,
    things, this, those, through, time, to, too, under, until, up, us, use, ve, very, want, was, wasn, way, we,
    were, what, when, where, which, while, who, whom, why, will, with, without, won, would, yet, you, your, yours,
    u, ur, im, day, today, week, year, find, read, reading, write, written, look, help, think, feel, best, better,
    lot, lots, back, come, came, well, work, job, done, people, web, internet, online, page, pages, blogging,
    first, last, next, days, always, even, still, anyone, someone, everything, anything, nothing, quite, since,
    sure"""
"""Words that say nothing of what a comment is about."""
