/// The pages behind the link in the SMS that asks for an e-mail address: the form, the question
/// whether the address is right, and what follows.
///
/// Whoever has the link but not the SMS learns the last digits of the line, no more.
struct ConfirmationPage {
  private let words: ConfirmationWords
  private let language: PageLanguage
  /// The last digits of the line.
  private let line: String

  init(_ confirmation: Confirmation) {
    language = PageLanguage(tag: confirmation.language)
    words = ConfirmationWords(language)
    line = String(confirmation.line.number.suffix(4))
  }

  /// What was wrong with an address.
  struct Mistake {
    let triesLeft: Int
    let isEmpty: Bool
  }

  /// The form for the address.
  ///
  /// - Parameter typed: what the field has already.
  func form(_ typed: String = "", _ mistake: Mistake? = nil) -> LinePage {
    let error = mistake.map { mistake in
      var text = mistake.isEmpty ? words.noAddress : words.badAddress
      if mistake.triesLeft <= 2 { text += " " + words.triesLeft(mistake.triesLeft) }
      return "<p class=\"error\" id=\"email-error\" role=\"alert\">\(PageHTML.escaped(text))</p>\n"
    }
    let attributes =
      error == nil
      ? "aria-describedby=\"email-hint\""
      : "aria-describedby=\"email-error email-hint\" aria-invalid=\"true\" autofocus"
    let title = error == nil ? words.title : "\(words.error): \(words.title)"
    return PageHTML.document(
      language, title: title, outcome: error == nil ? .shown : .rejected,
      """
      <h1>\(PageHTML.escaped(words.title))</h1>
      <p>\(PageHTML.escaped(words.introduction(line: line)))</p>
      <form method="post" novalidate>
      <label for="email">\(PageHTML.escaped(words.label))</label>
      <p class="hint" id="email-hint">\(PageHTML.escaped(words.hint)) \
      \(PageHTML.leftToRight("name@example.com"))</p>
      \(error ?? "")<input id="email" name="email" type="email" value="\(PageHTML.escaped(typed))" \
      dir="ltr" required maxlength="320" autocomplete="email" autocapitalize="none" \
      spellcheck="false" \(attributes)>
      <button name="step" value="check">\(PageHTML.escaped(words.proceed))</button>
      </form>
      """)
  }

  /// The question whether an address is right: what has gone to a stranger can't be called back.
  ///
  /// - Parameter form: marks what is sent from this page, so that sending it again isn't another
  ///   answer.
  func check(_ address: String, form: String) -> LinePage {
    PageHTML.document(
      language, title: words.isItRight, outcome: .shown,
      """
      <h1>\(PageHTML.escaped(words.isItRight))</h1>
      <p>\(PageHTML.escaped(words.willBeSent(line: line)))</p>
      <p class="address">\(PageHTML.leftToRight(address))</p>
      <p>\(PageHTML.escaped(words.readAgain))</p>
      <form method="post">
      <input type="hidden" name="email" value="\(PageHTML.escaped(address))">
      <input type="hidden" name="form" value="\(PageHTML.escaped(form))">
      <button name="step" value="send">\(PageHTML.escaped(words.send))</button>
      <button class="other" name="step" value="change">\(PageHTML.escaped(words.change))</button>
      </form>
      """)
  }

  /// The end: the answer was taken.
  func done(_ address: String) -> LinePage {
    PageHTML.document(
      language, title: words.done, outcome: .shown,
      """
      <h1>\(PageHTML.escaped(words.done))</h1>
      <p>\(PageHTML.escaped(words.isBeingSent(line: line)))</p>
      <p class="address">\(PageHTML.leftToRight(address))</p>
      <p>\(PageHTML.escaped(words.smsFollows))</p>
      """)
  }
}
