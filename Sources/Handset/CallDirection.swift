/// The direction of a call, seen from the handset.
public enum CallDirection: Hashable, Sendable {
  /// The handset calls the line.
  case outgoing
  /// The line calls the handset.
  case incoming
}
