import Testing

/// What menus say on real lines, each in its own way, and the keys that they offer.
struct NaturalMenu: CustomTestStringConvertible, Sendable {
  let language: String
  let text: String
  /// In any order, separated by blanks.
  let keys: String

  init(_ language: String, _ keys: String, _ text: String) {
    (self.language, self.text, self.keys) = (language, text, keys)
  }

  var testDescription: String { "\(language): \(text)" }

  static let all = english + persian + german + french + others

  static let english = [
    NaturalMenu("en-US", "1 0", "Press 1 for the news, 0 to end."),
    NaturalMenu("en-US", "1 2 3 4 5", "Press a number from 1 to 5."),
    NaturalMenu("en-US", "1 2", "For sales press 1, for support press 2."),
    NaturalMenu(
      "en-US", "1 2 3 *",
      "For sales, 1; for support, 2; for billing, 3. To hear this again, press star."),
    NaturalMenu(
      "en-GB", "1 2 #", "Press or say one for balances, two for payments, or hash to speak to us."),
    NaturalMenu(
      "en-US", "1 2 3 0",
      "If you know your party's extension, press 1. If this is an emergency, hang up and dial 911. For hours, press 2; for directions, press 3; or stay on the line or press zero for the operator."
    ),
    NaturalMenu(
      "en-US", "1 2 3 4 5 9", "On a scale of 1 to 5, how was your visit? Press 9 to skip."),
    NaturalMenu("en-US", "1 2 3", "Choose option 1, 2 or 3."),
    NaturalMenu(
      "en-GB", "1 2 9",
      "To pay a bill, press 1 now. For anything else, press 2. You have 24 hours to reply; to repeat these options, press 9."
    ),
    NaturalMenu("en-US", "1 2 *", "One for yes, two for no, star to go back."),
    NaturalMenu("en-US", "1 2 3", "Sales: 1. Service: 2. Parts: 3."),
    NaturalMenu("en-US", "1 2 3 4 5 6", "Use keys 1-6 to pick a floor."),
    NaturalMenu(
      "en-GB", "1 2", "Hit 1 if you are a patient, or 2 if you are calling for someone else."),
    NaturalMenu(
      "en-US", "1 7 #",
      "You have 3 new messages. To listen, press 1. To delete it, press 7. When finished, press the pound key."
    ),
    NaturalMenu(
      "en-US", "1 2 3 4", "Billing is 1, repairs is 2, new orders is 3, and everything else is 4."),
    NaturalMenu("en-US", "1 2 3 4", "Key in any digit between 1 and 4."),
    NaturalMenu(
      "en-US", "1 2 3 0",
      "Thank you for calling First Meadow Bank. If you have a touch-tone phone, press 1 now for checking, 2 for savings, 3 to report a lost or stolen card, or 0 at any time to reach a banker."
    ),
    NaturalMenu(
      "en-US", "1 2 3 4 9",
      "Welcome to Skylark Airways, flights within the last 24 hours are on option 1. New bookings, option 2. Changes and cancellations, option 3. Baggage, option 4. All other calls, option 9."
    ),
    NaturalMenu(
      "en-GB", "1 2 3 4 *",
      "Council tax is option one, housing benefit is option two, bins and recycling is option three and for everything else it's option four. You can hear that again by pressing star."
    ),
    NaturalMenu(
      "en-GB", "1 2 3 4 5",
      "Please rate today's call from 1, very poor, to 5, excellent."
    ),
    NaturalMenu(
      "en-US", "1 2 5",
      "Your prescription number ending in 4 4 7 is ready. Pressing 1 sends it to your home; pressing 2 keeps it at the counter. To hear store hours, select 5."
    ),
    NaturalMenu(
      "en-GB", "1 2 3 4",
      "For appointments it's 1, prescriptions it's 2, referrals it's 3 and the practice manager it's 4."
    ),
    NaturalMenu(
      "en-US", "1 2",
      "Para español, oprima el número dos. For English, press one."
    ),
    NaturalMenu(
      "en-US", "1 2 9 0",
      "Main menu. One: account summary. Two: recent transactions. Nine: previous menu. Zero: representative."
    ),
  ]

  static let persian = [
    NaturalMenu("fa-IR", "1 2", "برای پرداخت، عدد یک؛ برای پیامک، عدد دو را شماره‌گیری کنید."),
    NaturalMenu(
      "fa-IR", "1 2 0", "برای اخبار عدد ۱، برای هواشناسی عدد ۲ و برای پایان صفر را فشار دهید."),
    NaturalMenu("fa-IR", "1 2 3", "کلید یک: فروش، کلید دو: پشتیبانی، کلید سه: مالی."),
    NaturalMenu("fa-IR", "1 2 3 4 5", "عددی از ۱ تا ۵ را وارد کنید."),
    NaturalMenu(
      "fa-IR", "1 2 *",
      "جهت ارتباط با فروش ۱ را بزنید، جهت ارتباط با انبار ۲ را بزنید. برای تکرار کلید ستاره."),
    NaturalMenu(
      "fa-IR", "1 2 #", "لطفاً برای تأیید یک و برای اصلاح دو را بزنید؛ در پایان مربع را فشار دهید."),
    NaturalMenu("fa-IR", "1 2 3", "یکی از گزینه‌های ۱، ۲ یا ۳ را انتخاب کنید."),
    NaturalMenu(
      "fa-IR", "1 9",
      "مهلت پرداخت بیست و چهار ساعت است. برای پرداخت شمارهٔ ۱ و برای بازگشت شمارهٔ ۹ را بگیرید."),
    NaturalMenu(
      "fa-IR", "1 2 3",
      "در صورت رضایت کامل عدد یک، رضایت نسبی عدد دو و نارضایتی عدد سه را وارد نمایید."),
    NaturalMenu("fa-IR", "1 2", "فارسی یک، انگلیسی دو."),
    NaturalMenu(
      "fa-IR", "1 2 3 0",
      "به بانک نمونه خوش آمدید. اعلام موجودی عدد یک، انتقال وجه عدد دو، مسدودی کارت عدد سه و اتصال به اپراتور عدد صفر."
    ),
    NaturalMenu(
      "fa-IR", "1 2 3",
      "مشترک گرامی، برای اطلاع از قطعی برق کد ۱، برای ثبت خرابی کد ۲ و برای پرداخت قبض کد ۳ را وارد فرمایید."
    ),
    NaturalMenu(
      "fa-IR", "1 2 9",
      "چنانچه بیمار هستید کلید ۱ و چنانچه همراه بیمار هستید کلید ۲ را فشار دهید. جهت شنیدن مجدد، عدد ۹."
    ),
    NaturalMenu(
      "fa-IR", "1 2 3 4 5",
      "از یک، بسیار ضعیف، تا پنج، بسیار خوب، به ما امتیاز دهید."
    ),
    NaturalMenu(
      "fa-IR", "1 2 3 4",
      "میزان رضایت: عالی چهار، خوب سه، متوسط دو، ضعیف یک."
    ),
  ]

  static let german = [
    NaturalMenu("de-DE", "1 2", "Für Nachrichten drücken Sie die 1, für das Wetter die 2."),
    NaturalMenu("de-DE", "1 0", "Drücken Sie 1 für Nachrichten, 0 zum Beenden."),
    NaturalMenu(
      "de-DE", "1 2 3",
      "Wählen Sie bitte die Eins für Verkauf, die Zwei für Service oder die Drei für Buchhaltung."),
    NaturalMenu("de-DE", "1 2 3 4 5", "Bitte wählen Sie eine Zahl von 1 bis 5."),
    NaturalMenu(
      "de-AT", "1 2 #",
      "Mit der 1 gelangen Sie zur Auskunft, mit der 2 zur Vermittlung. Zum Abschluss drücken Sie die Raute-Taste."
    ),
    NaturalMenu(
      "de-DE", "1 2 *",
      "Wenn Sie Fragen zur Rechnung haben, die 1 drücken; bei Störungen die 2 drücken; zum Wiederholen die Sterntaste."
    ),
    NaturalMenu("de-CH", "1 2 9", "Taste 1: Termine. Taste 2: Rezepte. Taste 9: Zentrale."),
    NaturalMenu("de-DE", "1 2 3", "Drücken oder sagen Sie 1, 2 oder 3."),
    NaturalMenu(
      "de-DE", "1 2 0",
      "Für Deutsch drücken Sie bitte die Taste eins, für Englisch die Taste zwei. Sie erreichen uns in 24 Stunden, sonst mit der Null."
    ),
    NaturalMenu("de-DE", "1 2 3 4", "Geben Sie eine Ziffer zwischen 1 und 4 ein."),
    NaturalMenu(
      "de-DE", "1 2 3",
      "Terminvereinbarung: bitte die 1. Rezeptbestellung: bitte die 2. Bei Notfällen wählen Sie 112. Für alle anderen Anliegen: bitte die 3."
    ),
    NaturalMenu(
      "de-DE", "1 2 3 4",
      "Ihr Flug startet in weniger als 48 Stunden? Dann wählen Sie bitte die 1, ansonsten für Buchungen die 2, für Gepäck die 3 und für das Vielfliegerprogramm die 4."
    ),
    NaturalMenu(
      "de-CH", "1 2 3",
      "Für Deutsch wählen Sie eins, pour le français, appuyez sur le deux, for English, press three."
    ),
    NaturalMenu(
      "de-DE", "1 2 3",
      "Privatkunden wählen bitte die 1, Geschäftskunden die 2, und wenn Sie noch kein Kunde sind, die 3."
    ),
    NaturalMenu(
      "de-DE", "1 2 3 4 5",
      "Bewerten Sie das Gespräch von 1 (sehr schlecht) bis 5 (sehr gut)."
    ),
  ]

  static let french = [
    NaturalMenu("fr-FR", "1 2", "Pour les nouvelles, tapez 1 ; pour la météo, tapez 2."),
    NaturalMenu(
      "fr-FR", "1 2 0",
      "Pour payer, appuyez sur la touche 1. Pour un conseiller, le 2. Sinon, faites le 0."),
    NaturalMenu(
      "fr-CA", "1 2 9",
      "Pour le service en français, faites le 1, for English, le 2, pour réécouter, le 9."),
    NaturalMenu("fr-FR", "1 2 3 4 5", "Tapez un chiffre de 1 à 5."),
    NaturalMenu(
      "fr-FR", "1 2 *",
      "Dites ou tapez un pour confirmer, deux pour corriger, étoile pour revenir au menu."),
    NaturalMenu("fr-BE", "1 2 3 #", "Choisissez 1, 2 ou 3, puis appuyez sur dièse."),
    NaturalMenu("fr-FR", "1 2", "Composez le 1 si vous êtes client ou le 2 si vous ne l'êtes pas."),
    NaturalMenu("fr-FR", "1 2 3 4", "Saisissez un numéro entre 1 et 4."),
    NaturalMenu(
      "fr-FR", "1 2",
      "Ventes : touche 1. Service après-vente : touche 2. Nous répondons en 2 minutes."),
    NaturalMenu(
      "fr-FR", "1 2 3",
      "Vous êtes un particulier, tapez 1. Vous êtes un professionnel, tapez 2. Vous êtes une collectivité, tapez 3."
    ),
    NaturalMenu(
      "fr-FR", "1 2 3 4",
      "En cas d'urgence vitale, raccrochez et composez le 15. Pour prendre rendez-vous, touche 1 ; pour le service de radiologie, touche 2 ; maternité, touche 3 ; autre demande, touche 4."
    ),
    NaturalMenu(
      "fr-FR", "1 2 3",
      "Le premier choix, touche 1, concerne les impôts ; le deuxième, touche 2, les cartes grises ; le troisième, touche 3, tout le reste."
    ),
    NaturalMenu(
      "fr-FR", "1 2 3 4 5",
      "Donnez une note de 1, pas du tout satisfait, à 5, très satisfait."
    ),
    NaturalMenu(
      "fr-FR", "1 2 3 4 5",
      "Sur une échelle de 1 à 5, 1 étant pas du tout satisfait et 5 très satisfait, quelle note donnez-vous ?"
    ),
    NaturalMenu(
      "fr-FR", "1 2 3",
      "Dans le menu suivant, choisissez : 1 pour les horaires, 2 pour les tarifs, 3 pour les objets trouvés."
    ),
  ]

  static let others = [
    NaturalMenu(
      "es-ES", "1 2 0",
      "Para ventas, pulse 1; para soporte, pulse 2; para hablar con un agente, marque el 0."),
    NaturalMenu("es-MX", "1 2 3 4 5", "Marque un número del 1 al 5."),
    NaturalMenu(
      "es-ES", "1 2 *", "Pulse uno para confirmar, dos para cancelar o asterisco para repetir."),
    NaturalMenu(
      "es-MX", "1 2 #",
      "Si desea español oprima el 1, si desea inglés el 2, y la tecla numeral para salir."),
    NaturalMenu(
      "ar-EG", "1 2 0", "للمبيعات اضغط 1، للدعم الفني اضغط 2، وللتحدث مع الموظف اضغط صفر."),
    NaturalMenu(
      "ar-SA", "1 2 *", "اضغط الرقم واحد للعربية والرقم اثنين للإنجليزية، أو النجمة للإعادة."),
    NaturalMenu("ar-SA", "1 2 3 4 5", "اختر رقماً من ١ إلى ٥."),
    NaturalMenu("zh-CN", "1 2 0", "查询账单请按1，办理业务请按2，人工服务请按0。"),
    NaturalMenu("zh-CN", "1 2 3 4 5", "请按1到5之间的数字键评价。"),
    NaturalMenu("zh-CN", "1 2 * #", "中文请按一，英文请按二，重听请按星号键，结束请按井号键。"),
    NaturalMenu("zh-TW", "1 2 3", "您有2条留言。收听请拨1，删除请拨2，返回请拨3。"),
    NaturalMenu("zh-CN", "1 2", "1键查询余额，2键充值。"),
    NaturalMenu("es-AR", "1 2", "Ventas: opción 1. Reclamos: opción 2. Atendemos las 24 horas."),
    NaturalMenu("ar-EG", "1 2", "لدفع الفاتورة اختر 1 أو 2 للاستعلام."),
  ]
}
