import ArgumentParser

struct AudioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audio", abstract: "Try out the sound devices.",
    discussion: """
      Devices are ALSA's PCM names, such as default, plughw:0 or null.

      Example:
        gooya audio devices
        gooya audio tone 1kHz --for 2s
      """,
    subcommands: [
      AudioDevicesCommand.self, AudioPlayCommand.self, AudioRecordCommand.self,
      AudioMeterCommand.self, AudioToneCommand.self, AudioLoopbackCommand.self,
      AudioSignalCommand.self, AudioAnalyseCommand.self,
    ])
}
