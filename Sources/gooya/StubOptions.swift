import ArgumentParser
import Services

/// What the stubs of gateways and services are told to do.
struct StubOptions: ParsableArguments {
  @Option(
    name: .customLong("given"),
    help: ArgumentHelp(
      "What a gateway or service does: sms, email, transfer, 'transfer 2000' or a service's name, "
        + "= works, failed, busy, no_answer, 'late 12s' or 'late 12s then failed'. May be repeated.",
      valueName: "stub=behaviour"))
  var given: [String] = []

  /// - Throws: `ValidationError` at what no stub can be told.
  var behaviours: [StubTarget: StubBehaviour] {
    get throws {
      var behaviours: [StubTarget: StubBehaviour] = [:]
      for text in given {
        guard let sign = text.firstIndex(of: "=") else {
          throw ValidationError("--given \(text): there is no '='; write for example sms=failed")
        }
        do throws(StubFault) {
          let target = try StubTarget(parsing: String(text[..<sign]))
          behaviours[target] = try StubBehaviour(parsing: String(text[text.index(after: sign)...]))
        } catch {
          throw ValidationError("--given \(text): \(error)")
        }
      }
      return behaviours
    }
  }
}
