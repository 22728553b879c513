/// The page with a telephone, which comes with the program.
enum PhonePage {
  struct Part {
    let type: String
    let content: [UInt8]
  }

  /// By name; the page itself has none.
  static let parts: [String: Part] = [
    "": Part(type: html, content: PackageResources.index_html),
    "phone.css": Part(type: css, content: PackageResources.phone_css),
    "phone.js": Part(type: script, content: PackageResources.phone_js),
    "sound.js": Part(type: script, content: PackageResources.sound_js),
    "worklet.js": Part(type: script, content: PackageResources.worklet_js),
    "keypad.js": Part(type: script, content: PackageResources.keypad_js),
    "transcript.js": Part(type: script, content: PackageResources.transcript_js),
    "menu.js": Part(type: script, content: PackageResources.menu_js),
    "words.js": Part(type: script, content: PackageResources.words_js),
    "icon.svg": Part(type: "image/svg+xml", content: PackageResources.icon_svg),
  ]

  private static let html = "text/html; charset=utf-8"
  private static let css = "text/css; charset=utf-8"
  private static let script = "text/javascript; charset=utf-8"
}
