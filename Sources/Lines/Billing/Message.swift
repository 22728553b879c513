internal import Foundation

/// The text of a message. Identifiers and telephone numbers are in Latin digits in every language,
/// because they get copied.
package enum Message: Hashable, Sendable {
  case bill(BillView)
  case appLink
  /// Asks for the e-mail address that a line's bill goes to.
  case confirmationRequest(line: String, link: String)
  case accepted(line: String, email: String)
  case badAddress
  /// The answer to another answer, soon after the bill went out.
  case alreadySent(line: String, email: String)
  case expired
  case alreadyUsed
  /// The e-mail could not be sent; the request stays open.
  case notSent

  package func text(in language: MessageLanguage) -> String {
    switch language {
    case .persian: persian
    case .english: english
    }
  }

  private var persian: String {
    switch self {
    case .bill(let view):
      guard let due = view.due else {
        return "تلفن \(view.line)\n\(view.name)\nدر حال حاضر بدهی ندارید."
      }
      return """
        صورتحساب تلفن \(view.line)
        \(view.name)
        مبلغ قابل پرداخت: \(MessageLanguage.persian.amount(due.amount))
        شناسه قبض: \(due.billID)
        شناسه پرداخت: \(due.paymentID)
        """
    case .appLink:
      return """
        اپلیکیشن پرداخت صورتحساب
        اندروید: \(BillingAddress.androidApp)
        iOS: \(BillingAddress.iOSApp)
        """
    case .confirmationRequest(let line, let link):
      return """
        درخواست ارسال صورتحساب تلفن \(line) به ایمیل دریافت شد. برای تأیید، نشانی ایمیل خود را در \
        پاسخ همین پیامک بفرستید. این درخواست تا ۲۴ ساعت معتبر است.
        \(link)
        """
    case .accepted(let line, let email):
      return "صورتحساب تلفن \(line) به \(email) فرستاده شد."
    case .badAddress:
      return """
        در پیام شما نشانی ایمیل درستی پیدا نشد. لطفاً فقط نشانی ایمیل خود را، بدون هیچ متن دیگری، \
        بفرستید؛ مانند name@example.com
        """
    case .alreadySent(let line, let email):
      return """
        صورتحساب تلفن \(line) پیش از این به \(email) فرستاده شده است. برای تغییر نشانی، دوباره با \
        سامانه تماس بگیرید و گزینه‌ی ۵ را انتخاب کنید.
        """
    case .expired:
      return """
        مهلت ۲۴ ساعته‌ی درخواست شما به پایان رسیده است. لطفاً دوباره با سامانه تماس بگیرید و گزینه‌ی \
        ۵ را انتخاب کنید.
        """
    case .alreadyUsed:
      return """
        صورتحساب این درخواست پیش از این فرستاده شده است. برای ارسال دوباره، با سامانه تماس بگیرید و \
        گزینه‌ی ۵ را انتخاب کنید.
        """
    case .notSent:
      return """
        ارسال ایمیل در حال حاضر ممکن نیست. لطفاً کمی بعد نشانی ایمیل خود را دوباره در پاسخ بفرستید.
        """
    }
  }

  private var english: String {
    switch self {
    case .bill(let view):
      guard let due = view.due else {
        return "Telephone \(view.line)\n\(view.name)\nNothing is due at present."
      }
      return """
        Bill of telephone \(view.line)
        \(view.name)
        Amount due: \(MessageLanguage.english.amount(due.amount))
        Bill ID: \(due.billID)
        Payment ID: \(due.paymentID)
        """
    case .appLink:
      return """
        Bill payment app
        Android: \(BillingAddress.androidApp)
        iOS: \(BillingAddress.iOSApp)
        """
    case .confirmationRequest(let line, let link):
      return """
        You asked for the bill of telephone \(line) by e-mail. To confirm, answer this SMS with your \
        e-mail address within 24 hours.
        \(link)
        """
    case .accepted(let line, let email):
      return "The bill of telephone \(line) has been sent to \(email)."
    case .badAddress:
      return """
        No valid e-mail address was found in your message. Please send the address alone, such as \
        name@example.com
        """
    case .alreadySent(let line, let email):
      return """
        The bill of telephone \(line) has already been sent to \(email). To change the address, \
        please call again and choose option 5.
        """
    case .expired:
      return "Your request is older than 24 hours. Please call again and choose option 5."
    case .alreadyUsed:
      return """
        The bill of this request has been sent already. To get it once more, please call again and \
        choose option 5.
        """
    case .notSent:
      return "The e-mail can't be sent at present. Please answer again with your address later."
    }
  }
}

/// The e-mail with a bill; as text, for now.
package struct BillEmail: Hashable, Sendable {
  package let subject: String
  package let text: String

  package init(_ view: BillView, in language: MessageLanguage) {
    var lines = Message.bill(view).text(in: language).split(separator: "\n").map(String.init)
    switch language {
    case .persian:
      subject = "صورتحساب تلفن \(view.line)"
      if let dueOn = view.due?.dueOn { lines.append("مهلت پرداخت: \(Self.solarHijri(dueOn))") }
      if let barcode = view.due?.barcode { lines.append("بارکد: \(barcode)") }
    case .english:
      subject = "Bill of telephone \(view.line)"
      if let dueOn = view.due?.dueOn { lines.append("Due on: \(dueOn)") }
      if let barcode = view.due?.barcode { lines.append("Barcode: \(barcode)") }
    }
    text = lines.joined(separator: "\n")
  }

  /// A Gregorian day, `YYYY-MM-DD`, as Iran writes it: `۱۴۰۵/۰۹/۲۹`.
  static func solarHijri(_ day: String) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, let utc = TimeZone(secondsFromGMT: 0) else { return day }
    var gregorian = Calendar(identifier: .gregorian)
    gregorian.timeZone = utc
    var persian = Calendar(identifier: .persian)
    persian.timeZone = utc
    guard
      let date = gregorian.date(
        from: DateComponents(year: parts[0], month: parts[1], day: parts[2], hour: 12))
    else { return day }
    let shown = persian.dateComponents([.year, .month, .day], from: date)
    let text = [shown.year ?? 0, shown.month ?? 0, shown.day ?? 0]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "/")
    return MessageLanguage.persianDigits(text)
  }
}
