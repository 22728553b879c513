/// The values of a call's names.
///
/// Copies share their memory until one is changed, so that announcements and requests can keep the
/// values of their time at no cost.
struct CallValues: Sendable {
  private var places: [Place]

  /// Like an optional `CallValue`, but an array of these is copied and destroyed by specialised
  /// code, which is several times faster than the run-time library's generic code for optionals.
  private enum Place: Sendable {
    case unset
    case text(String)
    case redacted(length: Int)
    case list([ListItem])
  }

  /// A number of names, none of them set.
  init(count: Int) {
    // `Array(repeating:count:)` would copy the value each time with generic code.
    places = (0..<count).map { _ in .unset }
  }

  subscript(variable: VariableID) -> CallValue? {
    get {
      switch places[variable.index] {
      case .unset: nil
      case .text(let text): .text(text)
      case .redacted(let length): .redacted(length: length)
      case .list(let items): .list(items)
      }
    }
    set {
      places[variable.index] =
        switch newValue {
        case nil: .unset
        case .text(let text): .text(text)
        case .redacted(let length): .redacted(length: length)
        case .list(let items): .list(items)
        }
    }
  }
}
