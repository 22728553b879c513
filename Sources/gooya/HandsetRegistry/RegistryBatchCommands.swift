import ArgumentParser
import CallEngine
import Files
import Foundation
import Lines
import Store

extension RegistryCommand {
  struct ExportBatch: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export-batch",
      abstract: "Write the file in which customs hands over what can't go online.",
      discussion: """
        Example:
          gooya registry export-batch batch.csv

        It has what was paid before customs and the registry were linked, and the cases collected for \
        review: a payment ID issued before the link, paid after it. What the registry has taken in is left \
        out; otherwise the file is the same each time. Columns: \(CustomsBatch.columns.joined(separator: ","))
        """)

    @Argument(help: "The file to write.")
    var file: String

    @OptionGroup var moment: BusinessMoment
    @OptionGroup var data: DataOptions

    func run() throws {
      do {
        // It has travellers' numbers.
        let output = try OutputFile(file, for: .owner)
        let batch = try working(on: data, toRead: true) {
          try $0.batch(at: moment.date, now: Date())
        }
        try output.replace(with: batch.text.utf8)
        StandardOutput.line("\(batch.rows) \(batch.rows == 1 ? "row" : "rows") written")
      } catch let fault as FileFault {
        throw Failure("\(fault)")
      }
    }
  }

  struct ImportBatch: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import-batch",
      abstract: "Take a file of customs into the registry, all of it or nothing.",
      discussion: """
        Example:
          gooya registry import-batch batch.csv

        Each traveller in it gets the activation code by SMS, once: rows that were taken in before change \
        nothing. Every faulty row is reported with its line; then nothing is imported. Messages quote no values.
        """)

    @Argument(help: "The CSV file.")
    var file: String

    @OptionGroup var moment: BusinessMoment
    @OptionGroup var data: DataOptions

    func run() throws {
      let (new, known) = try working(on: data) {
        try $0.take(batchFrom: file, at: moment.date, now: Date())
      }
      StandardOutput.line("\(new) imported, \(known) known already")
    }
  }
}
