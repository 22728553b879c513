import Foundation

/// Compares a catalog's clips, manifest and texts.
package enum ClipCheck {
  /// All problems, in the catalog's order, then those that belong to no prompt.
  package static func problems(in catalog: ClipCatalog) -> [ClipProblem] {
    let folder = catalog.folder
    let manifest: ClipManifest
    do throws(ClipManifestFault) {
      manifest = try folder.readManifest()
    } catch {
      return [
        ClipProblem(
          .badManifest, folder.manifestPath, "the manifest \(error.reason)",
          remedy: ClipManifestFault.remedy)
      ]
    }
    return catalog.prompts.flatMap { problems(of: $0, in: folder, manifest) }
      + orphans(of: catalog, manifest)
  }

  private static func problems(
    of prompt: ClipCatalog.Prompt, in folder: ClipFolder, _ manifest: ClipManifest
  ) -> [ClipProblem] {
    let voice = SyntheticVoice(of: folder.language)
    let state = ClipState(of: prompt, in: folder, manifest: manifest, voice: voice)
    let file = folder.clipPath(prompt.id)
    let entry = manifest.entries[prompt.id]
    let isRecorded = entry?.source == .recorded
    let again = isRecorded ? "record it again and import it" : "run '\(render(folder))'"
    let problem = { (kind: ClipProblem.Kind, message: String, remedy: String?) in
      ClipProblem(kind, file, message, remedy: remedy ?? again)
    }
    var problems: [ClipProblem] = []
    switch state {
    case .current: break
    case .missing:
      return [
        problem(.missing, "there is no clip", "run '\(render(folder))', or import a recording")
      ]
    case .stale:
      let reason =
        entry?.text != prompt.text
        ? "the clip says '\(entry?.text ?? "")', and the text is now '\(prompt.text)'"
        : "the clip was made by another voice or in another spelling"
      problems.append(problem(.stale, reason, nil))
    case .staleRecording:
      problems.append(
        problem(
          .stale, "the recording says '\(entry?.text ?? "")', and the text is now '\(prompt.text)'",
          nil))
    case .altered:
      problems.append(problem(.altered, "the file differs from the manifest", unknown(folder)))
    case .unlisted:
      problems.append(problem(.unlisted, "the file isn't in the manifest", unknown(folder)))
    }
    let clip: AudioClip
    do throws(SoundFileError) {
      clip = try AudioClip(contentsOf: file, longest: .seconds(600))
      guard clip.frameCount > 0 else {
        throw SoundFileError.noSound(in: file)
      }
    } catch {
      return problems + [problem(.damaged, "the file \(error.reason)", force(folder, isRecorded))]
    }
    if state == .current, let frames = entry?.frames, frames != clip.frameCount {
      problems.append(
        problem(
          .damaged, "the file holds \(clip.frameCount) of \(frames) samples",
          force(folder, isRecorded)))
    }
    return problems
      + faults(of: clip, saying: prompt.text).map { kind, message in
        problem(kind, message, force(folder, isRecorded))
      }
  }

  /// The faults of a clip's sound.
  static func faults(
    of clip: AudioClip, saying text: String
  ) -> [(kind: ClipProblem.Kind, message: String)] {
    var faults: [(ClipProblem.Kind, String)] = []
    if clip.sampleRate != ClipStandard.sampleRate {
      faults.append(
        (.wrongRate, "sampled at \(clip.sampleRate) Hz, not \(ClipStandard.sampleRate)"))
    }
    if clip.channels != 1 {
      faults.append((.notMono, "the clip has \(clip.channels) channels, not one"))
    }
    let level = SpeechLevel(of: clip)
    if level.active < ClipStandard.silence {
      return faults + [(.silent, "the clip is silent")]
    }
    let difference = level.active - ClipStandard.level
    if abs(difference) > ClipStandard.levelTolerance {
      let amount = String(format: "%.1f dB", abs(difference))
      faults.append(
        difference < 0
          ? (.tooQuiet, "the clip is \(amount) quieter than the others")
          : (.tooLoud, "the clip is \(amount) louder than the others"))
    }
    if clip.isClipped { faults.append((.clipped, "the clip is clipped")) }
    if abs(level.offset) > 0.005 {
      faults.append((.offset, String(format: "the clip has a DC offset of %.3f", level.offset)))
    }
    let lengths = ClipStandard.plausibleLengths(of: text)
    if !lengths.contains(clip.duration) {
      let amount = clip.duration < lengths.lowerBound ? "too short" : "too long"
      faults.append((.absurdLength, "\(clip.duration.inSeconds) s are \(amount) for '\(text)'"))
    }
    return faults
  }

  private static func orphans(
    of catalog: ClipCatalog, _ manifest: ClipManifest
  ) -> [ClipProblem] {
    let folder = catalog.folder
    let ids = Set(catalog.prompts.map(\.id))
    let files = folder.clipIDs().filter { !ids.contains($0) }
    let listed = manifest.entries.keys.filter { !ids.contains($0) && !files.contains($0) }.sorted()
    return files.map {
      ClipProblem(
        .orphaned, folder.clipPath($0), "the catalog has no prompt '\($0)'",
        remedy: "delete the file, or restore the prompt in \(folder.path).yaml")
    }
      + listed.map {
        ClipProblem(
          .orphaned, folder.manifestPath, "the catalog has no prompt '\($0)'",
          remedy: "run '\(render(folder))', which removes it from the manifest")
      }
      + catalog.strayPronunciations.map {
        ClipProblem(
          .orphaned, folder.pronunciationPath, "the catalog has no prompt '\($0)'",
          remedy: "delete the line")
      }
  }

  private static func render(_ folder: ClipFolder) -> String {
    let place = folder.prompts == "Prompts" ? "" : " --prompts \(folder.prompts)"
    return "gooya prompts render --language \(folder.language) --catalog \(folder.catalog)\(place)"
  }

  private static func force(_ folder: ClipFolder, _ isRecorded: Bool) -> String? {
    isRecorded ? nil : "run '\(render(folder)) --force'"
  }

  private static func unknown(_ folder: ClipFolder) -> String {
    "import it if it is a recording, else run '\(render(folder)) --force'"
  }
}

extension AudioClip {
  /// Whether it stays at full scale for three samples or more.
  var isClipped: Bool {
    for channel in 0..<channels {
      var run = 0
      for index in stride(from: channel, to: samples.count, by: channels) {
        run = abs(samples[index]) >= 0.999 ? run + 1 : 0
        if run >= 3 { return true }
      }
    }
    return false
  }
}
