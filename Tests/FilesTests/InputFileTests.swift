import Foundation
import Glibc
import Testing

@testable import Files

struct InputFileTests {
  @Test func `only regular files are read, and nothing is waited for`() throws {
    let folder = try Folder()
    mkfifo(folder("pipe"), 0o600)
    let listener = try socket(at: folder("socket"))
    defer { close(listener) }
    for (path, reason) in [
      (folder("pipe"), "it is a pipe"), (folder("socket"), "it is a socket"),
      (folder.link("link", to: "pipe"), "it is a pipe"), (folder.path, "it is a folder"),
      ("/dev/null", "it is a device"), ("/dev/zero", "it is a device"),
      (folder("none"), "there is no such file"), ("", "there is no such file"),
    ] {
      let fault = #expect(throws: FileFault.self) { try InputFile.read(path, atMost: 10) }
      #expect(fault?.reason == reason, "\(path)")
    }
  }

  @Test func `no more than the limit is read`() throws {
    let folder = try Folder()
    let path = try folder.write(String(repeating: "x", count: 200_000), as: "long")
    #expect(try InputFile.read(path, atMost: 1000).count == 1001)
    #expect(try InputFile.read(path, atMost: 200_000).count == 200_000)
    #expect(throws: FileFault.self) { try InputFile.whole(path, atMost: 199_999) }
  }

  @Test func `an unnamed file stands in no folder, and a program reads it by its path`() throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: "/dev/shm").count
    let file = try UnnamedFile("a name".utf8)
    #expect(try InputFile.read(file.path, atMost: 100) == Array("a name".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: "/dev/shm").count <= before)
  }

  private func socket(at path: String) throws -> Int32 {
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    try #require(status == 0)
    return descriptor
  }
}
