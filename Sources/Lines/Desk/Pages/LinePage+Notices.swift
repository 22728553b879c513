/// Pages that are the same for everybody. They are in both languages, since nothing is known of who
/// reads them.
extension LinePage {
  /// The page for a link that isn't open, whatever the reason: a stranger learns nothing from it.
  static let unknownLink = notice(
    .unknown,
    persian: (
      "این پیوند معتبر نیست",
      "شاید پیوند کامل نباشد، پیش‌تر استفاده شده باشد یا مهلت ۲۴ ساعتهٔ آن گذشته باشد. برای دریافت پیوند "
        + "تازه، دوباره با سامانه تماس بگیرید و ارسال صورتحساب به ایمیل را درخواست کنید."
    ),
    english: (
      "This link can’t be used",
      "It may be incomplete, it may have been used already, or it may be older than 24 hours. To get a "
        + "new link, please call again and ask for the bill by e-mail."
    ))

  static let tooMany = notice(
    .tooMany,
    persian: (
      "تعداد درخواست‌ها بیش از حد مجاز است",
      "لطفاً بعداً دوباره تلاش کنید. می‌توانید نشانی ایمیل خود را در پاسخ همان پیامک هم بفرستید."
    ),
    english: (
      "Too many requests",
      "Please try again later. You can also send your e-mail address in reply to the SMS."
    ))

  /// The page for work that failed and may succeed later.
  package static let unavailable = notice(
    .unavailable,
    persian: (
      "در حال حاضر این کار ممکن نیست",
      "لطفاً کمی بعد دوباره تلاش کنید. می‌توانید نشانی ایمیل خود را در پاسخ همان پیامک هم بفرستید."
    ),
    english: (
      "This isn’t possible right now",
      "Please try again a little later. You can also send your e-mail address in reply to the SMS."
    ))

  private static func notice(
    _ outcome: Outcome, persian: (title: String, text: String),
    english: (title: String, text: String)
  ) -> LinePage {
    PageHTML.document(
      .persian, title: "\(persian.title) – \(english.title)", outcome: outcome,
      """
      <section>
      <h1>\(PageHTML.escaped(persian.title))</h1>
      <p>\(PageHTML.escaped(persian.text))</p>
      </section>
      <section lang="en" dir="ltr">
      <h2>\(PageHTML.escaped(english.title))</h2>
      <p>\(PageHTML.escaped(english.text))</p>
      </section>
      """)
  }
}
