import Files

/// Where a script's tables are read.
struct ScriptFiles: Sendable {
  /// A file's bytes, at most one more than a limit.
  let read: @Sendable (_ path: String, _ limit: Int) throws(FileFault) -> [UInt8]

  /// The files, but for those that an editor holds.
  func reading(_ unsaved: UnsavedTexts) -> ScriptFiles {
    ScriptFiles { path, limit throws(FileFault) in
      if let text = unsaved[path] { return Array(text.utf8.prefix(limit + 1)) }
      return try read(path, limit)
    }
  }

  static let onDisk = ScriptFiles { path, limit throws(FileFault) in
    try InputFile.read(path, atMost: limit)
  }
}
