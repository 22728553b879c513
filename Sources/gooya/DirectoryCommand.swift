import ArgumentParser
import CallEngine
import Glibc
import Lines
import Store

struct DirectoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directory", abstract: "Load and show subscribers and their bills.",
    discussion: """
      Example:
        gooya directory import subscribers.csv --as subscribers
      """,
    subcommands: [Import.self, List.self, Show.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Import a CSV file of subscribers or bills, all of it or nothing.",
      discussion: """
        Example:
          gooya directory import subscribers.csv --as subscribers
          gooya directory import bills.csv --as bills

        UTF-8, RFC 4180, with a header row; fields may also be separated by semicolons or tabs. Numbers \
        keep leading zeros. Messages about bad rows quote no values.

        Subscribers: \(DirectoryKind.subscribers.columns.joined(separator: ","))
          kind is landline or mobile; only line, kind and last_name are required.

        Bills: \(DirectoryKind.bills.columns.joined(separator: ","))
          period is the payment ID's two period digits, due_on a day as YYYY-MM-DD.

        A row replaces the entry with the same line, or the bill with the same line, bill ID and \
        payment ID. No two rows of a file may share these. The first import removes the \
        sample data that a new data folder has.
        """)

    @Argument(help: "The CSV file.")
    var file: String

    @Option(
      name: .customLong("as"), help: "subscribers or bills. (default: recognised by the header)")
    var kind: DirectoryKind?

    @OptionGroup var data: DataOptions

    func run() throws {
      let store = try data.open()
      do {
        // While the file is read, a signal ends the process at once and leaves nothing behind.
        let summary = try Directory(store).importDirectory(
          from: file, as: kind,
          arrival: ArrivalWatch(
            begins: Interruption.watch, shouldStop: { Interruption.signal != nil }))
        StandardOutput.line("\(summary.kind.rawValue): \(summary.rows) imported")
        let blank = summary.blankRows
        if blank > 0 {
          StandardOutput.line("\(blank) empty \(blank == 1 ? "row" : "rows") skipped")
        }
        if summary.replacedSample { StandardOutput.line("removed the sample data") }
        if let signal = Interruption.signal { throw ExitCode(128 + signal) }
      } catch is ImportStopped {
        StandardError.line("gooya: nothing was imported: the import was stopped")
        throw ExitCode(128 + (Interruption.signal ?? SIGTERM))
      } catch let error as ImportError {
        throw Failure(error.text(maxRows: 20))
      } catch let error as StoreError {
        throw Failure("\(error)")
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the subscribers and what they owe.",
      discussion: """
        Example:
          gooya directory list
        """)

    @OptionGroup var data: DataOptions

    func run() throws {
      let store = try data.openToRead()
      try reporting {
        try Directory(store).listDirectory { entry in
          StandardOutput.line(entry.line)
          return !StandardOutput.isBroken
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a subscriber and the bills, without address and postal code.",
      discussion: """
        Example:
          gooya directory show 02199900001
        """)

    @Argument(help: "The subscriber's line.")
    var line: String

    @OptionGroup var data: DataOptions

    func validate() throws {
      do { _ = try SubscriberLine(parsing: line) } catch { throw ValidationError("\(error)") }
    }

    func run() throws {
      let line = try SubscriberLine(parsing: self.line)
      let store = try data.openToRead()
      try reporting {
        guard let subscriber = try Directory(store).subscriber(of: line) else {
          throw Failure("there is no subscriber with the line \(line.number)")
        }
        for (name, value) in subscriber.shownFields {
          StandardOutput.line("\(name): \(value)")
        }
        for bill in try Directory(store).bills(of: line) {
          StandardOutput.line("bill_id: \(bill.billID)")
          StandardOutput.line("  payment_id: \(bill.paymentID)")
          StandardOutput.line("  amount_rial: \(bill.amount)")
          if let dueOn = bill.dueOn { StandardOutput.line("  due_on: \(dueOn)") }
        }
      }
    }
  }
}

extension DirectoryEntry {
  /// The entry on one line: line, kind, amount owed, name.
  fileprivate var line: VisibleText {
    let owes = bill.map { "\($0.amount) Rial" } ?? "-"
    return
      "\(subscriber.line.number)  \(subscriber.line.kind.rawValue)  \(owes)  \(subscriber.name)"
  }
}

extension Subscriber {
  /// A subscriber's data by the columns of an import; confidential values stay hidden.
  fileprivate var shownFields: [(name: String, value: String)] {
    let fields: [(String, String?)] = [
      ("line", line.number), ("kind", line.kind.rawValue), ("first_name", firstName),
      ("last_name", lastName), ("national_id", nationalID), ("mobile", mobile?.number),
      ("email", email), ("address", address?.description),
      ("postal_code", postalCode?.description), ("language", language),
    ]
    return fields.compactMap { name, value in value.map { (name, $0) } }
  }
}

extension DirectoryKind: ExpressibleByArgument {}
