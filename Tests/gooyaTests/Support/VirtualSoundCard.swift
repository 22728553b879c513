import Foundation
import Glibc

/// A sound card in real time on a machine that has none: a PulseAudio server of its own, with a
/// loudspeaker `spk` and a microphone `mic`. It ends with the value.
///
/// A program that is given `environment` has these ALSA devices:
///
/// | device | what it is |
/// |---|---|
/// | `gooya_out` | the loudspeaker |
/// | `gooya_monitor` | what the loudspeaker plays, to be recorded |
/// | `gooya_mic` | the microphone |
/// | `gooya_caller` | what is played there is heard by the microphone |
final class VirtualSoundCard: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let folder: URL
  private let server: pid_t

  /// - Parameters:
  ///   - sampleRate: of the card, in Hz; PulseAudio converts what is played at another.
  ///   - channels: with two there is `gooya_swapped` too, the loudspeaker with left and right swapped.
  /// - Throws: if PulseAudio isn't there or doesn't start.
  init(sampleRate: Int = 16000, channels: Int = 1) throws {
    // The name is short because a socket's path may have 107 bytes and no more.
    let name = "gooya-card-\(UUID().uuidString.prefix(8))"
    folder = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Self.configuration.write(
      to: folder.appending(path: "asound.conf"), atomically: true, encoding: .utf8)
    server = try Self.start(sampleRate: sampleRate, channels: channels, in: folder)
    try waitUntilReady()
  }

  deinit {
    kill(server, SIGCONT)
    kill(server, SIGKILL)
    var status: Int32 = 0
    while waitpid(server, &status, 0) == -1 && errno == EINTR {}
    try? FileManager.default.removeItem(at: folder)
  }

  /// What a program needs to find the devices.
  var environment: [String: String] { Self.environment(in: folder) }

  /// Ends the server as a crash would.
  func crash() { kill(server, SIGKILL) }

  /// Lets the server hang.
  func freeze() { kill(server, SIGSTOP) }

  /// Lets the server go on.
  func thaw() { kill(server, SIGCONT) }

  private static func environment(in folder: URL) -> [String: String] {
    let path = folder.path
    return [
      "ALSA_CONFIG_PATH": "\(path)/asound.conf", "PULSE_SERVER": "unix:\(path)/socket",
      "PULSE_RUNTIME_PATH": "\(path)/run", "PULSE_STATE_PATH": "\(path)/state",
      "PULSE_COOKIE": "\(path)/cookie", "XDG_RUNTIME_DIR": path, "XDG_CONFIG_HOME": path,
    ]
  }

  private static let configuration = """
    </usr/share/alsa/alsa.conf>
    pcm.gooya_out { type pulse device "spk" hint { show on description "Loudspeaker" } }
    pcm.gooya_monitor { type pulse device "spk.monitor" hint { show on description "Its sound" } }
    pcm.gooya_mic { type pulse device "mic.monitor" hint { show on description "Microphone" } }
    pcm.gooya_caller { type pulse device "mic" hint { show on description "Its speaker" } }
    pcm.gooya_swapped { type pulse device "crossed" }

    """

  private static func start(sampleRate: Int, channels: Int, in folder: URL) throws -> pid_t {
    let sink = "rate=\(sampleRate) channels=\(channels) format=s16le norewinds=1"
    // The socket comes last: who can connect finds the sinks.
    var arguments = [
      "pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--realtime=no",
      "--high-priority=no", "--system=no", "--log-target=file:\(folder.path)/log",
      // A server that is left behind by a test that crashed ends by itself.
      "--exit-idle-time=300",
      "-L", "module-null-sink sink_name=spk \(sink)", "-L",
      "module-null-sink sink_name=mic \(sink)",
    ]
    if channels == 2 {
      arguments += [
        "-L",
        "module-remap-sink sink_name=crossed master=spk remix=no channels=2 "
          + "channel_map=front-left,front-right master_channel_map=front-right,front-left",
      ]
    }
    arguments += [
      "-L", "module-native-protocol-unix auth-anonymous=1 socket=\(folder.path)/socket",
    ]
    var settings = ProcessInfo.processInfo.environment.merging(environment(in: folder)) { $1 }
    settings["HOME"] = folder.path
    settings["PULSE_SERVER"] = nil
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words = arguments.map { strdup($0) } + [nil]
    var texts = settings.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + texts { free(text) } }
    var id = pid_t()
    let error = posix_spawnp(&id, "pulseaudio", nil, &attributes, &words, &texts)
    guard error == 0 else {
      throw Failure(
        description: "pulseaudio can't be started: \(String(cString: strerror(error))); "
          + "install it by make setup-test")
    }
    return id
  }

  private func waitUntilReady() throws {
    let end = ContinuousClock.now + .seconds(120)
    while !accepts() {
      var status: Int32 = 0
      guard ContinuousClock.now < end, waitpid(server, &status, WNOHANG) == 0 else {
        let log = try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)
        throw Failure(description: "pulseaudio doesn't come up: \(log ?? "no log")")
      }
      usleep(20_000)
    }
  }

  /// Whether somebody listens at the socket.
  private func accepts() -> Bool {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      bytes.copyBytes(from: "\(folder.path)/socket".utf8.prefix(bytes.count - 1))
    }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }
}
