internal import CallEngine
internal import Store

/// The invented holders in a new store: every obstacle, and every way in which a province answers.
struct SampleHolder: Sendable {
  let number: String
  /// What a cancellation shows, for whoever tries it.
  let note: String
  /// The same in Persian.
  let persianNote: String
  let holder: String
  let latinHolder: String
  let residentID: String
  var bill = Fen.zero
  var cash = Fen.zero
  var gift = Fen.zero
  var arrears = Fen.zero
  /// Since when it is late.
  var since: String?
  var contract: HomeAccount.Contract?
  var endsOn: String?
  var penalty = Fen.zero
  var binding: HomeAccount.Binding?
  var hasBank = false

  /// How many digits at the end of a resident ID are asked for.
  static let askedDigits = 6

  /// The digits that a caller keys in, with `X` in them.
  var idDigits: String { String(residentID.suffix(Self.askedDigits)) }
  /// The keys that these digits are entered by.
  var keys: String { idDigits.replacing("X", with: "*") }

  func insert(into db: any StoreConnection) throws {
    let salt = "sample \(number)"
    try db.execute(
      """
      INSERT INTO cancellation_accounts (number, holder, latin_holder, id_salt, id_hash,
        package_fee, bill, cash, gift, arrears, arrears_since, contract, contract_ends_on,
        penalty, binding, has_bank) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        number, holder, latinHolder, salt, Secret(idDigits, salt: salt).hash, 5800,
        bill.count, cash.count, gift.count, arrears.count, since, contract?.rawValue, endsOn,
        penalty.count, binding?.rawValue, hasBank,
      ])
  }
}

enum SampleHolders {
  /// A resident ID of a place that doesn't exist, with its check digit.
  static func residentID(born day: String, serial: Int) -> String {
    let serial = "\(serial + 1000)".dropFirst()
    let digits = ("990101" + day + serial).utf8.map { Int($0 - 0x30) }
    let check = (0...10).first { CheckRule.mod11And2.holds(for: digits + [$0]) } ?? 0
    return digits.map(String.init).joined() + (check == 10 ? "X" : "\(check)")
  }

  static let all: [SampleHolder] = [
    SampleHolder(
      number: "13800010001", note: "money of his own and a gift: refunded by choice",
      persianNote: "موجودی خودش و هدیه: برگشت وجه به انتخاب خودش",
      holder: "张三", latinHolder: "Zhang San",
      residentID: residentID(born: "19900101", serial: 1), bill: Fen(1250), cash: Fen(6250),
      gift: Fen(3000), hasBank: true),
    SampleHolder(
      number: "13800010002", note: "nothing owed, nothing left, an ID that ends with X",
      persianNote: "بدون بدهی و بدون موجودی، شناسه‌ای که به X ختم می‌شود",
      holder: "李四", latinHolder: "Li Si", residentID: residentID(born: "19900102", serial: 9)),
    SampleHolder(
      number: "13800020001", note: "arrears with a late fee",
      persianNote: "بدهی عقب‌افتاده با جریمهٔ دیرکرد", holder: "王五", latinHolder: "Wang Wu",
      residentID: residentID(born: "19900103", serial: 3), arrears: Fen(12_836),
      since: "2025-12-02"),
    SampleHolder(
      number: "13800020002", note: "a contract that costs a penalty",
      persianNote: "قراردادی که فسخش جریمه دارد", holder: "赵六",
      latinHolder: "Zhao Liu", residentID: residentID(born: "19900104", serial: 4),
      cash: Fen(2000), contract: .handset, endsOn: "2027-06-30", penalty: Fen(30_000),
      hasBank: true),
    SampleHolder(
      number: "13800030001", note: "a broadband contract that ends without a penalty",
      persianNote: "قرارداد اینترنت که بدون جریمه پایان می‌یابد",
      holder: "孙七", latinHolder: "Sun Qi", residentID: residentID(born: "19900105", serial: 5),
      cash: Fen(990), contract: .broadband, endsOn: "2027-03-31"),
    SampleHolder(
      number: "13800030002", note: "in a family, which has to be left first",
      persianNote: "عضو بستهٔ خانواده که نخست باید از آن خارج شود", holder: "周八",
      latinHolder: "Zhou Ba", residentID: residentID(born: "19900106", serial: 6), cash: Fen(500),
      binding: .family),
    SampleHolder(
      number: "13800030003", note: "in a group, which its administrator has to end",
      persianNote: "عضو گروهی که مدیرش باید آن را پایان دهد",
      holder: "吴九", latinHolder: "Wu Jiu", residentID: residentID(born: "19900107", serial: 7),
      cash: Fen(500), binding: .group),
    SampleHolder(
      number: "13800040001", note: "a province that closes nothing from 16 to 18: for later",
      persianNote: "استانی که از ساعت ۱۶ تا ۱۸ خطی را نمی‌بندد: برای بعد",
      holder: "郑十", latinHolder: "Zheng Shi",
      residentID: residentID(born: "19900108", serial: 8), cash: Fen(1234)),
    SampleHolder(
      number: "13800050001", note: "a province that closes numbers by file: for later",
      persianNote: "استانی که خط‌ها را با فایل می‌بندد: برای بعد",
      holder: "钱一", latinHolder: "Qian Yi",
      residentID: residentID(born: "19900109", serial: 9), cash: Fen(8800), hasBank: true),
    SampleHolder(
      number: "13800060001", note: "a province that can't be asked for contracts",
      persianNote: "استانی که قراردادها را نمی‌شود از آن پرسید",
      holder: "冯二", latinHolder: "Feng Er",
      residentID: residentID(born: "19900110", serial: 11), contract: .premiumNumber,
      endsOn: "2030-12-31", penalty: Fen(100_000)),
    SampleHolder(
      number: "13800070001", note: "a province that doesn't answer from 16 to 18",
      persianNote: "استانی که از ساعت ۱۶ تا ۱۸ پاسخ نمی‌دهد",
      holder: "陈三", latinHolder: "Chen San",
      residentID: residentID(born: "19900111", serial: 12), cash: Fen(100)),
    SampleHolder(
      number: "13800080001", note: "a slow province: the answer comes after the time-out",
      persianNote: "استانی کند: پاسخ پس از پایان مهلت می‌رسد",
      holder: "褚四", latinHolder: "Chu Si",
      residentID: residentID(born: "19900112", serial: 13), cash: Fen(4321)),
    SampleHolder(
      number: "13800010003", note: "a bill that isn't covered, and old arrears of a fen",
      persianNote: "قبضی که موجودی کفافش را نمی‌دهد، و یک فِن بدهی قدیمی",
      holder: "卫五", latinHolder: "Wei Wu",
      residentID: residentID(born: "19900113", serial: 14), bill: Fen(1900), cash: Fen(400),
      arrears: Fen(1), since: "2025-10-02"),
  ]
}
