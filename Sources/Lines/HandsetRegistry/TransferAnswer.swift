/// What an owner's SMS says: yes or no, and the code of a request if there is one in it.
struct TransferAnswer: Hashable {
  enum Verdict: Hashable {
    case yes
    case no
    case unclear
  }

  let verdict: Verdict
  /// `nil` if it has none.
  let code: String?

  init(_ text: String) {
    let plain = TypedDigits.ascii(text.lowercased()).replacing("ي", with: "ی")
      .replacing("ك", with: "ک")
    let words = plain.split { !$0.isLetter && !$0.isNumber && $0 != "\u{200C}" }.map(String.init)
    let codes = Set(
      words.filter {
        TypedDigits.isPlain($0) && $0.utf8.count == OwnershipTransfer.codeDigits
      })
    code = codes.count == 1 ? codes.first : nil
    let isNo = words.contains(where: Self.no.contains)
    let isYes = words.contains(where: Self.yes.contains)
    verdict =
      switch (isYes, isNo) {
      case (true, true): .unclear
      case (false, true): .no
      // The code alone agrees.
      case (true, false): codes.count > 1 ? .unclear : .yes
      case (false, false): code == nil ? .unclear : .yes
      }
  }

  private static let yes: Set<String> = [
    "yes", "ok", "1", "بله", "بلی", "آری", "آره", "اره", "تایید", "تأیید", "موافقم", "قبول",
  ]
  private static let no: Set<String> = [
    "no", "not", "2", "خیر", "نه", "نخیر", "مخالفم", "نمی‌کنم", "نمیکنم", "نیستم", "ندارم",
  ]
}
