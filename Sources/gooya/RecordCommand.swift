import ArgumentParser

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Make a call and save it as a scenario.",
    discussion: """
      Examples:
        gooya record -o my-call.yaml
        gooya record front-desk -o my-call.yaml --fast --keys "~20 4 ~12 1 h"

      The call is made as by 'gooya call', with the same options, including '--given'. What was heard, \
      pressed and sent becomes the steps; the scenario is run at once and must pass. A call in which \
      something sensitive is keyed in is not saved; what is keyed during a transfer is left \
      out.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The scenario to write.", valueName: "file"))
  var output: String

  @OptionGroup var call: CallCommand

  func validate() throws {
    if output.isEmpty { throw ValidationError("-o takes the name of a file") }
    if call.scenario.file != nil {
      throw ValidationError("--save-scenario belongs to 'gooya call'; use -o here")
    }
  }

  func run() throws {
    var call = call
    call.scenario.file = output
    try call.run()
  }
}
