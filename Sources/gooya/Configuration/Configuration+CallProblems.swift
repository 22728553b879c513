import CallEngine
import LiveLine
import MenuScript

extension Configuration {
  /// What is wrong with the settings of calls, as far as can be told at once.
  var callProblems: [VisibleText] {
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
    return numbers + scripts + userProblems + portProblems + sipAddressProblems
  }

  private var portProblems: [VisibleText] {
    if written.faulty.contains("sip.first_port") || written.faulty.contains("sip.last_port") {
      return []
    }
    return [problem { _ = try soundPorts }].compactMap(\.self)
  }

  // MARK: Users

  private var userProblems: [VisibleText] {
    var known: Set<String> = []
    let own = text("sip.user").flatMap { name -> VisibleText? in
      Self.fault(ofUser: name).map { "sip.user: '\(name)' \($0)" }
    }
    let names = users.compactMap { user -> VisibleText? in
      if !known.insert(user.name).inserted { return "users: '\(user.name)' is there twice" }
      return Self.fault(ofUser: user.name).map { "users: '\(user.name)' \($0)" }
    }
    let files = users.compactMap { user in
      problem { _ = try user.file.read("users: \(user.name)") }
    }
    return [own].compactMap(\.self) + names + files
  }

  /// What is wrong with a name by which somebody is asked for a password: digest authentication
  /// separates it from the rest by a colon, and it is sent between quotation marks.
  private static func fault(ofUser name: String) -> VisibleText? {
    if name.allSatisfy(\.isWhitespace) {
      return "is no name; write the one that the telephone signs in with, such as 1000"
    }
    if name.contains(":") { return "has a colon, which no user's name can have; leave it out" }
    let isOdd = name.unicodeScalars.contains { $0 == "\"" || $0 == "\\" || $0.value < 0x20 }
    if isOdd || name.first?.isWhitespace ?? false || name.last?.isWhitespace ?? false {
      return "has blanks around it, a quotation mark or the like; leave them out"
    }
    return nil
  }

  // MARK: Addresses

  private enum UserPart { case needed, unwanted }

  private var sipAddressProblems: [VisibleText] {
    [
      ("sip.gateway", UserPart.unwanted, "sip:192.0.2.20"),
      ("sip.registrar", .unwanted, "sip:192.0.2.20"),
      ("sip.address", .needed, "sip:1800@192.0.2.20"),
    ].compactMap { path, part, example in
      text(path).flatMap { uri -> VisibleText? in
        fault(ofAddress: uri, part).map { "\(path): '\(uri)' \($0); write it like \(example)" }
      }
    }
  }

  private func fault(ofAddress uri: String, _ part: UserPart) -> String? {
    let faults = WrittenSIPAddress.faults(in: uri)
    let hasUser = uri.contains("@")
    let misplaced =
      switch part {
      case .needed: hasUser ? nil : "names nobody at a host: what is before '@' is missing"
      case .unwanted:
        hasUser ? "has somebody before '@', where the numbers come that are called" : nil
      }
    let words =
      faults.map(\.description) + (faults == [.noAddress] ? [] : [misplaced].compactMap(\.self))
    return words.isEmpty ? nil : words.joined(separator: ", and ")
  }

  // MARK: Elsewhere

  /// What is wrong elsewhere, which takes time to find out: scripts with errors, hosts that nobody
  /// knows. What `callProblems` tells isn't told again.
  func problemsElsewhere(_ compiler: MenuScriptCompiler) -> [VisibleText] {
    if !written.isRead { return [] }
    let scripts = lines.compactMap { line -> VisibleText? in
      guard let path = try? CompiledScript.path(line.script) else { return nil }
      return problem("lines: \(line.number)") {
        guard compiler.compile(fileAt: path).program == nil else { return }
        throw Failure("'\(path)' has errors; 'gooya check' tells them")
      }
    }
    let hosts = ["sip.gateway", "sip.registrar"].compactMap { path in
      text(path).flatMap { uri -> VisibleText? in
        guard (try? WrittenSIPAddress(uri)) != nil else { return nil }
        return problem { _ = try resolved(uri, path) }
      }
    }
    return scripts + hosts
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
