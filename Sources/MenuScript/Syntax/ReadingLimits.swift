/// The limits of a YAML file: far above any menu, far below what would slow a machine down.
public struct ReadingLimits: Sendable {
  /// Bytes in a file.
  public var fileSize = 4 << 20
  /// Nodes, counting what each alias stands for every time, and a long text as several.
  public var nodes = 600_000
  /// The nesting of lists and maps.
  public var depth = 40

  public init() {}

  /// The default limits.
  public static let standard = ReadingLimits()
}
