import Glibc

/// The place that a path leads to through all links: two paths to one file have the same place,
/// whatever their names and whether or not the file exists yet.
package struct FilePlace: Hashable, Sendable {
  /// The resolved path; what can't be resolved is kept as it was.
  let path: String
  /// Whether the path names an open descriptor, as `/dev/stdout` does: such a file already has its
  /// place and can't be replaced.
  package let isDescriptor: Bool
  private let identity: Identity

  private enum Identity: Hashable {
    case there(device: UInt, node: UInt)
    /// The path at which a missing file would be created.
    case missing(String)
  }

  package init(_ path: String) {
    (self.path, isDescriptor) = Self.resolve(path, links: 0)
    identity =
      Glibc.stat(of: self.path).map { .there(device: UInt($0.st_dev), node: UInt($0.st_ino)) }
      ?? .missing(self.path)
  }

  /// Two places are equal if their files are the same.
  package static func == (left: FilePlace, right: FilePlace) -> Bool {
    left.identity == right.identity
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(identity) }

  /// Whether it is in a folder, at any depth, or is the folder itself.
  package func isIn(_ folder: FilePlace) -> Bool {
    var path = path[...]
    while true {
      if FilePlace(String(path)) == folder { return true }
      guard path.count > 1, let slash = path.lastIndex(of: "/") else { return false }
      path = slash == path.startIndex ? "/" : path[..<slash]
    }
  }

  /// Whether writing there changes no file, as in `/dev/null` or a terminal.
  package var isDevice: Bool { Glibc.stat(of: path)?.kind == S_IFCHR }

  /// The most links followed, as in Linux.
  private static let mostLinks = 40

  private static func resolve(
    _ path: String, links: Int
  ) -> (path: String, isDescriptor: Bool) {
    let slash = path.lastIndex(of: "/")
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    guard links <= mostLinks, !name.isEmpty, name != ".", name != ".." else {
      return (real(path) ?? path, false)
    }
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let folder = real(parent) ?? resolve(parent, links: links + 1).path
    let place = (folder == "/" ? "" : folder) + "/" + name
    guard let target = link(at: place) else { return (place, false) }
    if folder.hasPrefix("/proc/") { return (place, true) }
    return resolve(target.hasPrefix("/") ? target : "\(folder)/\(target)", links: links + 1)
  }

  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func link(at path: String) -> String? {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &target, target.count)
    guard length > 0 else { return nil }
    return String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
