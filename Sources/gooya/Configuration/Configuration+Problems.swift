import CallEngine
import Foundation
import LiveLine
import MenuScript
import Messaging
import Store

extension Configuration {
  /// What is wrong beyond the form of single values: a choice that needs more than there is, and
  /// secrets that can't be read. Values with faults of their own don't hide it.
  var problems: [VisibleText] {
    if !written.isRead { return misspelt }
    let needs = needs.compactMap { choice, path -> VisibleText? in
      guard written[path] == nil, !written.faulty.contains(path),
        let setting = Self.settings.first(where: { $0.path == path })
      else { return nil }
      let place: VisibleText =
        setting.isSecret
        ? "set \(setting.variable), or name its file by \(setting.filePath)"
        : "write it into the configuration file, or set \(setting.variable)"
      return "\(choice) needs \(path): \(place)"
    }
    let secrets = Self.settings.filter(\.isSecret).compactMap { setting -> VisibleText? in
      do {
        _ = try secret(setting.path)
        return nil
      } catch {
        return (error as? Failure)?.message ?? "\(setting.path): \("\(error)")"
      }
    }
    return misspelt + needs + secrets + mailProblems
      + [serverProblem, addressProblem, senderProblem, smppProblem, storeProblem]
      .compactMap { $0 }
      + tlsProblems + gatewayProblems + callProblems
  }

  private var misspelt: [VisibleText] {
    strangers.compactMap { variable in
      variable.suggestion.map { "there is no setting '\(variable.name)'; did you mean '\($0)'?" }
    }
  }

  private var addressProblem: VisibleText? {
    guard let written = text("serve.address"), ListeningAddress(written) == nil else { return nil }
    return "serve.address: '\(written)' is no address; write it like 127.0.0.1:8080"
  }

  private var senderProblem: VisibleText? {
    guard let sender = text("sms.sender"), SMPPAddress(sender: sender) == nil else { return nil }
    return """
      sms.sender: '\(sender)' is neither a number of up to 15 digits nor a name of up to 11 letters
      """
  }

  private var serverProblem: VisibleText? {
    guard let url = text("serve.url"), !isSite(url) else { return nil }
    return "serve.url: '\(url)' is no address of a site; write it like https://bill.example.org"
  }

  private func isSite(_ url: String) -> Bool {
    let parts = URLComponents(string: url)
    return ["http", "https"].contains(parts?.scheme) && parts?.host?.isEmpty == false
      && parts?.query == nil && parts?.fragment == nil && parts?.user == nil
      && !url.contains(where: \.isWhitespace)
  }

  /// What is wrong with where gateways are, and by what name they know us.
  private var gatewayProblems: [VisibleText] {
    let hosts = ["sms.smpp.host", "email.smtp.host"].compactMap { path in
      text(path).flatMap { host -> VisibleText? in
        host.contains { $0.isWhitespace || $0 == "/" }
          ? "\(path): '\(host)' is no host; write it like gateway.example.org" : nil
      }
    }
    let names = [
      ("sms.smpp.system_id", SMPPLogin.longestSystemID),
      ("sms.smpp.system_type", SMPPLogin.longestSystemType),
    ].compactMap { path, longest in
      text(path).flatMap { name -> VisibleText? in
        name.utf8.count > longest
          ? "\(path): '\(name)' has more than \(String(longest)) characters" : nil
      }
    }
    let kannel = text("sms.kannel.url").flatMap { url -> VisibleText? in
      isSite(String(url.prefix { $0 != "?" }))
        ? nil
        : "sms.kannel.url: '\(url)' is no address; write it like http://host:13013/cgi-bin/sendsms"
    }
    return hosts + names + [kannel].compactMap(\.self)
  }

  private var storeProblem: VisibleText? {
    guard let url = text("store.url") else { return nil }
    do throws(PostgresAddress.Fault) {
      _ = try PostgresAddress(url)
      return nil
    } catch {
      return "store.url: \(error.description)"
    }
  }

  /// What keeps calls by TLS from being made or taken.
  private var tlsProblems: [VisibleText] {
    do {
      let security = try writtenSecurity()
      let isUsed =
        security.certificate != nil || security.authorities != nil || security.names.count > 1
      return isUsed ? security.faults.map { "TLS of SIP: \("\($0)")" } : []
    } catch {
      return [(error as? Failure)?.message ?? "TLS of SIP: \("\(error)")"]
    }
  }

  private var smppProblem: VisibleText? {
    smsGateway == .smpp && text("sms.smpp.security") == "tls"
      ? "sms.smpp.security: tls isn't supported; use none, through a tunnel if need be" : nil
  }

  /// The settings that some choice needs.
  private var needs: [(choice: String, path: String)] {
    let sms: [String] =
      switch smsGateway {
      case .embedded: []
      case .smpp: ["sms.sender", "sms.smpp.host", "sms.smpp.system_id", "sms.smpp.password"]
      case .kannel: ["sms.sender", "sms.kannel.username", "sms.kannel.password"]
      }
    let email = emailGateway == .smtp ? ["email.from", "email.smtp.host"] : []
    func needs(_ path: String, _ other: String) -> [(choice: String, path: String)] {
      written[path] == nil ? [] : [(path, other)]
    }
    return sms.map { ("sms.gateway: \(smsGateway.rawValue)", $0) }
      + email.map { ("email.gateway: \(emailGateway.rawValue)", $0) }
      + needs("email.smtp.username", "email.smtp.password")
      + needs("sip.user", "sip.password") + needs("sip.registrar", "sip.address")
      + needs("sip.tls_certificate", "sip.tls_key") + needs("sip.tls_key", "sip.tls_certificate")
      + needs("sip.tls_port", "sip.tls_certificate")
  }

  /// Reports everything that is wrong.
  ///
  /// - Throws: `Failure` if anything is.
  func demandSound() throws {
    if !written.diagnostics.isEmpty { StandardError.text(written.report) }
    let problems = problems
    for problem in problems { StandardError.line("gooya: \(problem)") }
    guard problems.isEmpty, !written.hasErrors else {
      throw Failure("the configuration can't be used; 'gooya config check' tells what is wrong")
    }
  }
}
