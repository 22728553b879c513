internal import CallEngine
internal import Files
internal import Foundation

/// The sound of a recording as it is written: WAV, mono, 16 bits, 16 kHz.
///
/// It is written under another name, locked by its process, until it is complete: whoever finds such a
/// file without its lock has the remains of a killed process.
package final class RecordingFile {
  package static let format = "wav"
  /// In Hz.
  package static let sampleRate = 16_000
  static let partial = "part"

  package let stem: String
  private let folder: String
  private let descriptor: Int32
  /// How many samples have been written.
  private(set) var count = 0

  /// What a recording leaves free on its disk, in bytes: room for its own entry, and for the record of
  /// its call.
  private static let reserve: UInt64 = 256 * 1024

  private static let headerSize = 44
  /// Bytes of a sample.
  private static let width = 2

  private var path: String { "\(folder)/\(stem).\(Self.partial)" }

  /// Creates the file.
  ///
  /// - Throws: `StoreError`.
  init(_ stem: String, in folder: String) throws {
    self.stem = stem
    self.folder = folder
    let path = "\(folder)/\(stem).\(Self.partial)"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.error("record", path) }
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    guard hasRoom else {
      unlink(path)
      errno = ENOSPC
      throw Self.error("record", path)
    }
    guard writeAll(Self.header(count: 0)) else {
      let error = Self.error("record", path)
      unlink(path)
      throw error
    }
  }

  /// Takes over the remains of a killed process; `nil` if the process lives or there are none.
  init?(remainsOf stem: String, in folder: String) {
    self.stem = stem
    self.folder = folder
    let path = "\(folder)/\(stem).\(Self.partial)"
    descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    count = max(0, (Int(status.st_size) - Self.headerSize) / Self.width)
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  package var length: Duration { Self.length(of: count) }

  /// Adds sound.
  ///
  /// - Parameter samples: full scale from −1 to 1.
  /// - Returns: whether there was room for all of it; otherwise as much is kept as there was.
  package func append(_ samples: [Float]) -> Bool {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(samples.count * Self.width)
    for sample in samples {
      let value = Int16(min(max(sample.isFinite ? sample : 0, -1), 1) * 32767)
      bytes.append(UInt8(truncatingIfNeeded: value))
      bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }
    guard hasRoom else { return false }
    let isWhole = writeAll(bytes)
    if isWhole {
      count += samples.count
    } else {
      let end = lseek(descriptor, 0, SEEK_END)
      count = max(0, (Int(end) - Self.headerSize) / Self.width)
    }
    return isWhole
  }

  /// Completes the file under its own name, safely on the disk.
  ///
  /// - Parameter length: how much of it to keep.
  /// - Returns: how much is kept.
  /// - Throws: `StoreError`.
  func finish(keeping length: Duration) throws -> Duration {
    let kept = min(count, Int((length / .seconds(1) * Double(Self.sampleRate)).rounded()))
    let bytes = Self.header(count: kept)
    guard ftruncate(descriptor, off_t(Self.headerSize + kept * Self.width)) == 0,
      pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, fsync(descriptor) == 0
    else { throw Self.error("keep a recording", path) }
    let length = min(length, Self.length(of: kept))
    let name = Recording(stem, length: length, end: .silence).name
    guard rename(path, "\(folder)/\(name).\(Self.format)") == 0 else {
      throw Self.error("keep a recording", path)
    }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
    return length
  }

  func discard() {
    unlink(path)
  }

  private static func length(of count: Int) -> Duration {
    .milliseconds(Int64(count) * 1000 / Int64(sampleRate))
  }

  /// Whether there is more room on the disk than must stay free.
  private var hasRoom: Bool {
    var disk = statvfs()
    // Some file systems don't tell.
    guard fstatvfs(descriptor, &disk) == 0, disk.f_blocks > 0 else { return true }
    return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) > Self.reserve
  }

  /// Writes at the end.
  private func writeAll(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let written = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return false }
      done += written
    }
    return true
  }

  /// The header of a WAV file of PCM, little-endian.
  private static func header(count: Int) -> [UInt8] {
    let size = UInt32(clamping: count * width)
    let rate = UInt32(sampleRate)
    func bytes(_ value: UInt32, _ number: Int = 4) -> [UInt8] {
      (0..<number).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    return Array("RIFF".utf8) + bytes(size + 36) + Array("WAVEfmt ".utf8) + bytes(16)
      + bytes(1, 2) + bytes(1, 2) + bytes(rate) + bytes(rate * UInt32(width))
      + bytes(UInt32(width), 2) + bytes(16, 2) + Array("data".utf8) + bytes(size)
  }

  private static func error(_ operation: String, _ path: String) -> StoreError {
    let kind: StoreError.Kind = errno == ENOSPC || errno == EDQUOT ? .diskFull : .readOnly
    return StoreError(kind, operation, path: path, reason: errnoReason())
  }
}
