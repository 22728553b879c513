internal import Messaging

/// The page behind the link in the SMS: the other way to answer it. Whichever answer comes first
/// counts, and has the same effect.
extension BillingLine: LinePages {
  package var pagesFolder: String { "c" }

  package func page(_ visit: PageVisit, in transaction: DeskTransaction) throws -> LinePage {
    let found = try Confirmation.find(LinkToken(visit.token), at: visit.at, transaction.db)
    let form = SentForm(visit.fields ?? [:])
    switch found {
    case .open(let confirmation):
      let page = ConfirmationPage(confirmation)
      if visit.fields == nil { return page.form() }
      let number = confirmation.mobile.number
      guard try VisitLimit.answers.admits(number, at: visit.at, transaction.db) else {
        return .tooMany
      }
      return try answer(form, of: confirmation, page, at: visit, transaction)
    case .used(let confirmation, let mark):
      // The same form again: a second tap on the button, or a page that was loaded again.
      guard form.step == .send, let mark, form.mark?.isSameInConstantTime(as: mark) == true else {
        return .unknownLink
      }
      return ConfirmationPage(confirmation).done(form.email)
    case .closed: return .unknownLink
    }
  }

  private func answer(
    _ form: SentForm, of confirmation: Confirmation, _ page: ConfirmationPage,
    at visit: PageVisit, _ transaction: DeskTransaction
  ) throws -> LinePage {
    if form.step == .change { return page.form(form.email) }
    guard let address = EmailAddress(in: form.email) else {
      let left = try confirmation.countFailedTry(transaction.db)
      return left > 0
        ? page.form(form.email, .init(triesLeft: left, isEmpty: form.isEmpty)) : .unknownLink
    }
    guard form.step == .send, address.text == form.email else {
      return page.check(address.text, form: transaction.makeToken())
    }
    let isSent = try sendBill(
      answering: confirmation, to: address, at: visit.at, markedBy: form.mark, transaction)
    return isSent ? page.done(address.text) : .unavailable
  }
}

/// What was sent from the page.
private struct SentForm {
  enum Step: String { case check, change, send }

  let step: Step
  /// The address as it was typed.
  let email: String
  /// Recognizes the form, with the address that it had; `nil` if it isn't the page's own.
  let mark: String?

  init(_ fields: [String: String]) {
    step = fields["step"].flatMap(Step.init) ?? .check
    email = fields["email"] ?? ""
    mark = fields["form"].flatMap { [email] form in
      form.isEmpty ? nil : SHA256.hexadecimal(of: "\(form) \(email)")
    }
  }

  var isEmpty: Bool { email.allSatisfy(\.isWhitespace) }
}
