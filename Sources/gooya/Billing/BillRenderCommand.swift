import ArgumentParser
import CallEngine
import Files
import Foundation
import Lines

extension BillCommand {
  struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a line's bill as a picture or a document.",
      discussion: """
        Example:
          gooya bill render 02199900001 -o bill.png
          gooya bill render 02199900001 -o bill.pdf --language en-US

        The bill that is due last is printed, A5. It says neither the address nor the postal code.
        """)

    @Argument(help: "The subscriber's line.")
    var line: String

    @Option(name: .shortAndLong, help: "The file, which ends in .png, .pdf or .svg.")
    var output: String

    @Option(
      help: """
        A language's tag, such as fa-IR or en-US. (default: the subscriber's; one without a template \
        of its own gets the English one)
        """)
    var language: String?

    @OptionGroup var data: DataOptions

    private var format: BillPrinter.Format? {
      BillPrinter.Format(rawValue: URL(filePath: output).pathExtension.lowercased())
    }

    func validate() throws {
      do { _ = try SubscriberLine(parsing: line) } catch { throw ValidationError("\(error)") }
      if format == nil {
        throw ValidationError("-o takes a file that ends in .png, .pdf or .svg")
      }
      guard let language, !Self.isTag(language) else { return }
      let printed = try BillPrinter.installed().templates.languages.map(\.tag)
        .joined(separator: " and ")
      throw ValidationError(
        "--language takes a language's tag, not '\(language)'; bills are printed in \(printed)")
    }

    /// Whether a text is a tag of BCP 47 whose language there is.
    private static func isTag(_ text: String) -> Bool {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      return Locale.LanguageCode(String(parts[0])).isISOLanguage
        && parts.allSatisfy { part in
          (1...8).contains(part.utf8.count)
            && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }

    func run() throws {
      let line = try SubscriberLine(parsing: self.line)
      var outputs = Outputs()
      let file = try outputs.add("-o", output, for: .owner)
      try outputs.spare(data.url)
      guard let file, let format else { return }
      let store = try data.openToRead()
      let directory = Directory(store)
      let (subscriber, bills) = try reporting {
        (try directory.subscriber(of: line), try directory.bills(of: line))
      }
      guard let subscriber else {
        throw Failure("there is no subscriber with the line \(line.number)")
      }
      guard let bill = PrintedBill(subscriber, bills) else {
        throw Failure("nothing is due for the line \(line.number), so there is no bill to print")
      }
      let printer = try BillPrinter.installed()
      let tag = language ?? subscriber.language
      let bytes: Data
      do throws(BillPrinter.Fault) {
        bytes = try printer.bytes(
          of: bill, as: format, in: tag.map { Language($0) } ?? .persian, at: Date())
      } catch {
        throw Failure("the bill of the line \(line.number) can't be printed: \(error)")
      }
      do throws(FileFault) { try file.replace(with: bytes) } catch {
        throw Failure("'\(output)' can't be written: \(error.reason)")
      }
    }
  }
}

extension BillPrinter {
  /// The printer with the templates that come with gooya.
  ///
  /// - Throws: `Failure` if they are missing or have errors.
  static func installed() throws -> BillPrinter {
    let folder = try ShippedLine(BillingLine()).folder
    do throws(BillTemplates.Fault) {
      return BillPrinter(try BillTemplates(in: "\(folder)/messages"))
    } catch {
      throw Failure("\(error)")
    }
  }
}
