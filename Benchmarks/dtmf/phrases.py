"""Random sentences for the speech corpus: small vocabularies, invented words and numbers."""

import random

from more_phrases import foreign_word

PERSIAN = """
من تو او ما شما ایشان امروز فردا دیروز اکنون همیشه خانه خیابان تلفن شماره قبض پرداخت پول بانک
ریال تومان مبلغ شناسه مشترک پیام صدا خط گوشی همراه شهر روستا کوه دریا آسمان باران برف آفتاب بهار
تابستان پاییز زمستان نان آب چای سیب انار کتاب دفتر مداد مدرسه دانشگاه کار کارمند مهندس پزشک
بیمار دوست خواهر برادر مادر پدر فرزند بزرگ کوچک زیبا روشن تاریک سرد گرم سریع آرام قدیمی تازه
می‌روم می‌آید می‌خواهید نمی‌دانم گفتیم شنیدید فرستاد خرید فروخت ساخت نوشت خواند بود شد است نیست
خواهد دارد ندارد لطفا متشکرم سلام خداحافظ بله خیر شاید هنوز زیرا اگر اما یا با بدون برای درباره
پیش پس زیر روی میان کنار چهار هفتاد هشتصد هزار میلیون یک دو سه پنج شش هفت هشت نه صفر
""".split()

ENGLISH = """
I you we they she he it today tomorrow yesterday always never house street telephone number bill
payment money bank amount subscriber message voice line handset city village mountain river sky
rain snow sunshine spring summer autumn winter bread water tea apple pear book paper pencil
school office engineer doctor patient friend sister brother mother father child large small
bright dark cold warm quick slow old new go goes went come came want wanted know knew say said
hear heard send sent buy bought sell sold build built write wrote read is was will would has had
does not please thank hello goodbye yes no perhaps still because if but or with without about
before after under over between beside four seventy eight hundred thousand million one two three
five six seven nine zero weather question answer church judge vision measure yellow onion though
thing bathing finger singing loose zoo oil choice now loud easy eager
""".split()

GERMAN = """
ich du wir ihr sie er es heute morgen gestern immer niemals Haus Straße Telefon Nummer Rechnung
Zahlung Geld Bank Betrag Teilnehmer Nachricht Stimme Leitung Stadt Dorf Berg Fluss Himmel Regen
Schnee Sonnenschein Frühling Sommer Herbst Winter Brot Wasser Tee Apfel Birne Buch Papier
Bleistift Schule Büro Ingenieur Ärztin Freund Schwester Bruder Mutter Vater Kind groß klein hell
dunkel kalt warm schnell langsam alt neu geht ging kommt kam will wollte weiß wusste sagt sagte
hört hörte schickt kauft verkauft baut schreibt liest ist war wird würde hat hatte nicht bitte
danke hallo ja nein vielleicht noch weil wenn aber oder mit ohne über vor nach unter zwischen
neben vier siebzig achthundert tausend Million eins zwei drei fünf sechs sieben neun null
Zwetschge Pfütze Übung Möhre schön Küche jung Gespräch
""".split()

INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w".split()
FINALS = {
    "jqxy": "i ia ie iao iu ian in iang ing u ue uan un".split(),
    "other": "a o e ai ei ao ou an en ang eng ong u uo ui uan un i".split(),
}

FRAMES = {"fa": " ،؟.", "ar": " ،؟.", "hi": " ,?।", "bn": " ,?।", "ur": " ،؟۔", "cmn": " ,?."}
USUAL_FRAME = " ,?.!"


def mandarin_syllable(rng: random.Random) -> str:
    initial = rng.choice(INITIALS)
    finals = FINALS["jqxy"] if initial in FINALS["jqxy"] else FINALS["other"]
    return f"{initial}{rng.choice(finals)}{rng.randint(1, 4)}"


def invented_word(rng: random.Random) -> str:
    """Syllables that no vocabulary has, so that every pair of sounds occurs."""
    onset = "b d f g h k l m n p r s t v z sh ch j w y tr kl sp".split()
    nucleus = "a e i o u ai ee oo ou ar or".split()
    coda = ["", "", "n", "m", "l", "r", "s", "t", "k", "sh", "ng"]
    return "".join(
        rng.choice(onset) + rng.choice(nucleus) + rng.choice(coda) for _ in range(rng.randint(1, 3))
    )


def word(language: str, rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.08:
        return str(rng.randint(0, 10 ** rng.randint(1, 7)))
    match language:
        case "cmn":
            return mandarin_syllable(rng)
        case "fa" | "ur":
            return rng.choice(PERSIAN)
        case "en" | "de" if kind < 0.25:
            return invented_word(rng)
        case "de":
            return rng.choice(GERMAN)
        case "en":
            return rng.choice(ENGLISH)
        case _:
            return foreign_word(language, rng)


def paragraph(language: str, words: int, rng: random.Random) -> str:
    """About `words` words in sentences of 3 to 14, with the language's own stops."""
    marks = FRAMES.get(language, USUAL_FRAME)
    text: list[str] = []
    left = words
    while left > 0:
        length = rng.randint(3, 14)
        sentence = [word(language, rng) for _ in range(length)]
        if length > 7:
            sentence[length // 2] += marks[1]
        text.append(" ".join(sentence) + rng.choice(marks[2:]))
        left -= length
    return " ".join(text)
