/// The script that a call ran on.
package struct CallScript: Hashable, Sendable {
  /// The absolute path of its file.
  package let path: String
  /// Of the version of that time.
  package let digest: String
  package let title: String

  package init(path: String, digest: String, title: String) {
    self.path = path
    self.digest = digest
    self.title = title
  }
}
