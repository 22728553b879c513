package import CallEngine
internal import Foundation

/// The templates of the printed bill: `bill.fa-IR.svg` beside the messages' texts, one for each
/// language.
///
/// A template is an SVG document of A5 with places such as `{amount}` for the values of a bill. It
/// can't have braces for anything else.
package struct BillTemplates: Sendable {
  private let templates: [Language: MessageTemplate]

  /// What is wrong with a template.
  package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// Reads them.
  ///
  /// - Throws: `Fault`.
  package init(in folder: String) throws(Fault) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var templates: [Language: MessageTemplate] = [:]
    for name in names.sorted() where name.hasPrefix("bill.") && name.hasSuffix(".svg") {
      let path = "\(folder)/\(name)"
      guard let bytes = FileManager.default.contents(atPath: path),
        let text = String(bytes: bytes, encoding: .utf8)
      else { throw Fault(description: "\(path) can't be read as UTF-8") }
      guard let template = MessageTemplate(text) else {
        throw Fault(description: "\(path) has a brace that isn't around the name of a value")
      }
      if let unknown = template.placeholders.first(where: { !PrintedBill.places.contains($0) }) {
        throw Fault(description: "\(path): a bill has no value '\(unknown)'")
      }
      templates[Language(String(name.dropFirst(5).dropLast(4)))] = template
    }
    guard templates[.english] != nil else {
      throw Fault(description: "there is no \(folder)/bill.\(Language.english).svg")
    }
    self.templates = templates
  }

  /// The languages that there are templates in.
  package var languages: [Language] { templates.keys.sorted { $0.tag < $1.tag } }

  /// The language that a bill is printed in for somebody who wants one: that one, else another of its
  /// dialects, else English.
  package func language(for wanted: Language) -> Language {
    if templates[wanted] != nil { return wanted }
    func primary(_ language: Language) -> Substring { language.tag.prefix { $0 != "-" } }
    return languages.first { primary($0) == primary(wanted) } ?? .english
  }

  /// A bill as an SVG document; `nil` if its IDs don't belong together.
  package func svg(of bill: PrintedBill, in language: Language) -> String? {
    let language = self.language(for: language)
    return templates[language].flatMap { bill.svg($0, in: language) }
  }
}
