import ArgumentParser

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Hold a call and keep it as a scenario.",
    discussion: """
      Examples:
        gooya record -o MenuScripts/billing/scenarios/my-call.yaml
        gooya record MenuScripts/billing -o my-call.yaml --fast --keys "~20 4 ~12 1 h"

      The call is held as by 'gooya call', whose options it takes, '--given' too. What was heard, \
      pressed and sent becomes the steps; the scenario is run at once and must pass. A call in which \
      something sensitive is keyed in is not written down; what is keyed to somebody whom the caller \
      is put through to is left out.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The scenario to write.", valueName: "file"))
  var output: String

  @OptionGroup var call: CallCommand

  func validate() throws {
    if output.isEmpty { throw ValidationError("-o takes the name of a file") }
    if call.scenario.file != nil {
      throw ValidationError("--save-scenario goes with 'gooya call'; here it is -o")
    }
  }

  func run() throws {
    var call = call
    call.scenario.file = output
    try call.run()
  }
}
