-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Periods that were closed for payroll, and the copy of their days that was taken then. A period
-- that was reopened stays as history; closing its dates again makes a new one.

CREATE TABLE period (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  from_date INTEGER NOT NULL,
  to_date INTEGER NOT NULL,
  closed_at INTEGER NOT NULL,
  closed_by TEXT NOT NULL,
  forced INTEGER NOT NULL CHECK (forced IN (0, 1)),  -- closed although days were pending
  people INTEGER NOT NULL,
  days INTEGER NOT NULL,
  CHECK (from_date <= to_date)
) STRICT;

CREATE TABLE period_reopening (
  period_id INTEGER PRIMARY KEY REFERENCES period,
  reason TEXT NOT NULL CHECK (reason <> ''),
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

-- A day of which nothing can be said (nobody expected, nobody there) has no row. Codes, not
-- numbers, stand for words, so that a copy means the same to every later Muster.
CREATE TABLE frozen_day (
  person_id INTEGER NOT NULL REFERENCES person,
  date INTEGER NOT NULL,
  period_id INTEGER NOT NULL REFERENCES period,
  nth INTEGER NOT NULL,
  ruleset_id INTEGER REFERENCES ruleset,  -- in force on the date when it was frozen
  shift TEXT,
  day_type TEXT NOT NULL,
  status TEXT NOT NULL,
  other_half TEXT NOT NULL,
  flags TEXT NOT NULL CHECK (json_valid (flags)),
  in_at INTEGER NOT NULL,
  out_at INTEGER NOT NULL,
  worked_sec INTEGER NOT NULL,
  expected_min INTEGER NOT NULL,
  late_min INTEGER NOT NULL,
  early_min INTEGER NOT NULL,
  overtime_min INTEGER NOT NULL,
  overtime_pending_min INTEGER NOT NULL,
  undertime_min INTEGER NOT NULL,
  attended_half INTEGER NOT NULL,
  absent_half INTEGER NOT NULL,
  session_groups INTEGER NOT NULL,
  punches INTEGER NOT NULL,
  PRIMARY KEY (person_id, date, period_id, nth)
) STRICT, WITHOUT ROWID;

-- A difference between a frozen day and its view that was taken over into a later period
CREATE TABLE adjustment (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  period_id INTEGER NOT NULL REFERENCES period,
  person_id INTEGER NOT NULL REFERENCES person,
  date INTEGER NOT NULL,
  nth INTEGER NOT NULL,
  value TEXT NOT NULL CHECK (value <> ''),
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  into_date INTEGER NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE INDEX adjustment_date ON adjustment (date);

CREATE TRIGGER period_is_not_changed BEFORE UPDATE ON period
BEGIN
  SELECT RAISE (ABORT, 'periods are only added');
END;

CREATE TRIGGER period_is_not_deleted BEFORE DELETE ON period
BEGIN
  SELECT RAISE (ABORT, 'periods are only added');
END;

CREATE TRIGGER period_reopening_is_not_changed BEFORE UPDATE ON period_reopening
BEGIN
  SELECT RAISE (ABORT, 'periods are only added');
END;

CREATE TRIGGER period_reopening_is_not_deleted BEFORE DELETE ON period_reopening
BEGIN
  SELECT RAISE (ABORT, 'periods are only added');
END;

CREATE TRIGGER frozen_day_is_not_changed BEFORE UPDATE ON frozen_day
BEGIN
  SELECT RAISE (ABORT, 'frozen days are only added');
END;

CREATE TRIGGER frozen_day_is_not_deleted BEFORE DELETE ON frozen_day
BEGIN
  SELECT RAISE (ABORT, 'frozen days are only added');
END;

CREATE TRIGGER adjustment_is_not_changed BEFORE UPDATE ON adjustment
BEGIN
  SELECT RAISE (ABORT, 'adjustments are only added');
END;

CREATE TRIGGER adjustment_is_not_deleted BEFORE DELETE ON adjustment
BEGIN
  SELECT RAISE (ABORT, 'adjustments are only added');
END;
