import ArgumentParser
import CallEngine
import Foundation
import Lines
import Store

/// What lies behind the handset registry's line: customs, which is simulated, and its files.
struct RegistryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "registry",
    abstract: "Play customs for the handset registry: register handsets, hand over files.",
    discussion: """
      Example:
        gooya registry register 009999020001008 --mobile 09120000111 --national-id 0000000159
        gooya registry export-batch batch.csv
        gooya registry import-batch batch.csv
      """,
    subcommands: [
      Register.self, List.self, LinkDay.self, Outage.self, ExportBatch.self, ImportBatch.self,
    ])

  struct Register: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Register a traveller's handset at customs.",
      discussion: """
        Example:
          gooya registry register 009999020001008 --mobile 09120000111 --national-id 0000000159

        The traveller gets the tracking code, bill ID and payment ID by SMS. Of the national ID only a \
        salted hash is kept.
        """)

    @Argument(help: "The handset's IMEI.", transform: RegistryCommand.readIMEI)
    var imei: IMEI

    @Option(help: "The traveller's mobile number, to which the activation code will go.")
    var mobile: String

    @Option(help: "The traveller's national ID.")
    var nationalID: String

    @Option(help: "The brand, for a type that isn't known yet.")
    var brand: String?

    @Option(help: "The model, for a type that isn't known yet.")
    var model: String?

    @Option(
      help: "The duty in Rial, in whole thousands.",
      transform: NumberRange<Int64>.whole(1000...99_999_999_000).read)
    var duty: Int64 = 12_500_000

    @Option(help: "The language in which the traveller is written to. (default: fa-IR)")
    var language: String?

    @OptionGroup var moment: BusinessMoment
    @OptionGroup var data: DataOptions

    func validate() throws {
      do { _ = try MobileNumber(parsing: mobile) } catch { throw ValidationError("\(error)") }
    }

    func run() throws {
      let form = SimulatedCustoms.Form(
        imei: imei, mobile: try MobileNumber(parsing: mobile), nationalID: nationalID,
        brand: brand, model: model, duty: duty, language: language)
      let registration = try working(on: data) {
        try $0.register(form, at: moment.date, now: Date())
      }
      StandardOutput.line("tracking_code: \(registration.trackingCode.text)")
      StandardOutput.line("bill_id: \(registration.billID.text)")
      StandardOutput.line("payment_id: \(registration.paymentID.text)")
      StandardOutput.line("amount_rial: \(registration.paymentID.amount)")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List travellers' registrations and how they stand.",
      discussion: """
        Example:
          gooya registry list
          gooya registry list --at 2019-03-20

        A registration of which an outage keeps something from the registry is marked as queued.
        """)

    @OptionGroup var moment: BusinessMoment
    @OptionGroup var data: DataOptions

    func run() throws {
      let listed = try working(on: data, toRead: true) { try $0.registrations(at: moment.date) }
      for entry in listed {
        let registration = entry.registration
        StandardOutput.line(
          """
          \(registration.trackingCode.text)  \(registration.imei.text)  \
          \(registration.billID.text)  \(registration.paymentID.text)  \
          \(entry.standing.rawValue)\(entry.isQueued ? "  queued" : "")
          """)
      }
    }
  }

  struct LinkDay: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "link-day",
      abstract: "Show or set the day on which customs and the registry are linked online.",
      discussion: """
        Example:
          gooya registry link-day
          gooya registry link-day 1397-12-24

        A day begins at midnight in Tehran. It is written in the Gregorian calendar or in the Solar Hijri \
        one. What was issued before it and paid from then on needs a review.
        """)

    @Argument(help: "The first day of the link: YYYY-MM-DD.", transform: readDay)
    var day: CivilDay?

    @OptionGroup var data: DataOptions

    func run() throws {
      if let day { try working(on: data) { try $0.setLinkDay(day) } }
      let first = try working(on: data) { try $0.linkDay() }
      let solar = SolarHijriDate(first).map {
        String(format: " (%04d-%02d-%02d)", $0.year, $0.month, $0.day)
      }
      StandardOutput.line("\(first.description)\(solar ?? "")")
    }

    private static func readDay(_ text: String) throws -> CivilDay {
      guard let day = CivilDay(typed: text) else {
        throw ValidationError("\(text) is not a day; write 2019-03-15 or 1397-12-24")
      }
      return day
    }
  }

  struct Outage: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show, begin or end outages of customs.",
      discussion: """
        Example:
          gooya registry outage
          gooya registry outage --begin
          gooya registry outage --begin --at 2026-01-01T08:00 --until 2026-01-01T12:00
          gooya registry outage --end

        What is registered or paid meanwhile waits, and goes to the registry once the outage is over.
        """)

    @Flag(help: "Begin an outage.")
    var begin = false

    @Flag(help: "End all outages.")
    var end = false

    @Option(help: "When the outage is over. (default: when it is ended)", transform: writtenMoment)
    var until: Date?

    @OptionGroup var moment: BusinessMoment
    @OptionGroup var data: DataOptions

    func validate() throws {
      if begin, end { throw ValidationError("--begin and --end exclude each other") }
      guard let until else { return }
      guard begin else { throw ValidationError("--until needs --begin") }
      if until <= moment.date { throw ValidationError("--until must be later than the beginning") }
    }

    func run() throws {
      try working(on: data) { customs in
        if begin { try customs.beginOutage(at: moment.date, until: until) }
        if end { try customs.endOutages(at: moment.date, now: Date()) }
        let outages = try customs.outages()
        if outages.isEmpty { StandardOutput.line("no outages") }
        for outage in outages {
          let end = outage.end.map { "\(SimulatedCustoms.clock.moment($0))" } ?? "it is ended"
          StandardOutput.line(
            "from \(SimulatedCustoms.clock.moment(outage.begin).description) until \(end)")
        }
      }
    }
  }

  fileprivate static func readIMEI(_ text: String) throws -> IMEI {
    do { return try IMEI(parsing: text) } catch { throw ValidationError("\(error)") }
  }
}

/// When something happens in the business, apart from the real time.
struct BusinessMoment: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The day or moment in the business: 2019-03-14, or 2019-03-14T23:59, by Tehran's clock unless it "
        + "says how far from UTC. (default: now)", valueName: "moment"),
    transform: writtenMoment)
  var at: Date?

  var date: Date { at ?? Date() }
}

/// A moment, or the middle of a day.
private func writtenMoment(_ text: String) throws -> Date {
  if let moment = WrittenMoment(typed: text) ?? WrittenMoment(typed: "\(text)T12:00") {
    return SimulatedCustoms.clock.moment(moment).date
  }
  throw ValidationError("\(text) is not a day or moment such as 2019-03-14 or 2019-03-14T23:59")
}

/// Does something with customs, and turns its errors into the command's.
func working<Value>(
  on data: DataOptions, toRead: Bool = false, _ work: (SimulatedCustoms) throws -> Value
) throws -> Value {
  let store = try toRead ? data.openToRead() : data.open()
  do {
    return try work(
      SimulatedCustoms(
        ServiceDesk(store: store, texts: try LineTexts.find(), try Configuration.ofUser())))
  } catch let error as StoreError {
    throw Failure("\(error)")
  } catch let refusal as SimulatedCustoms.Refusal {
    switch refusal {
    case .duty, .nationalID: throw ValidationError("\(refusal)")
    default: throw Failure("\(refusal)")
    }
  } catch let error as CustomsBatchError {
    throw Failure(error.text)
  }
}
