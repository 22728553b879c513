import CallEngine

/// How a kind of state looks. Shape and colour both show the kind, for colour-blind readers and for
/// printers without colours. Fills are light tints, text is dark.
struct KindLook {
  /// Graphviz's name of the shape.
  let shape: String
  /// Graphviz's margin between the shape's border and its text, in inches.
  let margin: String
  /// The shape's brackets in Mermaid.
  let brackets: (String, String)
  let fill: String
  let border: String

  init(_ kind: StateKind) {
    (shape, margin, brackets, fill, border) =
      switch kind {
      case .say: ("box", "0.08,0.05", ("(", ")"), "#E3F0FA", "#0072B2")
      case .menu: ("folder", "0.08,0.06", ("[[", "]]"), "#FFF0C2", "#8F6400")
      case .collect: ("note", "0.08,0.05", ("[/", "/]"), "#DDF3E4", "#00704F")
      case .service: ("component", "0.2,0.06", ("[(", ")]"), "#EEE5F8", "#6A3D9A")
      case .hours: ("diamond", "0.02,0.02", ("{", "}"), "#FDE8D0", "#9A4A00")
      case .switch: ("hexagon", "0.03,0.03", ("{", "}"), "#F3EEDD", "#6B5B1E")
      case .count: ("octagon", "0.05,0.04", ("[\\", "/]"), "#F3EEDD", "#6B5B1E")
      case .record: ("cylinder", "0.08,0.1", ("[\\", "\\]"), "#FFE3D3", "#A04000")
      case .transfer: ("cds", "0.2,0.14", (">", "]"), "#FBE0EC", "#A3316F")
      case .sms: ("tab", "0.12,0.06", ("[\\", "\\]"), "#F6E8D8", "#8A4B00")
      case .language: ("box3d", "0.1,0.06", ("{{", "}}"), "#DDF4F6", "#006D7A")
      // Its states are drawn instead.
      case .part: ("tab", "0.08,0.05", ("[", "]"), "#FFFFFF", "#444444")
      case .hangUp: ("box", "0.08,0.05", ("([", "])"), "#EAEAEA", "#444444")
      }
  }

  static let ink = "#1A1A1A"
  /// Dark enough to read, light enough to stay in the background.
  static let dimInk = "#5F5F5F"
  static let dimLine = "#8C8C8C"
  static let line = "#333333"
  static let way = "#0050A0"
  static let never = "#B84A00"
  static let error = "#B00020"
  static let warning = "#9A5B00"
}
