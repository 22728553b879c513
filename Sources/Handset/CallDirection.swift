/// Whose call it is, seen from the handset.
public enum CallDirection: Hashable, Sendable {
  /// The handset rings the line.
  case outgoing
  /// The line rings the handset.
  case incoming
}
