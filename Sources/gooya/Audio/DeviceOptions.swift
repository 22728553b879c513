import ArgumentParser
import CallEngine
import Sound

/// The sound device that a command uses.
struct DeviceOptions: ParsableArguments {
  @Option(
    name: .customLong("device"),
    help: ArgumentHelp("An ALSA device, as gooya audio devices lists them.", valueName: "name"))
  var name = "default"

  /// Opens the device for playback, at the rate it supports nearest to the one asked for.
  ///
  /// - Throws: `Failure`.
  func playback(sampleRate: Int, channels: Int = 1) throws -> PlaybackDevice {
    do {
      return try PlaybackDevice(
        name, sampleRate: min(max(sampleRate, 8000), 192_000), channels: channels,
        takesNearest: true,
        target: .milliseconds(80))
    } catch {
      throw Failure("\(error)")
    }
  }

  /// Opens the device for capture.
  ///
  /// - Throws: `Failure`.
  func capture(sampleRate: Int, channels: Int = 1, isFine: Bool = false) throws -> CaptureDevice {
    do {
      return try CaptureDevice(name, sampleRate: sampleRate, channels: channels, isFine: isFine)
    } catch {
      throw Failure("\(error)")
    }
  }
}
