internal import Foundation

/// What an e-mail with a bill is made from besides its text, as the outbox keeps it. It has no
/// address and no postal code.
struct BillLetter: Hashable, Codable {
  /// The tag of its language.
  let language: String
  /// The subscriber's name.
  let name: String
  /// `nil` if nothing was due.
  let bill: PrintedBill?

  init(language: String, name: String, bill: PrintedBill?) {
    self.language = language
    self.name = name
    self.bill = bill
  }

  /// As the outbox keeps it: JSON.
  var document: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// - Returns: `nil` if the document isn't a letter's.
  init?(document: String) {
    guard let letter = try? JSONDecoder().decode(Self.self, from: Data(document.utf8)) else {
      return nil
    }
    self = letter
  }
}
