internal import CallEngine

/// What all pages have in common: the document around the content, its look, and how text becomes
/// HTML.
enum PageHTML {
  /// A document with nothing from elsewhere and no script.
  ///
  /// - Parameter content: HTML.
  static func document(
    _ language: PageLanguage, title: String, outcome: LinePage.Outcome, _ content: String
  ) -> LinePage {
    LinePage(
      outcome,
      html: """
        <!DOCTYPE html>
        <html lang="\(language.tag)" dir="\(language.direction)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <title>\(escaped(title))</title>
        <style>\(style)</style>
        </head>
        <body>
        <main>
        \(content)
        </main>
        </body>
        </html>

        """,
      styleHash: styleHash)
  }

  /// A text as HTML, in an element or in an attribute's quotes. Characters that HTML can't have
  /// stay out.
  static func escaped(_ text: String) -> String {
    var html = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      default:
        if scalar.properties.generalCategory != .control { html.unicodeScalars.append(scalar) }
      }
    }
    return html
  }

  /// A number, an address or another text that is read from left to right in any language.
  static func leftToRight(_ text: String) -> String {
    "<bdi dir=\"ltr\">\(escaped(text))</bdi>"
  }

  private static let styleHash = SHA256.base64(of: style)

  /// Every pair of colours has a contrast of 7 to 1 or more (WCAG 2.2, 1.4.6), in the dark too.
  private static let style = """

    :root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --quiet: #4a5159;
      --line: #6b7280; --action: #0a4f94; --on-action: #fff; --error: #9b0a1e; --box: #f3f5f8; }
    @media (prefers-color-scheme: dark) {
      :root { --back: #14181c; --text: #f1f3f5; --quiet: #c3c9d0; --line: #9aa3ad;
        --action: #9cc9f5; --on-action: #0b1a2a; --error: #ffb4b4; --box: #20262c; }
    }
    * { box-sizing: border-box; }
    html { background: var(--back); color: var(--text);
      font: 1.0625rem/1.75 system-ui, "Noto Sans Arabic", "Noto Sans", Tahoma, sans-serif; }
    body { margin: 0; }
    main { max-width: 34rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
    h1, h2 { font-size: 1.5rem; line-height: 1.4; margin: .5rem 0 1rem; }
    section + section { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
    label { display: block; font-weight: 600; margin-top: 1.5rem; }
    .hint { color: var(--quiet); margin: 0 0 .5rem; }
    .error { color: var(--error); font-weight: 600; margin: 0 0 .5rem; }
    .address { background: var(--box); border-radius: .5rem; font-size: 1.25rem; font-weight: 600;
      margin: 1rem 0; overflow-wrap: anywhere; padding: .75rem 1rem; text-align: center; }
    input, button { font: inherit; width: 100%; min-height: 3rem; border-radius: .5rem; }
    input { background: var(--back); border: 2px solid var(--line); color: var(--text);
      padding: .5rem .75rem; }
    input[aria-invalid] { border-color: var(--error); }
    button { background: var(--action); border: 2px solid var(--action); color: var(--on-action);
      cursor: pointer; font-weight: 600; margin-top: 1rem; padding: .5rem 1rem; }
    button.other { background: transparent; color: var(--action); }
    :focus-visible { outline: 3px solid var(--text); outline-offset: 3px; }

    """
}

/// The languages that pages are in.
enum PageLanguage: CaseIterable {
  case persian
  case english

  /// The language for whoever was written to in another one.
  init(tag: String) {
    self = tag.lowercased().hasPrefix("fa") ? .persian : .english
  }

  var tag: String { self == .persian ? "fa" : "en" }
  var direction: String { self == .persian ? "rtl" : "ltr" }
}

extension SHA256 {
  /// The digest of a text in base64 (RFC 4648, 4).
  static func base64(of text: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = digest(of: Array(text.utf8))
    return stride(from: 0, to: bytes.count, by: 3).map { start in
      let part = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { $0 << 8 | Int($1 < part.count ? part[start + $1] : 0) }
      return (0..<4).map { place in
        place <= part.count ? String(letters[bits >> (18 - 6 * place) & 63]) : "="
      }.joined()
    }.joined()
  }
}
