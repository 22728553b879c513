/// What a YAML file may cost. Far above any menu, far below what would slow a machine down.
public struct ReadingLimits: Sendable {
  /// Bytes in a file.
  public var fileSize = 4 << 20
  /// Nodes, counting what each alias stands for anew every time, and a long text as several.
  public var nodes = 600_000
  /// Lists and maps inside each other.
  public var depth = 40

  public init() {}

  /// What holds unless a caller says otherwise.
  public static let standard = ReadingLimits()
}
