-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What people ask for, their evidence, and what was decided, of requests and of exceptions. A
-- request says where it is now; how it came there stand in its steps, which are only added.

CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 12),
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
  level INTEGER NOT NULL CHECK (level >= 0),
  levels TEXT,                         -- who decides at each, from when it was submitted
  date INTEGER NOT NULL,
  to_date INTEGER NOT NULL,
  slot INTEGER NOT NULL CHECK (slot > 0),
  part INTEGER NOT NULL CHECK (part BETWEEN 0 AND 3),
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  place TEXT CHECK (place <> ''),
  lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),        -- WGS-84
  lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
  radius REAL NOT NULL CHECK (radius >= 0),                -- metres
  source_id INTEGER REFERENCES source,                     -- that delivered it
  record_key TEXT,                                         -- its id there
  entered_by TEXT NOT NULL,
  entered_at INTEGER NOT NULL,
  submitted_at INTEGER NOT NULL DEFAULT 0,
  asked INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)),
  automatic INTEGER NOT NULL DEFAULT 0 CHECK (automatic IN (0, 1)),
  overridden INTEGER NOT NULL DEFAULT 0 CHECK (overridden IN (0, 1)),
  decided_at INTEGER NOT NULL DEFAULT 0,
  decided_by TEXT,
  decided_for TEXT,
  punch_id INTEGER REFERENCES punch,
  revision INTEGER NOT NULL DEFAULT 0,
  CHECK (date <= to_date)
) STRICT;

-- One open request a person, date and slot
CREATE UNIQUE INDEX request_open ON request (person_id, date, slot) WHERE state = 1;
CREATE UNIQUE INDEX request_record ON request (source_id, record_key);
CREATE INDEX request_person ON request (person_id, date);
CREATE INDEX request_state ON request (state);

CREATE TRIGGER request_is_not_deleted BEFORE DELETE ON request
BEGIN
  SELECT RAISE (ABORT, 'requests are only added');
END;

CREATE TABLE request_step (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES request,
  action INTEGER NOT NULL CHECK (action BETWEEN 0 AND 7),
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),    -- after it
  level INTEGER NOT NULL,                                  -- after it
  note TEXT NOT NULL,
  bulk TEXT,                                               -- the action on many that it was part of
  automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
  overridden INTEGER NOT NULL CHECK (overridden IN (0, 1)),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  delegate_of TEXT
) STRICT;

CREATE INDEX request_step_request ON request_step (request_id);
CREATE INDEX request_step_bulk ON request_step (bulk) WHERE bulk IS NOT NULL;

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  request_id INTEGER NOT NULL REFERENCES request,
  name TEXT NOT NULL CHECK (name <> ''),
  type TEXT NOT NULL CHECK (type IN ('png', 'jpeg', 'pdf', 'text')),
  size INTEGER NOT NULL CHECK (size = length (data)),
  digest BLOB NOT NULL CHECK (length (digest) = 32),       -- SHA-256
  data BLOB NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX evidence_request ON evidence (request_id, digest);

-- The newest row of a key says what was made of that exception
CREATE TABLE exception_decision (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL CHECK (key <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  person_id INTEGER REFERENCES person,
  date INTEGER,
  decision TEXT NOT NULL CHECK (decision IN ('accept', 'excuse', 'correct', 'ask', 'assign',
                                             'snooze', 'reopen')),
  reason TEXT NOT NULL,
  assignee TEXT,
  until_date INTEGER,                                      -- of a snooze: not before
  bulk TEXT,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  delegate_of TEXT
) STRICT;

CREATE INDEX exception_decision_key ON exception_decision (key);
CREATE INDEX exception_decision_bulk ON exception_decision (bulk) WHERE bulk IS NOT NULL;

-- Who decides for whom, and when
CREATE TABLE delegation (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES user,
  delegate_id INTEGER NOT NULL REFERENCES user,
  from_date INTEGER NOT NULL,
  to_date INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  ended_at INTEGER NOT NULL DEFAULT 0,
  ended_by TEXT,
  CHECK (from_date <= to_date),
  CHECK (user_id <> delegate_id)
) STRICT;

-- Days that went out of the house: what was decided of them is not undone any more
CREATE TABLE export_mark (
  id INTEGER PRIMARY KEY,
  from_date INTEGER NOT NULL,
  to_date INTEGER NOT NULL,
  what TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  CHECK (from_date <= to_date)
) STRICT;

-- Which employee a user is, and from when to when the role and its scope hold
ALTER TABLE user ADD COLUMN person_id INTEGER REFERENCES person;
ALTER TABLE user ADD COLUMN from_date INTEGER;
ALTER TABLE user ADD COLUMN to_date INTEGER;

CREATE TRIGGER request_step_is_not_changed BEFORE UPDATE ON request_step
BEGIN
  SELECT RAISE (ABORT, 'steps of requests are only added');
END;

CREATE TRIGGER request_step_is_not_deleted BEFORE DELETE ON request_step
BEGIN
  SELECT RAISE (ABORT, 'steps of requests are only added');
END;

CREATE TRIGGER evidence_is_not_changed BEFORE UPDATE ON evidence
BEGIN
  SELECT RAISE (ABORT, 'evidence is only added');
END;

CREATE TRIGGER evidence_is_not_deleted BEFORE DELETE ON evidence
BEGIN
  SELECT RAISE (ABORT, 'evidence is only added');
END;

CREATE TRIGGER exception_decision_is_not_changed BEFORE UPDATE ON exception_decision
BEGIN
  SELECT RAISE (ABORT, 'decisions are only added');
END;

CREATE TRIGGER exception_decision_is_not_deleted BEFORE DELETE ON exception_decision
BEGIN
  SELECT RAISE (ABORT, 'decisions are only added');
END;

CREATE TRIGGER export_mark_is_not_changed BEFORE UPDATE ON export_mark
BEGIN
  SELECT RAISE (ABORT, 'marks of exports are only added');
END;

CREATE TRIGGER export_mark_is_not_deleted BEFORE DELETE ON export_mark
BEGIN
  SELECT RAISE (ABORT, 'marks of exports are only added');
END;
