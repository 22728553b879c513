import CallEngine

/// One line of a screen: styled pieces of text at the left or the right edge.
struct ScreenLine {
  /// The role of a piece of text, which determines its style.
  enum Style {
    case plain, faint, strong, title, key, alert

    /// SGR parameters (ECMA-48 §8.3.117).
    fileprivate var parameters: String {
      switch self {
      case .plain: ""
      case .faint: "2"
      case .strong: "1"
      case .title: "1;36"
      case .key: "32"
      case .alert: "33"
      }
    }
  }

  struct Piece {
    let text: VisibleText
    let style: Style
  }

  var pieces: [Piece] = []
  /// The text at the right edge; pieces give way to it.
  var right: [Piece] = []

  init(
    _ text: VisibleText = "", _ style: Style = .plain, right: VisibleText = "",
    _ rightStyle: Style = .plain
  ) {
    if !text.isEmpty { pieces.append(Piece(text: text, style: style)) }
    if !right.isEmpty { self.right.append(Piece(text: right, style: rightStyle)) }
  }

  mutating func add(_ text: VisibleText, _ style: Style = .plain) {
    pieces.append(Piece(text: text, style: style))
  }

  /// The line in at most `width` columns, for a terminal.
  func rendered(width: Int, colour: Bool) -> VisibleText {
    let (right, rightColumns) = Self.render(right, room: width, colour)
    let least = right.isEmpty || pieces.isEmpty ? 0 : 1
    let (left, leftColumns) = Self.render(
      pieces, room: max(0, width - rightColumns - least), colour)
    if right.isEmpty { return left }
    let gap = String(repeating: " ", count: width - rightColumns - leftColumns)
    return "\(left)\(gap)\(right)"
  }

  private static func render(
    _ pieces: [Piece], room: Int, _ colour: Bool
  ) -> (text: VisibleText, columns: Int) {
    var result: VisibleText = ""
    var used = 0
    for piece in pieces {
      let text = piece.text.clipped(to: room - used)
      if text.isEmpty { continue }
      used += text.columns
      let parameters = colour ? piece.style.parameters : ""
      result += parameters.isEmpty ? text : "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
    }
    return (result, used)
  }
}
