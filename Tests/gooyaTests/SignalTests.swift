import Foundation
import Glibc
import Testing

/// SIGTERM and Ctrl-C end every command, whatever it is at; nothing half-written stays, nor a program
/// that it ran.
struct SignalTests {
  /// A voice and a layout program that take as long as they are left alone, and tell who they are.
  private static let sluggards = """
    mkdir bin tmp
    for name in espeak-ng dot; do
      printf '#!/bin/sh\\n[ "$1" = --version ] && { echo "x: 1.51"; exit; }\\necho $$ >$PLACE/child
      sleep 1000' >bin/$name
      chmod +x bin/$name
    done
    export PATH=$PWD/bin:$PATH PLACE=$PWD TMPDIR=$PWD/tmp
    """

  /// Commands that go on for long, as a shell runs them.
  static let commands = [
    "call $SCRIPT --keys '~600'",
    "call $SCRIPT --keys '~600' --watch",
    "call $SCRIPT --keys '~600' --record r.wav --record-journal j --save-scenario s.yaml",
    "record $SCRIPT --keys '~600' -o s.yaml",
    "call $SCRIPT --fast --keys '~600' --record r.wav --prompts noclips",
    "call $SCRIPT <>idle",
    "load $SCRIPT --calls 100000000",
    "load $SCRIPT --calls 100000000 --live 100000 --json",
    "explore $SCRIPT --random 10000000",
    "test --watch scenarios",
    "fmt - <>idle",
    "audio tone 1kHz --for 24h --device null",
    "audio tone noise --for 24h --device null",
    "audio play long.sln --device null",
    "audio record r.wav --device null",
    "audio meter --for 24h --device null --json",
    "audio loopback --out null --in null --for 10m --plot p.svg",
    "dtmf listen null --for 24h",
    "dtmf decode long.sln",
    "prompts render --prompts noclips",
    "graph $SCRIPT -o g.svg",
    "directory import /dev/stdin --as subscribers <>idle",
  ]

  /// A place with what the commands read: prompts without clips, hours of silence of which the disk
  /// has nothing, and an input that never comes.
  private static func furnished() throws -> Workplace {
    let place = try Workplace()
    try place.write("hello: Hello there.\n", as: "noclips/en-US/greet.yaml", making: true)
    try place.write(
      "script: $SCRIPT\ncaller: { line: \"02199900001\" }\nsteps: [{ hang_up: true }]\n".replacing(
        "$SCRIPT", with: Workplace.script), as: "scenarios/one.yaml", making: true)
    try place.shell(
      """
      (cd \(Workplace.package.path)/Prompts && cp --parents */*.yaml "$OLDPWD/noclips")
      truncate -s 1500000000 long.sln; mkfifo idle
      """)
    return place
  }

  @Test(arguments: commands)
  func `a signal ends`(command: String) throws {
    // Ctrl-C is how a recording without a length ends: well.
    let signals = command.hasPrefix("audio record") ? [SIGTERM] : [SIGTERM, SIGINT]
    let runs = try signals.map { signal in
      let place = try Self.furnished()
      let running = try place.start(
        shell: "\(Self.sluggards)\nexec \"$GOOYA\" \(command) >out 2>err")
      return (signal, place, running)
    }
    // Long enough to be at it; where that is not yet so, the signal comes early.
    usleep(400_000)
    for (signal, _, running) in runs { running.send(signal) }
    for (signal, place, running) in runs {
      try Self.expectEnd(of: running, at: place, by: signal, command)
    }
  }

  private static func expectEnd(
    of running: Workplace.Running, at place: Workplace, by signal: Int32, _ command: String
  ) throws {
    let outcome = try running.wait()
    #expect(outcome.status == -signal || outcome.status == 128 + signal, "\(command): \(outcome)")
    // What PulseAudio's library makes for itself is its own.
    let left = try place.shell(
      "ls -A | grep -F .gooya; ls -A tmp | grep -v ^pulse-; ls g.svg p.svg s.yaml")
    #expect(left.output.isEmpty, "\(command): \(left)")
    if let child = try? String(contentsOfFile: place.path("child"), encoding: .utf8),
      let id = pid_t(child.trimmingCharacters(in: .newlines))
    {
      // It has been killed; on a busy machine it dies a little later. Left alone it sleeps on.
      for _ in 0..<6000 where isAlive(id) { usleep(10_000) }
      #expect(!isAlive(id), "\(command)")
    }
  }

  /// Whether a process goes on, and isn't only waited for.
  private static func isAlive(_ id: pid_t) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else {
      return false
    }
    return !status.contains(") Z ")
  }
}
