-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Rules in force, the holiday calendar, who works when and who is away

CREATE TABLE ruleset (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  from_date INTEGER,
  published_at INTEGER NOT NULL,
  author TEXT NOT NULL,
  document TEXT NOT NULL CHECK (json_valid (document))
) STRICT;

CREATE TRIGGER ruleset_is_not_changed BEFORE UPDATE ON ruleset
BEGIN
  SELECT RAISE (ABORT, 'published rules are only added to');
END;

CREATE TRIGGER ruleset_is_not_deleted BEFORE DELETE ON ruleset
BEGIN
  SELECT RAISE (ABORT, 'published rules are only added to');
END;

CREATE TABLE calendar_day (
  date INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('statutory', 'rest', 'workday')),
  name_zh TEXT,
  name_en TEXT,
  builtin INTEGER NOT NULL CHECK (builtin IN (0, 1))
) STRICT;

CREATE TABLE assignment (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  shift TEXT CHECK (shift <> ''),        -- NULL is an explicit rest
  from_date INTEGER,
  to_date INTEGER,
  single INTEGER NOT NULL CHECK (single IN (0, 1)),
  CHECK (from_date <= to_date)
) STRICT;

CREATE INDEX assignment_person ON assignment (person_id);

-- Approved leave, trips and so on: a date or half of one, or a span of instants
CREATE TABLE cover (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
  date INTEGER,
  half INTEGER NOT NULL CHECK (half BETWEEN 0 AND 3),
  from_at INTEGER,
  until_at INTEGER,
  request_id INTEGER,
  note TEXT,
  CHECK ((date IS NULL) <> (from_at IS NULL)),
  CHECK ((from_at IS NULL) = (until_at IS NULL)),
  CHECK (from_at < until_at)
) STRICT;

CREATE INDEX cover_person ON cover (person_id);
