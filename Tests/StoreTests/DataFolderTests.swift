import Foundation
import Testing

@testable import Store

/// Nobody but its owner reads or writes a data folder.
struct DataFolderTests {
  let place = TemporaryFolder()
  var folder: URL { place.url.appendingPathComponent("data") }

  func mode(_ name: String = "") throws -> Int {
    let path = folder.appendingPathComponent(name).path
    return try #require(
      FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  func setMode(_ mode: Int, _ name: String = "") throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: folder.appendingPathComponent(name).path)
  }

  func write(_ name: String) throws {
    try Data("x".utf8).write(to: folder.appendingPathComponent(name))
  }

  func fault(_ body: () throws -> Void) -> StoreError.Kind? {
    do { try body() } catch { return (error as? StoreError)?.kind }
    return nil
  }

  @Test(arguments: [
    (0o755, 0o644), (0o777, 0o666), (0o750, 0o640), (0o705, 0o606), (0o770, 0o660), (0o711, 0o604),
    (0o722, 0o622), (0o700, 0o644), (0o777, 0o600), (0o701, 0o601),
  ])
  func `the rights of others are taken away`(folderMode: Int, fileMode: Int) throws {
    _ = try Store(folder: folder)
    try setMode(folderMode)
    try setMode(fileMode, "gooya.sqlite")
    try setMode(fileMode, "gooya.lock")
    let store = try Store(folder: folder)
    try store.beginCall(CallRecordTests.record("a", at: 1))
    #expect(try mode() == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(names) == ["gooya.sqlite", "gooya.lock", "gooya.sqlite-wal", "gooya.sqlite-shm"])
    for name in names { #expect(try mode(name) == 0o600, "\(name)") }
  }

  @Test func `under any umask new data are the user's alone`() async throws {
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      umask(0)
      let store = try Store(folder: URL(fileURLWithPath: path).appendingPathComponent("deeper"))
      try store.beginCall(CallRecordTests.record("a", at: 1))
    }
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) where name != "deeper" {
      #expect(try mode(name) == 0o600, "\(name)")
    }
    #expect(try mode("deeper") == 0o700)
  }

  @Test(arguments: [0o777, 0o775, 0o757, 0o1777, 0o720, 0o702])
  func `a folder with other things in it that others may write is refused`(mode: Int) throws {
    _ = try Store(folder: folder)
    try write("holiday.jpg")
    try setMode(mode)
    #expect(fault { _ = try Store(folder: folder) } == .exposed)
    #expect(try self.mode() == mode)
  }

  @Test func `a folder with other things in it may be seen, the data not`() throws {
    _ = try Store(folder: folder)
    try write("holiday.jpg")
    try setMode(0o755)
    try setMode(0o644, "gooya.sqlite")
    _ = try Store(folder: folder)
    #expect(try mode() == 0o755)
    #expect(try mode("gooya.sqlite") == 0o600)
  }

  @Test func `a folder of the sticky kind is refused even if it is empty`() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try setMode(0o1777)
    #expect(fault { _ = try Store(folder: folder) } == .exposed)
  }

  @Test(arguments: ["-wal", "-shm", "-journal"])
  func `what is no file beside the database is refused`(suffix: String) throws {
    let path = folder.appendingPathComponent("gooya.sqlite\(suffix)").path
    for make in [
      { _ = mkfifo(path, 0o600) }, { _ = mkdir(path, 0o700) }, { _ = symlink("/etc/passwd", path) },
    ] {
      _ = try Store(folder: folder)
      try? FileManager.default.removeItem(atPath: path)
      make()
      #expect(fault { _ = try Store(folder: folder) } == .unreadable)
      try FileManager.default.removeItem(atPath: path)
    }
  }
}
