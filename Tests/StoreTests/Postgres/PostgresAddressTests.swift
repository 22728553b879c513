import Testing

@testable import Store

struct `The address of a PostgreSQL database` {
  @Test(arguments: [
    (
      "postgres://gooya@db.example.org:5433/ivr?sslmode=verify-full",
      "postgres://gooya@db.example.org:5433/ivr"
    ),
    ("postgresql://db.example.org/ivr", "postgres://db.example.org/ivr"),
    ("postgres://gooya@[::1]:5432/ivr", "postgres://gooya@[::1]:5432/ivr"),
    ("postgres:///ivr?host=127.0.0.1", "postgres://127.0.0.1/ivr"),
  ]) func `is told without its parameters`(text: String, told: String) throws {
    #expect(try PostgresAddress(text).description == told)
  }

  @Test(arguments: [
    ("/var/lib/gooya", PostgresAddress.Fault.notURL), ("mysql://a@b/c", .notURL),
    ("postgres://a@b:x%zz/c", .unreadable), ("postgres://b/c?colour=red", .unreadable),
    ("postgres://a:hunter2@b/c", .hasPassword), ("postgres://b/c?password=hunter2", .hasPassword),
  ]) func `is refused`(text: String, fault: PostgresAddress.Fault) {
    #expect(throws: fault) { try PostgresAddress(text) }
    #expect(!"\(fault)".contains("hunter2"))
  }

  @Test func `doesn't tell its password`() throws {
    let address = try PostgresAddress("postgres://a@b/c", password: "hunter2")
    #expect(address.parameters["password"] == "hunter2")
    #expect("\(address)" == "postgres://a@b/c")
  }
}
