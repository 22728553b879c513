import ArgumentParser

struct DTMFCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dtmf",
    abstract: "Generate, detect and test the tones of telephone keys.",
    discussion: """
      Example:
        gooya dtmf encode 02199900001 -o keys.wav
        gooya dtmf decode keys.wav --times
        gooya dtmf listen --for 30s
        gooya dtmf test -o suite.wav
      """,
    subcommands: [
      DTMFEncodeCommand.self, DTMFDecodeCommand.self, DTMFListenCommand.self, DTMFTestCommand.self,
    ])
}
