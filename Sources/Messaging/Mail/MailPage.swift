internal import CallEngine
internal import Foundation

/// The HTML part of an e-mail.
enum MailPage {
  /// - Parameter pictures: where the pictures below the text are.
  static func html(
    _ text: String, title: String, language: Language, pictures: [String]
  ) -> String {
    let direction = isRightToLeft(language) ? "rtl" : "ltr"
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    let last = lines.lastIndex { !$0.isEmpty } ?? 0
    // Each line is isolated: a number or a name in it doesn't turn its neighbours around.
    let body = lines.prefix(last + 1).map { "<bdi>\(escaped($0))</bdi>" }
      .joined(separator: "<br>\n")
    let images = pictures.map {
      """
      <p><img src="\(escaped($0))" alt="\(escaped(title))" width="600" style="max-width:100%;\
      height:auto;border:1px solid #cbd5d9"></p>

      """
    }.joined()
    return """
      <!DOCTYPE html>
      <html lang="\(escaped(language.tag))" dir="\(direction)">
      <head><meta charset="utf-8"><title>\(escaped(title))</title></head>
      <body dir="\(direction)" style="font-family:'Noto Sans Arabic','Noto Sans',Tahoma,sans-serif;\
      line-height:1.7">
      <p>\(body)</p>
      \(images)</body>
      </html>

      """
  }

  private static func isRightToLeft(_ language: Language) -> Bool {
    Locale.Language(identifier: language.tag).characterDirection == .rightToLeft
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case _ where scalar.properties.isBidiControl || scalar.value < 0x20: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
