import CallEngine
import Foundation
import MenuScript
import Messaging
import Store

extension Configuration {
  /// What is wrong beyond the form of single values: a choice that needs more than there is, and
  /// secrets that can't be read.
  var problems: [VisibleText] {
    if written.hasErrors { return [] }
    let needs = needs.compactMap { choice, path -> VisibleText? in
      guard written[path] == nil,
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
      + [serverProblem, addressProblem, senderProblem, smppProblem, storeProblem].compactMap { $0 }
      + callProblems
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
    guard let url = text("serve.url") else { return nil }
    let parts = URLComponents(string: url)
    let isUsable =
      ["http", "https"].contains(parts?.scheme) && parts?.host?.isEmpty == false
      && parts?.query == nil && parts?.fragment == nil && parts?.user == nil
    return isUsable
      ? nil : "serve.url: '\(url)' is no address of a site; write it like https://bill.example.org"
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
