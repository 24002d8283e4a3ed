"""Dates as people write them, in the languages of Europe, Arabic, Hebrew and East Asia's: where a text states one."""

from __future__ import annotations

import datetime
import re
import unicodedata

import msgspec

from edition.dates import valid

_MONTH_WORDS = """
january jan janvier janv janeiro enero ene januar jaenner janner gennaio genn
januari jan ledna stycznia января январь січня ιανουαριου ocak يناير ינואר בינואר|
february feb fevrier fevr fev febrero fevereiro februar febbraio febbr
februari feb unora lutego февраля февраль лютого φεβρουαριου subat فبراير פברואר בפברואר|
march mar mars marzo marco marz maerz
maart marts brezna marca марта март березня μαρτιου mart مارس מרץ במרץ מרס במרס|
april apr avril avr abril abr aprile
dubna kwietnia апреля апрель квітня απριλιου nisan ابريل אפריל באפריל|
may mai mayo maio maggio magg mag
mei maj kvetna maja мая маи травня μαιου mayıs مايو מאי במאי|
june jun juin junio junho juni giugno giu
cervna czerwca июня июнь червня ιουνιου haziran يونيو יוני ביוני|
july jul juillet juil julio julho juli luglio lug
cervence lipca июля июль липня ιουλιου temmuz يوليو יולי ביולי|
august aug aout agosto ago
augusti augustus srpna sierpnia августа август серпня αυγουστου agustos اغسطس אוגוסט באוגוסט|
september sept sep septembre septiembre setembro set settembre sett
zari wrzesnia сентября сентябрь вересня σεπτεμβριου eylul سبتمبر ספטמבר בספטמבר|
october oct octobre octubre outubro out oktober okt ottobre ott
rijna pazdziernika октября октябрь жовтня οκτωβριου ekim اكتوبر אוקטובר באוקטובר|
november nov novembre noviembre novembro
listopadu listopada ноября ноябрь листопада νοεμβριου kasım نوفمبر נובמבר בנובמבר|
december dec decembre diciembre dic dezembro dez dezember dicembre
desember prosince grudnia декабря декабрь грудня δεκεμβριου aralık ديسمبر דצמבר בדצמבר
"""
_MONTH_NUMBER = {word: number for number, row in enumerate(_MONTH_WORDS.split("|"), 1) for word in row.split()}
_WEEKDAY_WORDS = """
monday mon lundi lun lunes segunda segunda-feira montag mo lunedi|
tuesday tues tue mardi martes terca terca-feira dienstag di martedi|
wednesday wed mercredi mer miercoles mie quarta quarta-feira mittwoch mi mercoledi|
thursday thurs thur thu jeudi jeu jueves jue quinta quinta-feira donnerstag do giovedi gio|
friday fri vendredi ven viernes vie sexta sexta-feira freitag fr venerdi|
saturday sat samedi sam sabado sab samstag sa sabato|
sunday sun dimanche dim domingo dom sonntag so domenica
"""
_WEEKDAY_NUMBER = {word: number for number, row in enumerate(_WEEKDAY_WORDS.split("|")) for word in row.split()}
_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)(?:(?!\d)|(?=(?:1[4-9]|20)\d\d(?!\d)))"
_NAME = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|ª|°|\.)?"
_TIME = re.compile(
    r"[\s,;|T–—-]{0,4}(?:at |um |à |às |a las |alle |@ ?|klo )?\s?"
    r"(?P<hour>[01]?\d|2[0-4])(?:[:h.](?P<minute>[0-5]\d))(?::[0-5]\d(?:\.\d{1,6})?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s?(?:Z|UTC|GMT|Uhr|[ECMP][SD]?T|[+-]\d\d:?\d\d))?(?!\d|:\d)",
    re.IGNORECASE,
)
_FORMS = (
    re.compile(
        r"(?<!\d)(?P<year>1[4-9]\d\d|20\d\d)(?P<gap>[-/.])(?P<month>0?\d|1[0-2])(?P=gap)(?P<day>[0-3]?\d)(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?P<year>1[4-9]\d\d|20\d\d)\s?[年년]\s?(?P<month>1[0-2]|0?[1-9])\s?[月월](?:\s?(?P<day>[0-3]?\d)\s?[日号號일])?"
    ),
    re.compile(rf"(?<!\w){_DAY}(?:\s+(?:de|of|del))?[\s-]{{1,2}}{_NAME}(?:\s+(?:de|del|of))?,?[\s-]{{1,2}}{_YEAR}"),
    re.compile(rf"(?<!\w){_NAME}\s{{1,2}}{_DAY},?\s{{1,2}}{_YEAR}"),
    re.compile(rf"(?<!\d){_YEAR},?\s{{1,2}}{_NAME}\s{{1,2}}(?P<day>[0-3]?\d)(?!\w|\s?[,:]\s?\d)"),
    re.compile(rf"(?<!\d)(?P<first>[0-3]?\d)(?P<gap>[/.-])(?P<second>[0-3]?\d)(?P=gap){_YEAR}"),
    re.compile(rf"(?<!\w)(?P<since>[^\W\d_]{{3,10}}\.?\s?[-–/]\s?)?{_NAME}(?:\s+(?:de|del|of))?,?\s{{1,2}}{_YEAR}"),
)
_SEASONED = re.compile(
    r"(?<!\w)(?:spring|summer|fall|autumn|winter|printemps|été|automne|hiver|primavera|verano|otoño|invierno|outono|verão|"
    r"inverno|frühjahr|frühling|sommer|herbst|estate|autunno|michaelmas|easter)(?:,? |\s?/\s?|[ ,]{1,2}(?:of|de) )"
    r"(?P<year>1[6-9]\d\d|20\d\d)(?![\d–-])",
    re.IGNORECASE,
)
_LEADING_DAY = re.compile(r"(?P<word>[^\W\d_]{2,10}(?:-feira)?)\.?,?\s{1,2}(?:den |le |the )?$")


class Stamp(msgspec.Struct, frozen=True):
    """A date as a text gives it, at [start:end]: EDTF in `date`, HH:MM in `time`; `sure` where it can be read one way
    only."""

    start: int
    end: int
    date: str
    time: str = ""
    sure: bool = True


def found(text: str, *, day_first: bool = False) -> tuple[Stamp, ...]:
    """The dates a text states, with their times, in reading order; a bare year is none.

    A date of three numbers is read by its weekday, else by which number can be a month, else by `day_first`.
    """
    stamps: list[Stamp] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < s.end and s.start < match.end() for s in stamps):
                continue
            read = _read(match, text, day_first)
            if read:
                stamps.append(read)
    if not stamps:  # "Winter 2016": EDTF level 0 has no seasons
        stamps = [Stamp(m.start(), m.end(), m["year"]) for m in _SEASONED.finditer(text)]
    return tuple(sorted(stamps, key=lambda s: s.start))


def _read(match: re.Match[str], text: str, day_first: bool) -> Stamp | None:
    said = match.groupdict()
    start, weekday = match.start(), None
    before = _LEADING_DAY.search(text[max(0, start - 16) : start])
    if before and (weekday := _WEEKDAY_NUMBER.get(_bare(before["word"]))) is not None:
        start = max(0, start - 16) + before.start()
    year, sure = int(said["year"]), True
    if said.get("first"):
        first, second = int(said["first"]), int(said["second"])
        ways = [
            w for w in ((second, first), (first, second)) if _date(year, *w)
        ]  # (month, day): day first, month first
        if weekday is not None:
            ways = [w for w in ways if datetime.date(year, *w).weekday() == weekday] or ways
        if not ways:
            return None
        sure = len(set(ways)) == 1
        month, day = ways[0] if sure or day_first or said["gap"] == "." else ways[-1]
        date = _date(year, month, day)
    else:
        named = said["month"]
        number = int(named) if named.isdecimal() else _MONTH_NUMBER.get(_bare(named), 0)
        if not number:
            return None
        if said.get("day"):
            date = _date(year, number, int(said["day"]))
        else:  # "Jan-Apr 2017" is known to the year: EDTF level 0 has no word for four months
            date = f"{year:04}" if said.get("since") else f"{year:04}-{number:02}"
    if not date:
        return None
    time = _TIME.match(text, match.end()) if len(date) == 10 else None
    return Stamp(start, time.end() if time else match.end(), date, _clock(time), sure)


def _date(year: int, month: int, day: int) -> str:
    edtf = f"{year:04}-{month:02}-{day:02}"
    return edtf if valid(edtf) else ""


def _clock(time: re.Match[str] | None) -> str:
    if not time:
        return ""
    hour, half = int(time["hour"]), (time["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour % 24:02}:{time['minute']}"


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
