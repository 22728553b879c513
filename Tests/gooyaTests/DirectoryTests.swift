import Foundation
import Testing

struct DirectoryTests {
  private static let header =
    "line,kind,first_name,last_name,national_id,mobile,email,address,postal_code,language"

  @Test func `an import replaces the untouched sample, and its people can be called`() throws {
    let place = try Workplace()
    try place.write(
      "\(Self.header)\r\n02199900042,landline,\"Invented \"\"A\"\"\",\"Comma, Person\",,,,,,en-US\r\n",
      as: "people.csv")
    let imported = try place.gooya("directory", "import", "people.csv")
    #expect(imported.status == 0)
    #expect(imported.output == "subscribers: 1 imported\nremoved the sample data\n")
    try place.write(
      "line,bill_id,payment_id,amount_rial,period,due_on\n"
        + "02199900042,7748317800142,1770160,17000,01,2026-12-01\n",
      as: "bills.csv")
    let bills = try place.gooya("directory", "import", "bills.csv")
    #expect(bills.status == 0, "\(bills)")
    let list = try place.gooya("directory", "list").lines
    #expect(list == ["02199900042  landline  17000 Rial  Invented \"A\" Comma, Person"])
    let call = try place.gooya("call", Workplace.script, "--fast", "--keys", "2 09120000001 ~1 1 h")
    #expect(call.status == 0)
    #expect(try place.outbox()[0].text.contains("7748317800142"))
    let shown = try place.gooya("directory", "show", "+98 21 99900042").lines
    #expect(shown.contains("bill_id: 7748317800142"))
    #expect(shown.contains("  amount_rial: 17000"))
  }

  @Test(arguments: [
    ("", "the file is empty"), ("a,b\n1,2\n", "the header is wrong"),
    ("line,kind,last_name,shoe_size\n", "column 4 is unknown"),
    ("line,kind,last_name\n", "the file has no rows"),
    (
      "line,kind,last_name\n02199900050,landline,T\n02199900050,landline,T\n",
      "3: its subscriber line is already in the file, on line 2"
    ),
    (
      "line,kind,last_name\n0219990000x,landline,T\n",
      "2: line has a character in it that is not a digit"
    ),
    ("line,kind,last_name\n02199900050,landline,T\n02199900051,boat,T\n", "3: "),
    ("line,kind,last_name\n02199900050,landline,\"T\n", "2: the quote opened here is never closed"),
    ("line,kind,last_name\n02199900050,landline\n", "2: "),
    ("line,kind,last_name\n02199900050,landline,T,more\n", "2: "),
    ("line,kind,last_name\n09120000001,landline,T\n", "2: "),
    (
      "line,bill_id,payment_id,amount_rial,period\n02199900001,7748317800142,1770161,17000,01\n",
      "2: "
    ),
    (
      "line,bill_id,payment_id,amount_rial,period\n02199900001,7748317800142,1770160,18000,01\n",
      "2: "
    ),
    (
      "line,bill_id,payment_id,amount_rial,period\n02188888888,7748317800142,1770160,17000,01\n",
      "2: "
    ),
    ("\u{0}\u{1}\u{2}", "the header is wrong"),
  ])
  func `a bad file is refused whole, with line and reason`(text: String, reason: String) throws {
    let place = try Workplace()
    let before = try place.gooya("directory", "list").output
    try place.write(text, as: "bad.csv")
    let outcome = try place.gooya("directory", "import", "bad.csv")
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains(reason), "\(outcome.complaints.prefix(500))")
    #expect(outcome.complaints.hasPrefix("gooya: bad.csv: nothing imported"))
    #expect(!outcome.complaints.contains("bad.csv: bad.csv"))
    #expect(outcome.complaints.utf8.count < 2000)
    #expect(try place.gooya("directory", "list").output == before)
  }

  @Test func `a field without end is refused before it fills the memory`() throws {
    let place = try Workplace()
    let field = String(repeating: "x", count: 3 << 20)
    try place.write("line,kind,last_name\n02199900050,landline,\(field)\n", as: "bad.csv")
    let outcome = try place.gooya("directory", "import", "bad.csv")
    #expect(outcome.status == 1)
    #expect(outcome.complaints.contains("bad.csv:2: "))
    #expect(outcome.complaints.utf8.count < 1000)
  }

  @Test func `every bad row is named`() throws {
    let place = try Workplace()
    let rows = (0..<50).map {
      $0 % 10 == 3 ? "x\($0),landline,T" : "021888\(10_000 + $0),landline,T"
    }
    try place.write("line,kind,last_name\n" + rows.joined(separator: "\n"), as: "bad.csv")
    let complaints = try place.gooya("directory", "import", "bad.csv").complaints
    for line in [5, 15, 25, 35, 45] { #expect(complaints.contains("bad.csv:\(line): ")) }
    #expect(complaints.contains("5 bad rows"))
  }

  @Test func `an address and a postal code come out nowhere`() throws {
    let place = try Workplace()
    let address = "Nowhere-Street-4711-Fantasia"
    let code = "9876501234"
    try place.write(
      "\(Self.header)\n02199900042,landline,In,Vented,,09120000042,in@mail.example,\(address),\(code),\n"
        + "09120000042,mobile,In,Vented,,,,\(address),\(code),en-US\n",
      as: "people.csv")
    try place.write(
      "line,bill_id,payment_id,amount_rial,period\n02199900042,7748317800142,1770160,17000,01\n",
      as: "bills.csv")
    var outputs = [
      try place.gooya("directory", "import", "people.csv"),
      try place.gooya("directory", "import", "bills.csv"),
    ]
    for line in ["02199900042", "09120000042"] {
      for keys in ["1 ~60 4 ~99 h", "2 09120000042 ~1 1 h", "3 09120000042 ~1 1 h"] {
        outputs.append(
          try place.gooya(
            "call", Workplace.script, "--fast", "--from", line, "--keys", keys, "--record-journal",
            "\(outputs.count).jsonl"))
      }
      outputs.append(
        try place.gooya(
          "call", Workplace.script, "--fast", "--to", line, "--keys",
          "1 ~1 5 09120000042 ~1 1 ~1 h",
          "--format", "jsonl"))
      outputs.append(try place.gooya("directory", "show", line))
    }
    for arguments in [
      ["reply", "09120000042", "to@mail.example"], ["outbox"], ["outbox", "--json"], ["calls"],
      ["calls", "--json"], ["directory", "list"], ["replay", "2.jsonl"],
    ] {
      outputs.append(try place.gooya(arguments))
    }
    // A bad row is quoted; the secret of it must not be.
    try place.write(
      "\(Self.header)\n0219x,landline,In,Vented,,,,\(address),\(code),\n"
        + "02199900042,landline,In,Vented,,,,\(address),\(code)x,\n"
        + "02199900042,landline,In,Vented,,,,\(address)\u{7},\(code),,\(address)\n",
      as: "bad.csv")
    outputs.append(try place.gooya("directory", "import", "bad.csv"))
    #expect(outputs.last?.status == 1)
    #expect(outputs.contains { $0.output.contains("[redacted]") })
    for outcome in outputs {
      #expect(!outcome.description.contains(address), "\(outcome.arguments)")
      #expect(!outcome.description.contains(code), "\(outcome.arguments)")
    }
    for number in [2, 3, 4] {
      let journal = try String(contentsOfFile: place.path("\(number).jsonl"), encoding: .utf8)
      #expect(!journal.contains(address) && !journal.contains(code))
    }
    #expect(try place.outbox().contains { $0.kind == "email" })
  }
}
