import Foundation
import Glibc
import Testing

@testable import Files

struct OutputFileTests {
  @Test(arguments: [0o600, 0o640, 0o644, 0o664, 0o444, 0o755] as [mode_t])
  func `a file that is replaced keeps its permissions`(mode: mode_t) throws {
    let folder = try Folder()
    let path = try folder.write("old", as: "f", mode: mode)
    // Even the superuser, whom no mode stops, keeps it.
    guard access(path, W_OK) == 0 else { return }
    try OutputFile(path).replace(with: "new".utf8)
    #expect(folder.text("f") == "new")
    #expect(folder.mode("f") == mode)
    #expect(folder.names == ["f"])
  }

  @Test func `what is private is the owner's alone, whatever it was before`() throws {
    let folder = try Folder()
    try folder.write("old", as: "old", mode: 0o644)
    try folder.write("old", as: "open", mode: 0o666)
    try OutputFile(folder("old"), for: .owner).replace(with: "secret".utf8)
    try OutputFile(folder("new"), for: .owner).replace(with: "secret".utf8)
    close(try OutputFile(folder("open"), for: .owner).open())
    close(try OutputFile(folder("fresh"), for: .owner).open())
    for name in ["old", "new", "open", "fresh"] { #expect(folder.mode(name) == 0o600, "\(name)") }
  }

  @Test func `a link stays, and the file that it leads to is written`() throws {
    let folder = try Folder()
    try folder.write("old", as: "file", mode: 0o640)
    _ = folder.link("near", to: "file")
    let far = folder.link("far", to: folder("near"))
    try OutputFile(far).replace(with: "new".utf8)
    #expect(folder.text("file") == "new")
    #expect(folder.mode("file") == 0o640)
    #expect(folder.kind("far") == S_IFLNK && folder.kind("near") == S_IFLNK)
    let dangling = folder.link("dangling", to: "not-yet")
    try OutputFile(dangling).replace(with: "made".utf8)
    #expect(folder.text("not-yet") == "made")
    #expect(folder.kind("dangling") == S_IFLNK)
  }

  @Test func `a file of two names keeps both`() throws {
    let folder = try Folder()
    try folder.write("old and long", as: "one")
    link(folder("one"), folder("two"))
    try OutputFile(folder("one")).replace(with: "new".utf8)
    #expect(folder.text("two") == "new")
    #expect(folder.node("one") == folder.node("two"))
  }

  @Test func `a device is written to and stays one`() throws {
    let folder = try Folder()
    try OutputFile("/dev/null").replace(with: "gone".utf8)
    try OutputFile(folder.link("nowhere", to: "/dev/null"), for: .owner).replace(with: "x".utf8)
    var status = stat()
    stat("/dev/null", &status)
    #expect(status.st_mode & S_IFMT == S_IFCHR && status.st_mode & 0o777 == 0o666)
  }

  @Test func `a pipe is written to its reader, and not waited for without one`() throws {
    let folder = try Folder()
    mkfifo(folder("pipe"), 0o600)
    let lonely = #expect(throws: FileFault.self) {
      try OutputFile(folder("pipe")).replace(with: "x".utf8)
    }
    #expect(lonely?.reason == "it is a pipe without a reader")
    let reader = open(folder("pipe"), O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try OutputFile(folder("pipe")).replace(with: "heard".utf8)
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(reader, &bytes, bytes.count)
    #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "heard")
    #expect(folder.kind("pipe") == S_IFIFO)
  }

  @Test func `an open descriptor is written to, not the name of its file replaced`() throws {
    let folder = try Folder()
    let path = try folder.write("", as: "f")
    let descriptor = open(path, O_WRONLY)
    defer { close(descriptor) }
    let node = folder.node("f")
    try OutputFile("/proc/self/fd/\(descriptor)").replace(with: "new".utf8)
    #expect(folder.text("f") == "new" && folder.node("f") == node)
    #expect(FilePlace("/proc/self/fd/\(descriptor)") == FilePlace(path))
  }

  @Test func `what can't be written is told before anything is touched`() throws {
    let folder = try Folder()
    try folder.write("x", as: "file")
    for (path, reason) in [
      ("", "the file has no name"), (folder.path, "it is a folder"), ("/", "it is a folder"),
      (folder("no/file"), "there is no folder '\(folder("no"))'"),
      (folder("file/in"), "there is no folder '\(folder("file"))'"),
      (folder("new/"), "there is no such folder"),
      (folder.link("loop", to: "loop"), nil),
    ] {
      let fault = #expect(throws: FileFault.self) {
        let file = try OutputFile(path)
        try file.replace(with: "y".utf8)
      }
      if let reason { #expect(fault?.reason == reason) }
      #expect(fault?.path == path)
    }
    #expect(folder.names == ["file", "loop"] && folder.text("file") == "x")
  }

  @Test func `a link planted in the last moment is not followed`() throws {
    let folder = try Folder()
    try folder.write("precious", as: "victim")
    let file = try OutputFile(folder("f"))
    _ = folder.link("f", to: "victim")
    #expect(throws: FileFault.self) { try file.open() }
    try file.replace(with: "new".utf8)
    #expect(folder.text("victim") == "precious")
  }

  @Test func `temporary names can't be guessed`() {
    let names = Set((0..<1000).map { _ in OutputFile.temporaryName(in: "/tmp") })
    #expect(names.count == 1000 && names.allSatisfy { $0.count > 20 })
  }

  @Test func `what is noted vanishes, and what is forgotten stays`() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try Folder()
      try folder.write("half", as: "half")
      try folder.write("whole", as: "whole")
      Leftovers.prepare()
      let place = Leftovers.add(file: folder("whole"))
      _ = Leftovers.add(file: folder("half"))
      Leftovers.remove(place)
      Leftovers.clear()
      precondition(folder.names == ["whole"])
    }
  }
}
