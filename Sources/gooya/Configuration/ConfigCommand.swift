import ArgumentParser
import CallEngine
import Foundation
import MenuScript
import Store

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show or check how gooya is set up.",
    discussion: """
      Gateways for SMS and e-mail and the address of 'gooya serve' stand in a YAML file, \
      ~/.config/gooya/config.yaml. Each can also be set by an environment variable, which counts \
      more: sms.smpp.host by GOOYA_SMS_SMPP_HOST. Passwords don't stand in the file: it names \
      another, which only its owner can read, by 'password_file'; or they are in the environment.

        format: 1
        sms:
          gateway: smpp                  # embedded: nothing leaves
          sender: "30001234"
          smpp: { host: smsc.example.org, system_id: gooya, password_file: smsc.password }
        email:
          gateway: smtp
          from: bill@example.org
          smtp: { host: mail.example.org, username: gooya, password_file: mail.password }

      Examples:
        gooya config show
        gooya config check
      """,
    subcommands: [Show.self, Check.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show every setting, its value and where that comes from.",
      discussion: """
        Secrets are masked. --json prints file, and settings with name, value, origin (file, \
        environment, built-in), line and variable.

        Example:
          gooya config show

        Exit status: 0, 1 if the file has errors.
        """)

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var option: ConfigurationOption

    func run() throws {
      let configuration = option.read()
      let rows = Configuration.settings.map {
        SettingRow($0, configuration.written[$0.path])
      }
      if json {
        try printJSON(ConfigurationObject(file: configuration.file, settings: rows))
      } else {
        StandardOutput.line(
          configuration.file.map { "# \($0)" } ?? "# there is no configuration file")
        let width = rows.map(\.name.count).max() ?? 0
        for row in rows { StandardOutput.line(row.line(width)) }
      }
      guard configuration.written.diagnostics.isEmpty else {
        StandardError.text(configuration.written.report)
        throw ExitCode(1)
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the configuration: names, values, what a gateway needs, secrets, scripts.",
      discussion: """
        Everything that is wrong is told at once. 'call', 'listen', 'serve' and 'outbox watch' refuse \
        what has problems. Variables of the environment that begin with GOOYA_ and set nothing are \
        told, too.

        Example:
          gooya config check

        Exit status: 0, 1 if something is wrong.
        """)

    @OptionGroup var option: ConfigurationOption

    func run() throws {
      let configuration = option.read()
      if !configuration.written.diagnostics.isEmpty {
        StandardError.text(configuration.written.report)
      }
      let problems =
        configuration.problems
        + configuration.problemsElsewhere(PromptOptions.compiler(named: nil))
      for problem in problems { StandardError.line("gooya: \(problem)") }
      for variable in configuration.strangers where variable.suggestion == nil {
        StandardError.line("gooya: there is no setting '\(variable.name)'; it is ignored")
      }
      if configuration.written.hasErrors || !problems.isEmpty { throw ExitCode(1) }
      if let shortage = configuration.portShortage(for: CallLimits().atOnce) {
        StandardError.line("gooya: \(shortage)")
      }
      let usual = Configuration.usualFile(ProcessInfo.processInfo.environment)
      StandardOutput.line(
        configuration.file.map { "read from \($0)" }
          ?? "there is no \(usual ?? "configuration file"); what is built in holds")
      StandardOutput.line(
        "the configuration is fine: SMS by \(configuration.smsGateway.rawValue), "
          + "e-mail by \(configuration.emailGateway.rawValue)")
    }
  }
}

/// The configuration as JSON. The names are a contract.
private struct ConfigurationObject: Encodable {
  let file: String?
  let settings: [SettingRow]
}

/// A setting with what is said of it.
private struct SettingRow: Encodable {
  let name: String
  let value: String?
  let origin: String?
  /// In the file.
  let line: Int?
  /// The environment variable that sets it, whether it does or not.
  let variable: String

  init(_ setting: Setting, _ entry: WrittenSettings.Entry?) {
    name = entry?.value.isSecretFile ?? false ? setting.filePath : setting.path
    value = entry.map { entry in
      if case .secret = entry.value { return "••••••••" }
      // An address may have a password although it mustn't.
      let isFaulty = setting.path == "store.url" && (try? PostgresAddress(entry.text)) == nil
      return isFaulty ? "••••••••" : entry.text
    }
    variable = setting.variable
    switch entry?.origin {
    case .file(let line): (origin, self.line) = ("file", line)
    case .environment: (origin, line) = ("environment", nil)
    case .builtIn: (origin, line) = ("built-in", nil)
    case nil: (origin, line) = (nil, nil)
    }
  }

  func line(_ width: Int) -> VisibleText {
    let place: String =
      switch origin {
      case "file": "line \(line ?? 0)"
      case "environment": variable
      case let other: other ?? "not set; \(variable)"
      }
    let padding = String(repeating: " ", count: max(width - name.count, 0))
    return "\(name):\(padding) \(value ?? "–")   # \(place)"
  }
}

extension WrittenSettings.Value {
  fileprivate var isSecretFile: Bool { if case .secretFile = self { true } else { false } }
}
