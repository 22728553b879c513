/// What a bill is for: the digit before a bill ID's check digit (Documentation/domain.md §2).
package enum BilledService: Int, CaseIterable, Hashable, Sendable {
  case water = 1
  case electricity = 2
  case gas = 3
  case landline = 4
  case mobile = 5
  case municipality = 6
  // Implementations differ on 7 to 9. The names of 8 and 9 are the more common ones; 0 and 7 have
  // none.
  case tax = 8
  case trafficFine = 9

  /// The name in `gooya bill check` and in messages to operators.
  package var name: String {
    switch self {
    case .water: "water"
    case .electricity: "electricity"
    case .gas: "gas"
    case .landline: "landline"
    case .mobile: "mobile"
    case .municipality: "municipality"
    case .tax: "tax"
    case .trafficFine: "traffic_fine"
    }
  }

  /// The name of a service digit; a digit without one is valid too.
  package static func name(ofDigit digit: Int) -> String {
    BilledService(rawValue: digit)?.name ?? "unknown"
  }
}
