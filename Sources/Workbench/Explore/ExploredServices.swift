public import CallEngine
public import CallRuntime
public import MenuScript

/// A line's services as an exploring caller meets them: the same answer to the same question, unless
/// they are told to fail or to be late.
public protocol ExploredServices: Sendable {
  /// Who may ring.
  var callers: [CallParameters] { get }
  /// Numbers that callers know: the sample data's, and those of services' examples.
  var numbers: [String] { get }
  /// The services, whose outcomes can be chosen.
  var signatures: [ServiceSignature] { get }
  /// What can be told to fail or to be late beside the services that the script calls.
  var gateways: [Scenario.Provision.Subject] { get }
  func answer(_ request: ServiceRequest, given: [Scenario.Provision]) -> ServiceAnswer
  func course(to target: String, given: [Scenario.Provision]) -> TransferCourse
}
