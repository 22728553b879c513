import Foundation

/// An e-mail as Python's `email` reads it.
struct ReadMail: Decodable {
  let tree: String
  let headers: [String]
  let subject: String
  let from: String
  let fromName: String
  let to: [String]
  let toName: String
  let date: String
  let messageID: String
  let language: String
  let defects: [String]
  let longestLine: Int
  let isASCII: Bool
  let hasBareLineBreaks: Bool
  let text: String
  let html: String
  /// How it is shown, its name and its content ID.
  let png: [String]?
  let pdf: [String]?
  /// What the barcodes of the picture and of the PDF say.
  let barcodes: [String]

  private enum CodingKeys: String, CodingKey {
    case tree, headers, subject, from, to, date, language, defects, text, html, png, pdf, barcodes
    case fromName = "from_name"
    case toName = "to_name"
    case messageID = "message_id"
    case longestLine = "longest_line"
    case isASCII = "is_ascii"
    case hasBareLineBreaks = "has_bare_line_breaks"
  }

  init(_ bytes: Data) throws {
    let folder = TemporaryFolder()
    let file = try folder.write(Array(bytes), as: "message.eml")
    let told = try GatewayScript.run("mail.py", [file])
    self = try JSONDecoder().decode(Self.self, from: Data(told.utf8))
  }
}
