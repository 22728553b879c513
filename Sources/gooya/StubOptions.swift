import ArgumentParser
import CallEngine
import Lines
import MenuScript

/// What the stubs of gateways and services do.
struct StubOptions: ParsableArguments {
  @Option(
    name: .customLong("given"),
    help: ArgumentHelp(
      "What a gateway, service or recording does, as in a scenario: sms, email, transfer, 'transfer "
        + "2000', record, 'record message' or a service's name, then = and works, failed, busy, no_answer, one of the "
        + "service's own outcomes, 'late 12s', 'late 12s then failed', or an outcome with outputs, "
        + "'clinic.find={ outcome: found, patient.visits: \"3\" }'. May be repeated.",
      valueName: "stub=behaviour"))
  var given: [String] = []

  /// - Throws: `ValidationError` if a stub can't do that.
  var provisions: [Scenario.Provision] { get throws { try provisions() } }

  /// - Parameter program: the script, whose own services have stubs, too.
  /// - Throws: `ValidationError` if a stub can't do that.
  func provisions(for program: MenuProgram) throws -> [Scenario.Provision] {
    try provisions(own: program.services.map(\.signature))
  }

  /// Checks what can be checked before the script is read: a name that is unknown may be a service
  /// of its own.
  ///
  /// - Throws: `ValidationError` if a stub can't do that.
  func check() throws { _ = try provisions(mayKnowLess: true) }

  private func provisions(
    own: [ServiceSignature] = [], mayKnowLess: Bool = false
  ) throws -> [Scenario.Provision] {
    var provisions: [Scenario.Provision] = []
    for text in given {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw ValidationError("--given \(text): missing '='; write, for example, sms=failed")
      }
      guard !parts[1].allSatisfy(\.isWhitespace) else {
        throw ValidationError(
          "--given \(text): nothing follows '='; write, for example, sms=failed")
      }
      let (provision, faults) = ScenarioParser.provision(
        text, services: LinesOfBusiness.signatures + own)
      if mayKnowLess, faults.contains(where: { $0.code == Scenario.unknownStub }) { continue }
      guard let provision else {
        throw ValidationError(
          "--given \(text): \(faults.map(\.message).joined(separator: "; "))")
      }
      // The last one counts.
      provisions.removeAll { $0.subject == provision.subject }
      provisions.append(provision)
    }
    return provisions
  }

  /// Checks the hours and recordings that are given against those of the script.
  ///
  /// - Throws: `ValidationError` if it has none of that name.
  func check(against program: MenuProgram) throws {
    for provision in try provisions(for: program) {
      switch provision.subject {
      case .service(let service):
        guard let name = OpeningHours.name(ofService: service),
          !program.hours.contains(where: { $0.name == name })
        else { continue }
        throw ValidationError(
          "--given '\(provision.subject.key)': the script has no hours '\(name)'")
      case .recording(let name?):
        guard !program.recordingNames.contains(name) else { continue }
        throw ValidationError(
          "--given '\(provision.subject.key)': the script records nothing as '\(name)'")
      case .sms, .email, .transfer, .recording(nil): continue
      }
    }
  }

  /// - Throws: `ValidationError` if a stub can't do that.
  var behaviours: [StubTarget: StubBehaviour] { get throws { Self.behaviours(try provisions) } }

  /// - Parameter program: the script, whose own services have stubs, too.
  /// - Throws: `ValidationError` if a stub can't do that.
  func behaviours(for program: MenuProgram) throws -> [StubTarget: StubBehaviour] {
    Self.behaviours(try provisions(for: program))
  }

  private static func behaviours(
    _ provisions: [Scenario.Provision]
  ) -> [StubTarget: StubBehaviour] {
    Dictionary(
      provisions.map { ($0.subject, $0.behaviour) }, uniquingKeysWith: { _, last in last })
  }
}
