package import CallEngine
package import MenuScript
package import Speech

/// A menu as a picture: a node for every state, and the arrows between them.
///
/// If the same exit leads to one place from all over the menu, as `0` does to a goodbye, its arrows
/// would hide all others, so such exits are listed inside the nodes.
package struct MenuGraph: Sendable {
  /// An exit listed inside a node.
  package struct Aside: Hashable, Sendable {
    package internal(set) var labels: [Label]
    /// The state that it leads to; `nil` if it repeats the state itself.
    package let target: String?

    package var isDimmed: Bool { labels.allSatisfy(\.isDimmed) }
  }

  /// The label of an arrow: keys, or an outcome's name; empty if the state has only one exit.
  package struct Label: Hashable, Sendable {
    package let text: String
    package let isKeys: Bool
    /// Whether the exit is taken after silence or a failure.
    package let isDimmed: Bool
    /// How often the exit was taken, if that was counted.
    package let walked: Int?
    /// The steps of a call's path that took the exit, counted from 1.
    package let steps: [Int]
  }

  package struct Node: Sendable {
    package let state: StateID
    package let name: String
    package let kind: StateKind
    /// What the state works on: a service, a number, an entry or a language.
    package let subject: String?
    /// The first words of what it says, in lines.
    package let words: [String]
    /// Whether the words are written from right to left.
    package let isRightToLeft: Bool
    package internal(set) var asides: [Aside] = []
    /// How many states lead here by exits that are listed inside them.
    package internal(set) var waysTold = 0
    package internal(set) var hasArrowIn = false
    package let diagnostics: [Diagnostic]
    package let isReachable: Bool
    /// How often the state was entered, if that was counted.
    package let visits: Int?
    /// Whether the call that is shown came here; `nil` if no call is shown.
    package let isOnWay: Bool?
  }

  package struct Arrow: Sendable {
    package let from: StateID
    package let to: StateID
    package internal(set) var labels: [Label]

    /// Whether only silence or failures lead this way.
    package var isDimmed: Bool { labels.allSatisfy(\.isDimmed) }
    package var isOnWay: Bool { labels.contains { !$0.steps.isEmpty } }
    /// How often it was taken, if that was counted.
    package var walked: Int? {
      labels.reduce(nil) { sum, label in label.walked.map { $0 + (sum ?? 0) } ?? sum }
    }
  }

  package let title: String
  package let languages: [Language]
  /// The language of the words.
  package let language: Language
  package let start: StateID
  /// By `StateID.index`.
  package private(set) var nodes: [Node]
  package private(set) var arrows: [Arrow] = []
  /// How many diagnostics belong to no state.
  package let diagnosticsElsewhere: Int
  package let showsCoverage: Bool
  package let showsWay: Bool

  /// - Parameters:
  ///   - language: the language of the words, a declared one.
  ///   - diagnostics: the diagnostics of `check` by state.
  ///   - coverage: how often every state was entered and every exit taken.
  ///   - way: the states and exits of one call, in order.
  ///   - drawsEveryExit: whether exits are drawn as arrows even if they are the same all over the
  ///     menu.
  package init(
    _ program: MenuProgram, in language: Language, narrator: Narrator,
    diagnostics: StateDiagnostics = .none, coverage: Coverage? = nil,
    way: [(state: StateID, exit: StateExit.Name?)]? = nil, drawsEveryExit: Bool = false
  ) {
    title = program.title
    languages = program.languages
    self.language = language
    start = program.start
    diagnosticsElsewhere = diagnostics.elsewhere
    showsCoverage = coverage != nil
    showsWay = way != nil
    let exits = program.exits
    let depths = Self.depths(of: exits, from: program.start)
    let visited = way.map { Set($0.map(\.state)) }
    let words = FirstWords(program, in: language, narrator: narrator)
    nodes = program.states.indices.map { place in
      let id = StateID(index: place)
      let lines = words.lines(of: program[id])
      return Node(
        state: id, name: program[id].name, kind: program[id].facts.kind,
        subject: words.subject(of: program[id]), words: lines,
        isRightToLeft: lines.joined(separator: " ").isRightToLeft,
        diagnostics: diagnostics.byState[id] ?? [], isReachable: depths[place] != nil,
        visits: coverage?.entered[place], isOnWay: visited?.contains(id))
    }
    let steps = Self.steps(of: way ?? [])
    let told =
      drawsEveryExit
      ? [] : ToldExits.find(in: program, exits: exits, depths: depths).subtracting(steps.keys)
    for (place, exits) in exits.enumerated() {
      let first = arrows.endIndex
      for exit in exits {
        let exitPlace = ExitPlace(state: place, exit: exit.name)
        let label = Label(
          exit, walked: coverage?.count(of: exit.name, in: StateID(index: place)),
          steps: steps[exitPlace] ?? [])
        if told.contains(exitPlace) {
          tell(exit, label, in: place)
        } else {
          draw(exit, label, from: place, firstArrow: first)
        }
      }
    }
  }

  /// Draws an exit, on the arrow that leads the same way if there is one.
  private mutating func draw(
    _ exit: StateExit, _ label: Label, from place: Int, firstArrow: Int
  ) {
    if exit.target.index != place { nodes[exit.target.index].hasArrowIn = true }
    guard let known = arrows[firstArrow...].firstIndex(where: { $0.to == exit.target }) else {
      arrows.append(Arrow(from: StateID(index: place), to: exit.target, labels: [label]))
      return
    }
    arrows[known].labels.append(label)
  }

  private mutating func tell(_ exit: StateExit, _ label: Label, in place: Int) {
    let target = exit.target.index
    let name = target == place ? nil : nodes[target].name
    let known = nodes[place].asides.firstIndex {
      $0.target == name && $0.isDimmed == label.isDimmed
    }
    if let known {
      nodes[place].asides[known].labels.append(label)
    } else {
      if name != nil && !nodes[place].asides.contains(where: { $0.target == name }) {
        nodes[target].waysTold += 1
      }
      nodes[place].asides.append(Aside(labels: [label], target: name))
    }
  }

  /// By exit, the steps of a call's path that took it, counted from 1.
  private static func steps(
    of way: [(state: StateID, exit: StateExit.Name?)]
  ) -> [ExitPlace: [Int]] {
    var steps: [ExitPlace: [Int]] = [:]
    for (number, step) in way.enumerated() {
      guard let exit = step.exit else { continue }
      steps[ExitPlace(state: step.state.index, exit: exit), default: []].append(number + 1)
    }
    return steps
  }

  /// By state, how many states come before it on the shortest path; `nil` if it can't be reached.
  private static func depths(of exits: [[StateExit]], from start: StateID) -> [Int?] {
    var depths: [Int?] = Array(repeating: nil, count: exits.count)
    depths[start.index] = 0
    var front = [start.index]
    var depth = 0
    while !front.isEmpty {
      depth += 1
      var next: [Int] = []
      for target in front.flatMap({ exits[$0].map(\.target.index) }) where depths[target] == nil {
        depths[target] = depth
        next.append(target)
      }
      front = next
    }
    return depths
  }
}

/// An exit's place in its program.
struct ExitPlace: Hashable {
  let state: Int
  let exit: StateExit.Name
}

extension MenuGraph.Label {
  init(_ exit: StateExit, walked: Int?, steps: [Int]) {
    let (text, isKeys) =
      switch exit.name {
      case .choice(let keys): ("\(keys)", true)
      case .outcome(let name): (name, false)
      case .then: ("", false)
      }
    self.init(
      text: text, isKeys: isKeys, isDimmed: exit.isSilenceOrFailure, walked: walked, steps: steps)
  }

  /// The label with its counts: `2 ×14`, `paid [3]`.
  var shown: String {
    var parts = text.isEmpty ? [] : [text]
    if let walked { parts.append("×\(walked)") }
    if !steps.isEmpty { parts.append("[\(Self.list(steps))]") }
    return parts.joined(separator: " ")
  }

  /// Limited, so that a call that loops a hundred times doesn't make a label as long as the
  /// picture.
  private static func list(_ steps: [Int]) -> String {
    let most = 6
    let shown = steps.prefix(most).map(String.init).joined(separator: ", ")
    return steps.count > most ? "\(shown), … \(steps.count) times" : shown
  }
}

extension StateExit {
  /// Whether the exit is taken when the caller or a far side doesn't answer, or a service fails.
  var isSilenceOrFailure: Bool { trigger == .gaveUp || trigger == .failed }
}
