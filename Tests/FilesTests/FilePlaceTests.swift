import Foundation
import Glibc
import Testing

@testable import Files

struct FilePlaceTests {
  /// Names of one file, `f` in the folder; `$` is the folder.
  @Test(
    arguments: [
      "$/f", "$//f", "$/./f", "$/d/../f", "$/link", "$/links", "$/hard", "$/here/f", "$/d/up",
      "$/here/link", "/proc/self/root$/f",
    ], [true, false])
  func `one file is one place by any name`(name: String, isThere: Bool) throws {
    let folder = try Folder()
    if !isThere && name.hasSuffix("hard") { return }
    mkdir(folder("d"), 0o755)
    if isThere { try folder.write("x", as: "f") }
    _ = folder.link("link", to: "f")
    _ = folder.link("links", to: folder("link"))
    _ = folder.link("here", to: ".")
    _ = folder.link("d/up", to: "../f")
    if isThere { link(folder("f"), folder("hard")) }
    let other = FilePlace(name.replacing("$", with: folder.path))
    if isThere || !name.hasPrefix("/proc") { #expect(other == FilePlace(folder("f"))) }
    #expect(other != FilePlace(folder("g")))
    if name != "$/hard" && !name.hasPrefix("/proc") {
      #expect(other.isIn(FilePlace(folder.path)) && other.isIn(FilePlace(folder("here"))))
    }
    #expect(!other.isIn(FilePlace(folder("d"))))
  }

  @Test func `a folder holds what is in it at any depth, there or not`() throws {
    let folder = try Folder()
    mkdir(folder("data"), 0o700)
    _ = folder.link("alias", to: "data")
    let data = FilePlace(folder("data"))
    for name in ["data", "data/new", "alias/new", "data/a/b/c", "data/gooya.sqlite", "./data/x"] {
      #expect(FilePlace(folder(name)).isIn(data), "\(name)")
    }
    for name in ["data2", "dat", "x/data/y", "database"] {
      #expect(!FilePlace(folder(name)).isIn(data), "\(name)")
    }
    #expect(FilePlace(folder("no/x")).isIn(FilePlace(folder("no"))))
  }

  @Test func `links that go round end`() throws {
    let folder = try Folder()
    _ = folder.link("a", to: "b")
    _ = folder.link("b", to: "a")
    #expect(FilePlace(folder("a")) != FilePlace(folder("c")))
  }
}
