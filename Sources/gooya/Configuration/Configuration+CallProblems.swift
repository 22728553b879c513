import CallEngine
import LiveLine
import MenuScript

extension Configuration {
  /// What is wrong with the settings of calls, as far as can be told at once.
  var callProblems: [VisibleText] {
    let places = ["sip.gateway", "sip.registrar", "sip.address"].compactMap { path in
      text(path).flatMap { uri -> VisibleText? in
        SIPTarget(uri) == nil
          ? "\(path): '\(uri)' is no SIP address; write it like sip:192.0.2.20" : nil
      }
    }
    var known: Set<String> = []
    let numbers = lines.compactMap { line in
      problem {
        let number = try CallSetup.number(line.number, option: "lines:")
        if !known.insert(number).inserted { throw Failure("lines: \(number) is there twice") }
      }
    }
    let scripts = lines.compactMap { line in
      problem("lines: \(line.number)") { _ = try CompiledScript.path(line.script) }
    }
    let callers = users.compactMap { user in
      problem { _ = try user.file.read("users: \(user.name)") }
    }
    let ports = [problem { _ = try soundPorts }].compactMap(\.self)
    return numbers + scripts + callers + ports + places
  }

  /// What is wrong elsewhere, which takes time to find out: scripts with errors, hosts that nobody
  /// knows.
  func problemsElsewhere(_ compiler: MenuScriptCompiler) -> [VisibleText] {
    let hosts = ["sip.gateway", "sip.registrar"].compactMap { path in
      text(path).flatMap { uri in problem { _ = try resolved(uri, path) } }
    }
    return lines.compactMap { line in
      problem("lines: \(line.number)") {
        let path = try CompiledScript.path(line.script)
        guard compiler.compile(fileAt: path).program == nil else { return }
        throw Failure("'\(path)' has errors; 'gooya check' tells them")
      }
    } + hosts
  }

  /// - Parameter place: named before what is wrong.
  private func problem(_ place: VisibleText? = nil, _ work: () throws -> Void) -> VisibleText? {
    do {
      try work()
      return nil
    } catch {
      let message = (error as? Failure)?.message ?? "\("\(error)")"
      return place.map { "\($0): \(message)" } ?? message
    }
  }
}
