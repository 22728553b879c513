import CallEngine
import Files
import Foundation
import Glibc
import Store

/// Where `gooya live` asks a running listener, by a socket in the data folder that only its owner can
/// open: each connection is given the calls in progress as JSON.
final class LiveSocket: Sendable {
  private let path: String
  private let listening: Int32

  /// A listener's calls now.
  struct Picture: Codable, Sendable {
    /// What it listens at.
    var places: [String]
    var startedAt: Date
    /// `running`, or `closing` if it takes no more calls.
    var state: String
    var calls: [CallBoard.Entry]
  }

  /// - Parameters:
  ///   - data: the data folder.
  ///   - picture: what is told; called on a thread of its own.
  /// - Throws: `Failure` if the socket can't be made.
  init(in data: URL, picture: @escaping @Sendable () -> Picture) throws {
    let folder = data.appending(path: DataFolder.listenersName).path
    // With the data in a server's database it may not be there yet.
    try? FileManager.default.createDirectory(
      at: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw Self.failure(folder) }
    path = "\(folder)/\(getpid()).sock"
    unlink(path)
    listening = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard listening >= 0 else { throw Self.failure(path) }
    let isBound = Self.with(path) { [listening] in bind(listening, $0, $1) } == 0
    guard isBound, chmod(path, 0o600) == 0, listen(listening, 8) == 0 else {
      let failure = Self.failure(path)
      Glibc.close(listening)
      throw failure
    }
    let socket = listening
    let thread = Thread {
      while case let connection = accept(socket, nil, nil), connection >= 0 || errno == EINTR {
        guard connection >= 0 else { continue }
        let handle = FileHandle(fileDescriptor: connection, closeOnDealloc: true)
        if let data = try? Self.encoder.encode(picture()) { try? handle.write(contentsOf: data) }
      }
    }
    thread.start()
  }

  func close() {
    unlink(path)
    // Wakes the thread, whose next accept fails.
    shutdown(listening, Int32(SHUT_RDWR))
    Glibc.close(listening)
  }

  /// The pictures of all listeners on a data folder; what a killed one has left is removed.
  static func pictures(in data: URL) -> [Picture] {
    let folder = data.appending(path: DataFolder.listenersName).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      name.hasSuffix(".sock") ? picture(of: "\(folder)/\(name)") : nil
    }
  }

  private static func picture(of path: String) -> Picture? {
    let asking = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard asking >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: asking, closeOnDealloc: true)
    var patience = timeval(tv_sec: 2, tv_usec: 0)
    setsockopt(
      asking, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout.size(ofValue: patience)))
    guard with(path, { connect(asking, $0, $1) }) == 0 else {
      if errno == ECONNREFUSED { unlink(path) }
      return nil
    }
    guard let data = try? handle.readToEnd() else { return nil }
    return try? decoder.decode(Picture.self, from: data)
  }

  /// Does something with a socket's address. A path may be longer than an address has room for, so it
  /// is reached by its folder's descriptor.
  private static func with(
    _ path: String, _ work: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    let url = URL(filePath: path)
    let folder = open(url.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return -1 }
    defer { Glibc.close(folder) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let short = Array("/proc/self/fd/\(folder)/\(url.lastPathComponent)".utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: short) }
    return withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        work($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure("the socket '\(path)' can't be made: \(String(cString: strerror(errno)))")
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return decoder
  }
}
