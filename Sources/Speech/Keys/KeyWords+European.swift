extension KeyWords {
  static let english = KeyWords(
    names: "zero/oh/nought one two three four five six seven eight nine",
    star: "star asterisk * stars",
    pound: "pound hash # hashtag octothorpe square",
    verbs: """
      press dial enter choose select push hit type touch use pick key tap say pressing dialling \
      dialing entering choosing selecting keying
      """,
    nouns: "key keys option options number numbers digit digits button buttons choice sign symbol",
    notBefore: """
      of more time times second seconds minute minutes hour hours day days week weeks month months \
      year years am pm digits keys buttons numbers options choices percent % dollars euros pounds
      """,
    skipped: """
      the a an number numbers either key keys button buttons digit digits simply just now please on \
      your keypad phone telephone or say dial press enter from between with
      """,
    links: "is are s on with by at then",
    purposes: "for to if in when any otherwise else followed at now again anytime",
    or: "or and", to: "to through till thru until", between: "between", from: "from",
    elsewhere: "hang emergency emergencies ambulance police urgent")

  static let german = KeyWords(
    names: "null eins zwei/zwo drei vier fünf/fuenf sechs sieben acht neun",
    star: "stern sternchen sterntaste * asterisk",
    pound: "raute rautetaste # doppelkreuz hash kreuz",
    verbs: """
      drücken drücke drück drückt druecken wählen wähle wählt waehlen tippen tippe betätigen betätige \
      nennen sagen eingeben nehmen nutzen benutzen verwenden geben
      """,
    nouns: "taste tasten ziffer ziffern zahl zahlen nummer nummern option auswahl zifferntaste",
    after: "drücken wählen tippen eingeben betätigen druecken sagen gedrückt",
    notBefore: """
      mal uhr sekunden minuten stunden tage tagen wochen euro prozent % stellen ziffern tasten \
      nachrichten personen
      """,
    skipped: """
      sie die der das den dem bitte einfach jetzt nun auf ihrer ihrem tastatur telefon eine einen \
      zahl ziffer ziffern taste tasten nummer oder sagen von zwischen entweder mit
      """,
    links: "die der den mit auf ist unter dann auch",
    purposes: """
      für zum zur um wenn falls bei damit im in sonst ansonsten andernfalls jederzeit gelangen \
      kommen erreichen hören beenden gefolgt
      """,
    or: "oder und sowie bzw", to: "bis", between: "zwischen", from: "von",
    elsewhere: "auflegen legen notfall notfälle notfällen notruf notarzt polizei feuerwehr")

  static let french = KeyWords(
    names: "zéro/zero un deux trois quatre cinq six sept huit neuf",
    star: "étoile etoile astérisque asterisque *", pound: "dièse diese # carré",
    verbs: """
      tapez taper appuyez appuyer composez composer faites faire pressez presser choisissez \
      choisir sélectionnez sélectionner saisissez saisir entrez entrer dites dire touchez
      """,
    nouns: "touche touches chiffre chiffres numéro numéros numero option options bouton choix",
    notBefore: """
      chiffre chiffres numéro nombre choix fois heures heure jours jour minutes minute secondes \
      euros € % pour-cent moment instant instants conseiller
      """,
    skipped: """
      veuillez merci sur la le l les touche touches chiffre numéro ou dites de du des entre simplement \
      maintenant un votre clavier à soit
      """,
    links: "le la sur est au puis faites avec par",
    purposes: "pour afin si sinon à quand en autrement suivi",
    or: "ou et", to: "à a jusqu'à jusqu", between: "entre", from: "de du",
    elsewhere: "raccrochez raccrocher urgence urgences vitale samu police pompiers")

  static let spanish = KeyWords(
    names: "cero uno/un dos tres cuatro cinco seis siete ocho nueve",
    star: "asterisco estrella *", pound: "almohadilla numeral # gato michi cuadrado",
    verbs: """
      pulse pulsa pulsar marque marca marcar presione presiona presionar oprima oprime oprimir \
      digite digita teclee elija elige elegir seleccione diga introduzca toque
      """,
    nouns: "tecla teclas número números numero dígito opción opciones botón",
    notBefore: """
      número dígito dígitos veces vez horas hora días día minutos segundos euros pesos € % momento \
      instante agente asesor de
      """,
    skipped: """
      por favor la el las los tecla teclas número numero dígito o diga pulse marque un del de desde entre \
      simplemente ahora su teclado en
      """,
    links: "el la en es con y por luego",
    purposes: "para si de en cuando seguido caso contrario",
    or: "o y u e", to: "al a hasta", between: "entre", from: "del de desde",
    elsewhere: "cuelgue emergencia emergencias urgencia ambulancia policía")

  /// The verb stands at the end: "bakiye için 1'i tuşlayın", "sıfıra basınız".
  static let turkish = KeyWords(
    names: """
      sıfır/sıfırı/sıfıra bir/biri/bire iki/ikiyi/ikiye üç/üçü/üçe dört/dördü/dörde beş/beşi/beşe \
      altı/altıyı/altıya yedi/yediyi/yediye sekiz/sekizi/sekize dokuz/dokuzu/dokuza
      """,
    star: "yıldız yıldızı yıldıza *", pound: "kare kareyi kareye diyez #",
    verbs: "tuşlayın tuşlayınız tuşlayarak basın basınız basarak seçin seçiniz çevirin çeviriniz",
    nouns: "tuş tuşu tuşuna tuşunu tuşları tuşlarına rakam rakamı rakamını rakamına",
    after: """
      i ı u ü e a yi yı ye ya tuşlayın tuşlayınız basın basınız seçin seçiniz tuşuna tuşunu
      """,
    notBefore:
      "kez kere defa gün saat dakika saniye hafta ay yıl hane haneli lira tl kuruş euro adet",
    skipped: "lütfen rakam numara", links: "için", or: "veya ya yada ve", to: "ile",
    from: "", elsewhere: "kapatın kapatınız acil ambulans polis itfaiye")
}
