-- A database as gooya made it when its tables were counted by PRAGMA user_version: version 3.
CREATE TABLE subscribers (
  id INTEGER PRIMARY KEY,
  line TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('landline', 'mobile')),
  first_name TEXT, last_name TEXT NOT NULL, national_id TEXT, mobile TEXT, email TEXT,
  address TEXT, postal_code TEXT, language TEXT,
  is_sample INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX subscribers_of_sample ON subscribers (id) WHERE is_sample = 1;
CREATE TABLE bills (
  id INTEGER PRIMARY KEY,
  line TEXT NOT NULL REFERENCES subscribers (line) ON DELETE RESTRICT,
  bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
  amount_rial INTEGER NOT NULL CHECK (amount_rial > 0),
  period TEXT NOT NULL, due_on TEXT,
  is_sample INTEGER NOT NULL DEFAULT 0,
  UNIQUE (line, bill_id, payment_id)
) STRICT;
CREATE INDEX bills_of_sample ON bills (id) WHERE is_sample = 1;
CREATE TABLE confirmations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token TEXT NOT NULL UNIQUE,
  line TEXT NOT NULL, mobile TEXT NOT NULL, language TEXT NOT NULL, call_id TEXT,
  asked_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'used', 'superseded')),
  closed_at INTEGER
) STRICT;
CREATE INDEX confirmations_by_mobile ON confirmations (mobile, id);
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('sms', 'email', 'transfer')),
  recipient TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT, text TEXT NOT NULL,
  at INTEGER NOT NULL, call_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('sent', 'failed')),
  confirmation_id INTEGER REFERENCES confirmations (id)
) STRICT;
CREATE UNIQUE INDEX outbox_one_email_a_confirmation ON outbox (confirmation_id)
  WHERE kind = 'email' AND status = 'sent' AND confirmation_id IS NOT NULL;
CREATE TABLE call_records (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  call_id TEXT NOT NULL UNIQUE,
  line TEXT, number_dialled TEXT NOT NULL, direction TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  language TEXT, duration INTEGER, cause TEXT, q850_cause INTEGER, ended_by TEXT,
  path TEXT, transfer_target TEXT, transfer_outcome TEXT
) STRICT;
INSERT INTO subscribers (line, kind, last_name, is_sample) VALUES ('02199900001', 'landline', 'Formerson', 0);
INSERT INTO bills (line, bill_id, payment_id, amount_rial, period) VALUES ('02199900001', '9990000102140', '1750213', 17000, '5-02');
INSERT INTO confirmations (id, token, line, mobile, language, asked_at, expires_at, state, closed_at)
  VALUES (3, 't', '02199900001', '09120000001', 'en-US', 1780000000000, 1780086400000, 'used', 1780000060000);
INSERT INTO outbox (id, kind, recipient, sender, text, at, call_id, status, confirmation_id)
  VALUES (7, 'sms', '09121112233', '30002000', 'old', 1780000000000, 'a', 'failed', NULL),
    (9, 'sms', '09121112233', '30002000', 'old', 1780000000000, 'a', 'sent', NULL),
    (10, 'email', 'someone@example.com', 'bill@gooya.example', 'old', 1780000060000, NULL, 'sent', 3);
INSERT INTO call_records (call_id, line, number_dialled, direction, started_at) VALUES ('a', '02199900001', '1800', 'incoming', 1780000000000);
CREATE TABLE arriving_subscribers (
  id INTEGER PRIMARY KEY,
  line TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('landline', 'mobile')),
  first_name TEXT, last_name TEXT NOT NULL, national_id TEXT, mobile TEXT, email TEXT,
  address TEXT, postal_code TEXT, language TEXT
) STRICT;
CREATE TABLE arriving_bills (
  id INTEGER PRIMARY KEY,
  line TEXT NOT NULL,
  bill_id TEXT NOT NULL, payment_id TEXT NOT NULL,
  amount_rial INTEGER NOT NULL CHECK (amount_rial > 0),
  period TEXT NOT NULL, due_on TEXT,
  UNIQUE (line, bill_id, payment_id)
) STRICT;
CREATE TABLE landed_import (only INTEGER PRIMARY KEY CHECK (only = 1)) STRICT;
CREATE VIEW known_subscribers AS
  SELECT line, kind, first_name, last_name, national_id, mobile, email, address,
    postal_code, language, is_sample
  FROM subscribers AS s
  WHERE NOT EXISTS (
    SELECT 1 FROM landed_import, arriving_subscribers AS a WHERE a.line = s.line)
  UNION ALL
  SELECT line, kind, first_name, last_name, national_id, mobile, email, address,
    postal_code, language, 0
  FROM arriving_subscribers WHERE EXISTS (SELECT 1 FROM landed_import);
CREATE VIEW known_bills AS
  SELECT id, line, bill_id, payment_id, amount_rial, period, due_on, is_sample
  FROM bills AS b
  WHERE NOT EXISTS (
    SELECT 1 FROM landed_import, arriving_bills AS a
    WHERE a.line = b.line AND a.bill_id = b.bill_id AND a.payment_id = b.payment_id)
  UNION ALL
  SELECT id, line, bill_id, payment_id, amount_rial, period, due_on, 0
  FROM arriving_bills WHERE EXISTS (SELECT 1 FROM landed_import);
CREATE INDEX call_records_by_start ON call_records (started_at, id);
CREATE TABLE new_outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('sms', 'email', 'transfer')),
  recipient TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT, text TEXT NOT NULL,
  at INTEGER NOT NULL, call_id TEXT, caller TEXT,
  status TEXT NOT NULL CHECK (status IN ('sent', 'failed', 'refused')),
  confirmation_id INTEGER REFERENCES confirmations (id)
) STRICT;
INSERT INTO new_outbox (id, kind, recipient, sender, subject, text, at, call_id, status, confirmation_id) SELECT id, kind, recipient, sender, subject, text, at, call_id, status, confirmation_id FROM outbox;
DROP TABLE outbox;
ALTER TABLE new_outbox RENAME TO outbox;
CREATE UNIQUE INDEX outbox_one_email_a_confirmation ON outbox (confirmation_id)
  WHERE kind = 'email' AND status = 'sent' AND confirmation_id IS NOT NULL;
CREATE INDEX outbox_of_call ON outbox (call_id) WHERE kind = 'sms' AND status = 'sent' AND call_id IS NOT NULL;
CREATE INDEX outbox_of_recipient ON outbox (recipient, at) WHERE kind = 'sms' AND status = 'sent' AND call_id IS NOT NULL;
CREATE INDEX outbox_of_caller ON outbox (caller, at) WHERE kind = 'sms' AND status = 'sent' AND call_id IS NOT NULL;
PRAGMA user_version = 3;
PRAGMA application_id = 1196379993;
