/// The values of a call's names.
///
/// Copies share their memory until one is changed, so that what a call says or asks for can hold
/// the values as they were at no cost.
struct CallValues: Sendable {
  private var places: [Place]

  /// An optional `CallValue`, but that an array of these is copied and destroyed by code made for
  /// it and not, at several times the cost, by what the run-time library knows of optionals.
  private enum Place: Sendable {
    case unset
    case text(String)
    case redacted(length: Int)
  }

  /// So many names, none of them set.
  init(count: Int) {
    // An array that repeats one value copies it each time, by what is known of values in general.
    places = (0..<count).map { _ in .unset }
  }

  subscript(variable: VariableID) -> CallValue? {
    get {
      switch places[variable.index] {
      case .unset: nil
      case .text(let text): .text(text)
      case .redacted(let length): .redacted(length: length)
      }
    }
    set {
      places[variable.index] =
        switch newValue {
        case nil: .unset
        case .text(let text): .text(text)
        case .redacted(let length): .redacted(length: length)
        }
    }
  }
}
