import Glibc
import Processes

/// The sinks and sources of a sound server: PulseAudio's, or PipeWire's in its place. ALSA's list has
/// the server itself, and not what is behind it.
package enum SoundServer {
  /// What the server has, under the names by which ALSA opens it; empty if no server runs or `pactl`
  /// isn't installed.
  package static func devices() -> [AudioDevices.Device] {
    guard isRunning else { return [] }
    let sinks = endpoints("sinks").map { name, form in
      AudioDevices.Device(
        name: "pulse:\(name)", description: "sink of the sound server, \(form)",
        directions: [.playback])
    }
    let sources = endpoints("sources").map { name, form in
      let what =
        name.hasSuffix(monitor) ? "what the sink \(name.dropLast(monitor.count)) plays" : "source"
      return AudioDevices.Device(
        name: "pulse:\(name)", description: "\(what), of the sound server, \(form)",
        directions: [.capture])
    }
    return sinks + sources
  }

  private static let monitor = ".monitor"
  private static let patience = Duration.seconds(2)

  /// The names and sample forms of what `pactl` lists.
  private static func endpoints(_ kind: String) -> [(name: String, form: String)] {
    let listing = try? ChildProcess.run(["pactl", "list", "short", kind], limit: patience)
    return (listing ?? "").split(separator: "\n").compactMap { line in
      // Number, name, module, sample specification, state.
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count >= 4, !fields[1].isEmpty else { return nil }
      return (String(fields[1]), String(fields[3]))
    }
  }

  /// Whether somebody is to be asked: `pactl` could start a server that nobody wants.
  private static var isRunning: Bool {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    if variable("PULSE_SERVER") != nil { return true }
    let folders = [
      variable("PULSE_RUNTIME_PATH"), variable("XDG_RUNTIME_DIR").map { "\($0)/pulse" },
      "/run/user/\(getuid())/pulse", "/run/pulse",
    ]
    return folders.compactMap(\.self).contains { access("\($0)/native", F_OK) == 0 }
  }
}
