"""Words of the languages that only the other and further voices speak; numbers are read out by the voice."""

import random

VOCABULARY = {
    "fr": """
je tu nous vous elle il aujourd'hui demain hier toujours jamais maison rue téléphone numéro
facture paiement argent banque montant abonné message voix ligne ville village montagne rivière
mer ciel pluie neige soleil printemps été automne hiver pain eau thé pomme poire livre papier
école bureau ingénieur médecin amie frère sœur mère père enfant grand petit clair sombre froid
chaud rapide lent vieux nouveau va venir vouloir savoir dit entendu envoyé acheté construit lu
est était sera merci bonjour oui non peut-être encore parce que sans avec septante quatre-vingt
""",
    "es": """
yo tú ella nosotros ustedes hoy mañana ayer siempre nunca casa calle teléfono número factura pago
dinero banco cantidad cliente mensaje voz línea ciudad pueblo montaña río mar cielo lluvia nieve
sol primavera verano otoño invierno pan agua té manzana pera libro papel lápiz escuela oficina
ingeniero médica amigo hermana hermano madre padre niño grande pequeño claro oscuro frío caliente
rápido lento viejo nuevo va viene quiere sabe dice oye envía compra construye escribe lee es era
será gracias hola adiós sí no quizá todavía porque pero sin con ochocientos guitarra perro llave
""",
    "ru": """
я ты он она мы вы сегодня завтра вчера всегда никогда дом улица телефон номер счёт платёж деньги
банк сумма абонент сообщение голос линия город деревня гора река море небо дождь снег солнце весна
лето осень зима хлеб вода чай яблоко груша книга бумага карандаш школа контора инженер врач друг
сестра брат мать отец ребёнок большой маленький светлый тёмный холодный тёплый быстрый медленный
старый новый идёт придёт хочет знает говорит слышит посылает покупает строит пишет читает был
будет спасибо здравствуйте до свидания да нет может быть ещё потому если без щука ёжик объявление
""",
    "tr": """
ben sen o biz siz onlar bugün yarın dün her zaman asla ev sokak telefon numara fatura ödeme para
banka tutar abone ileti ses hat şehir köy dağ nehir deniz gökyüzü yağmur kar güneş ilkbahar yaz
sonbahar kış ekmek su çay elma armut kitap kâğıt kalem okul büro mühendis doktor arkadaş kardeş
anne baba çocuk büyük küçük parlak karanlık soğuk sıcak hızlı yavaş eski yeni gidiyor geliyor
istiyor biliyor söylüyor duyuyor gönderdi aldı sattı yaptı yazdı okudu idi olacak teşekkür merhaba
güle güle evet hayır belki henüz çünkü ama ile için önce sonra altında üstünde yüz bin ığdır
""",
    "ar": """
أنا أنت هو هي نحن اليوم غدا أمس دائما أبدا بيت شارع هاتف رقم فاتورة دفع مال مصرف مبلغ مشترك رسالة
صوت خط مدينة قرية جبل نهر بحر سماء مطر ثلج شمس ربيع صيف خريف شتاء خبز ماء شاي تفاح كتاب ورق قلم
مدرسة مكتب مهندس طبيب صديق أخت أخ أم أب طفل كبير صغير مضيء مظلم بارد حار سريع بطيء قديم جديد
يذهب يأتي يريد يعرف يقول يسمع يرسل يشتري يبيع يبني يكتب يقرأ كان سيكون شكرا مرحبا وداعا نعم لا ربما
""",
    "hi": """
मैं तुम वह हम आप आज कल परसों हमेशा कभी घर सड़क टेलीफ़ोन नंबर बिल भुगतान पैसा बैंक राशि ग्राहक
संदेश आवाज़ लाइन शहर गाँव पहाड़ नदी समुद्र आकाश बारिश बर्फ़ धूप वसंत गर्मी सर्दी रोटी पानी चाय
सेब किताब काग़ज़ कलम स्कूल दफ़्तर इंजीनियर डॉक्टर दोस्त बहन भाई माँ पिता बच्चा बड़ा छोटा उजला
अँधेरा ठंडा गरम तेज़ धीरे पुराना नया जाता आता चाहता जानता कहता सुनता भेजा ख़रीदा बेचा बनाया लिखा
पढ़ा था होगा धन्यवाद नमस्ते हाँ नहीं शायद अभी क्योंकि अगर लेकिन के साथ बिना पहले बाद में
""",
    "it": """
io tu lui lei noi voi oggi domani ieri sempre mai casa strada telefono numero bolletta pagamento
denaro banca importo abbonato messaggio voce linea città villaggio montagna fiume mare cielo pioggia
neve sole primavera estate autunno inverno pane acqua tè mela pera libro carta matita scuola
ufficio ingegnere medico amico sorella fratello madre padre bambino grande piccolo chiaro scuro
freddo caldo veloce lento vecchio nuovo va viene vuole sa dice sente manda compra costruisce scrive
legge è era sarà grazie buongiorno sì no forse ancora perché ma senza con gnocchi zucchero
""",
    "pt": """
eu tu ele ela nós hoje amanhã ontem sempre nunca casa rua telefone número fatura pagamento dinheiro
banco valor assinante mensagem voz linha cidade aldeia montanha rio mar céu chuva neve sol
primavera verão outono inverno pão água chá maçã pera livro papel lápis escola escritório
engenheiro médica amigo irmã irmão mãe pai criança grande pequeno claro escuro frio quente rápido
lento velho novo vai vem quer sabe diz ouve envia compra constrói escreve lê é era será obrigado
olá adeus sim não talvez ainda porque mas sem com coração leão
""",
    "sw": """
mimi wewe yeye sisi leo kesho jana daima kamwe nyumba barabara simu nambari malipo pesa benki
kiasi mteja ujumbe sauti mstari mji kijiji mlima mto bahari anga mvua theluji jua mkate maji chai
tofaa kitabu karatasi kalamu shule ofisi mhandisi daktari rafiki dada kaka mama baba mtoto kubwa
ndogo baridi moto haraka polepole zamani mpya kwenda kuja kutaka kujua kusema kusikia kutuma
kununua kujenga kuandika kusoma alikuwa asante habari kwaheri ndiyo hapana labda bado kwa sababu
""",
}


# Consonants and vowels of languages without a vocabulary here: their words are invented.
SCRIPTS = {
    "el": ("βγδζθκλμνπρσςτφχξψ", "αεηιουωάέίόώ"),
    "uk": ("бвгджзклмнпрстфхцчшщ", "аеиоуєіїюя"),
    "bg": ("бвгджзклмнпрстфхцчшщ", "аеиоуъюя"),
    "sr": ("бвгдђжзјклљмнњпрстћфхцчџш", "аеиоу"),
    "ka": ("ბგდვზთკლმნპჟრსტფქღყშჩცძწჭხჯჰ", "აეიოუ"),
    "bn": ("কখগঘচছজটডতথদধনপফবভমরলশসহ", "ািীুূেৈোৌ"),
    "ta": ("கசஞடணதநபமயரலவழளறன", "ாிீுூெேைொோௌ"),
    "ko": ("가거고구그기나너노누느니다더도두드디라러로루르리마머모무바버보부사서소수자저조주하허호후", "강난달람밥성점핵확"),
}
LATIN = ("b d f g h j k l m n p r s t v z ch st tr kl".split(), "a e i o u aa ei ou y".split())


def invented(language: str, rng: random.Random) -> str:
    consonants, vowels = SCRIPTS.get(language, LATIN)
    return "".join(rng.choice(consonants) + rng.choice(vowels) for _ in range(rng.randint(1, 4)))


def foreign_word(language: str, rng: random.Random) -> str:
    if language not in VOCABULARY:
        # The voice reads numbers in words of its own.
        return str(rng.randint(0, 99_999)) if rng.random() < 0.3 else invented(language, rng)
    return rng.choice(VOCABULARY[language].split())
