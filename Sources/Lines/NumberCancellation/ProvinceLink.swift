internal import CallEngine
internal import Foundation

/// The way to the provinces' systems: whether they answer, and whether an answer arrives.
///
/// Tests put in outages, lost answers, and kills at every boundary between two transactions.
struct ProvinceLink: Sendable {
  /// Whether a province answers, given when it was first asked.
  var answers: @Sendable (HomeProvince, HomeProvince.Interface, Date, Date) -> Bool = {
    $0.answers($1, at: $2, askedAt: $3)
  }
  /// Whether the answer arrives after the work was done.
  var arrives: @Sendable () -> Bool = { true }
  /// Called before and after each transaction; what it throws ends the work as a kill would.
  var reached: @Sendable (String) throws -> Void = { _ in }
}
