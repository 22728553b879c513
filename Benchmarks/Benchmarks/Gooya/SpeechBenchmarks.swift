import Benchmark
import CallEngine
import Speech

/// Values read aloud, and an announcement put into words.
func registerSpeech() {
  let readings: [(name: String, value: String, form: SpokenForm.Kind)] = [
    ("an amount", "987654321000", .currency(.rial)),
    ("a bill ID in groups", "7748317800142", .digits(group: 3)),
    ("a telephone number", "09120000001", .telephone),
  ]
  for language in [Language.persian, .english] {
    for (name, value, kind) in readings {
      let form = SpokenForm(kind)
      Benchmark(
        "Speech: \(name), \(language)", configuration: .init(scalingFactor: .kilo)
      ) { benchmark in
        for _ in benchmark.scaledIterations {
          blackHole(try Verbalizer.utterances(of: value, as: form, in: language))
        }
      }
    }
    Benchmark(
      "Speech: the announcement of a bill, \(language)",
      configuration: .init(scalingFactor: .kilo),
      closure: { (benchmark: Benchmark, prepared: (narrator: Narrator, bill: Announcement)) in
        for _ in benchmark.scaledIterations {
          blackHole(prepared.narrator.utterances(for: prepared.bill))
        }
      },
      setup: {
        let line = try AnnouncingLine()
        return (line.narrator, try line.announcement(in: language))
      })
  }
}
