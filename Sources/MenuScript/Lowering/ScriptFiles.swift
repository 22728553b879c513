import Files

/// Where a script's tables are read.
struct ScriptFiles: Sendable {
  /// A file's bytes, at most one more than a limit.
  let read: @Sendable (_ path: String, _ limit: Int) throws(FileFault) -> [UInt8]

  static let onDisk = ScriptFiles { path, limit throws(FileFault) in
    try InputFile.read(path, atMost: limit)
  }
}
