import ArgumentParser
import CallEngine
import Lines

struct BillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bill", abstract: "Check bill and payment IDs, and print bills.",
    discussion: """
      Example:
        gooya bill check 7748317800142 1770160
        gooya bill render 02199900001 -o bill.png
      """,
    subcommands: [Check.self, Render.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check a bill ID and a payment ID against their check digits.",
      discussion: """
        Example:
          gooya bill check 7748317800142 1770160

        Exit status: 0 if both are valid, else 1.
        """)

    @Argument(help: "The bill ID (شناسه قبض), 6 to 13 digits.")
    var billID: String

    @Argument(help: "The payment ID (شناسه پرداخت), 6 to 13 digits.")
    var paymentID: String

    func run() throws {
      let check = BillCheck(billID: billID, paymentID: paymentID)
      for line in check.lines { StandardOutput.line("\(line)") }
      if !check.isValid { throw ExitCode(1) }
    }
  }
}
