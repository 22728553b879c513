/// What a state that records says of it.
struct RecordSyntax: Sendable {
  /// The name that the recording gets.
  let name: Located<String>
  var prompt: [PromptSyntax] = []
  var beep: Located<Bool>?
  var longest: Located<Duration>?
  var silence: Located<Duration>?
  var shortest: Located<Duration>?
}

extension ScriptParser {
  mutating func record(_ node: LocatedNode, _ map: NodeReader.Map) -> RecordSyntax? {
    let name = reader.text(node, "'record'").flatMap {
      reader.isName($0, of: "recording") ? $0 : nil
    }
    let prompt = map["prompt"].flatMap { prompts($0, "'prompt'") } ?? []
    let beep = map["beep"].flatMap { reader.boolean($0, "'beep'") }
    let longest = duration("max", in: map)
    let silence = duration("silence", in: map)
    let shortest = duration("min", in: map)
    return name.map {
      RecordSyntax(
        name: $0, prompt: prompt, beep: beep, longest: longest, silence: silence,
        shortest: shortest)
    }
  }
}
