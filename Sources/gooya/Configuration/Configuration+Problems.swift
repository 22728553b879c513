import CallEngine
import Foundation
import MenuScript
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
    return needs + secrets + mailProblems
      + [serverProblem, smppProblem, storeProblem].compactMap { $0 }
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
    let login = written["email.smtp.username"] == nil ? [] : ["email.smtp.password"]
    return sms.map { ("sms.gateway: \(smsGateway.rawValue)", $0) }
      + email.map { ("email.gateway: \(emailGateway.rawValue)", $0) }
      + login.map { ("email.smtp.username", $0) }
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
