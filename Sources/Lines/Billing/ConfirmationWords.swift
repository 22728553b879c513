/// The words of the confirmation page.
///
/// They aren't among the messages beside a script: the page belongs to the operator, not to a
/// script.
struct ConfirmationWords {
  private let language: PageLanguage

  init(_ language: PageLanguage) {
    self.language = language
  }

  private func either(_ persian: String, _ english: String) -> String {
    language == .persian ? persian : english
  }

  var title: String { either("ارسال صورتحساب به ایمیل", "Your bill by e-mail") }

  func introduction(line: String) -> String {
    either(
      "صورتحساب تلفنی را که شمارهٔ آن به \(line) ختم می‌شود، به کدام نشانی ایمیل بفرستیم؟",
      "Which e-mail address should the bill for the telephone ending in \(line) go to?")
  }

  var label: String { either("نشانی ایمیل", "E-mail address") }
  var hint: String {
    either(
      "نشانی را با حروف انگلیسی بنویسید؛ برای نمونه:",
      "Only addresses in unaccented Latin letters can be used; for example:")
  }
  var proceed: String { either("ادامه", "Continue") }

  var error: String { either("خطا", "Error") }
  var noAddress: String {
    either("لطفاً نشانی ایمیل خود را وارد کنید.", "Please enter your e-mail address.")
  }
  var badAddress: String {
    either(
      "نشانی ایمیل درست نیست. لطفاً آن را کامل و با حروف انگلیسی وارد کنید.",
      "This isn’t a complete e-mail address in unaccented Latin letters. Please check it.")
  }
  func triesLeft(_ count: Int) -> String {
    either(
      count == 1 ? "فقط یک بار دیگر می‌توانید تلاش کنید." : "دو بار دیگر می‌توانید تلاش کنید.",
      count == 1 ? "You can try once more." : "You can try twice more.")
  }

  var isItRight: String { either("آیا این نشانی درست است؟", "Is this address right?") }
  func willBeSent(line: String) -> String {
    either(
      "صورتحساب تلفنی که شمارهٔ آن به \(line) ختم می‌شود، به این نشانی فرستاده خواهد شد:",
      "The bill for the telephone ending in \(line) will be sent to:")
  }
  var readAgain: String {
    either(
      "صورتحساب اطلاعات شخصی شما را در بر دارد. لطفاً نشانی را یک بار دیگر با دقت بخوانید.",
      "The bill has personal data in it. Please read the address once more.")
  }
  var send: String {
    either("بله، صورتحساب را بفرستید", "Yes, send the bill")
  }
  var change: String { either("خیر، نشانی را تغییر می‌دهم", "No, change the address") }

  var done: String { either("درخواست شما ثبت شد", "Your request has been received") }
  func isBeingSent(line: String) -> String {
    either(
      "صورتحساب تلفنی که شمارهٔ آن به \(line) ختم می‌شود، به این نشانی فرستاده می‌شود:",
      "The bill for the telephone ending in \(line) is being sent to:")
  }
  var smsFollows: String {
    either(
      "پس از ارسال، پیامکی دریافت می‌کنید. اکنون می‌توانید این صفحه را ببندید.",
      "You will get an SMS once it has been sent. You can close this page now.")
  }
}
