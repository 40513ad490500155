-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Punches are only added. What few of them have stands in tables beside them, so that a
-- plain one is small.

CREATE TABLE punch (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  badge_id INTEGER NOT NULL REFERENCES badge,
  at INTEGER NOT NULL,                   -- the instant that counts
  wall INTEGER NOT NULL,                 -- the face of the source's clock, as if it were UTC
  utc_offset INTEGER NOT NULL,           -- seconds that wall is ahead of UTC
  offset_given INTEGER NOT NULL CHECK (offset_given IN (0, 1)),
  direction INTEGER NOT NULL CHECK (direction BETWEEN 0 AND 2),
  verify INTEGER NOT NULL,
  marks INTEGER NOT NULL CHECK (marks & 1 = 0),
  identity INTEGER NOT NULL,
  work_code INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  import_id INTEGER REFERENCES import,
  line INTEGER NOT NULL,
  record_key TEXT NOT NULL DEFAULT ''    -- the source's own record id
) STRICT;

-- Identity: the same punch comes in once, whatever its source's clock correction was when
-- it came. Also the way to the punches of a person.
CREATE UNIQUE INDEX punch_identity ON punch (badge_id, wall, identity, record_key);
CREATE UNIQUE INDEX punch_record ON punch (source_id, record_key) WHERE record_key <> '';

-- The stream; its filters need no look at the rows
CREATE INDEX punch_at ON punch (at, badge_id, marks);

CREATE TABLE punch_place (
  punch_id INTEGER PRIMARY KEY REFERENCES punch,
  lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),        -- WGS-84
  lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
  accuracy REAL CHECK (accuracy >= 0),                     -- metres
  raw_lat REAL NOT NULL,                                   -- as given
  raw_lon REAL NOT NULL,
  datum INTEGER NOT NULL CHECK (datum BETWEEN 0 AND 2)
) STRICT;

CREATE TABLE punch_note (
  punch_id INTEGER PRIMARY KEY REFERENCES punch,
  device TEXT,
  note TEXT,
  extra TEXT
) STRICT;

-- The newest row of a punch says whether it is taken out of account
CREATE TABLE punch_void (
  id INTEGER PRIMARY KEY,
  punch_id INTEGER NOT NULL REFERENCES punch,
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE INDEX punch_void_punch ON punch_void (punch_id);

CREATE TRIGGER punch_is_not_changed BEFORE UPDATE ON punch
BEGIN
  SELECT RAISE (ABORT, 'punches are only added');
END;

CREATE TRIGGER punch_is_not_deleted BEFORE DELETE ON punch
BEGIN
  SELECT RAISE (ABORT, 'punches are only added');
END;

CREATE TRIGGER punch_place_is_not_changed BEFORE UPDATE ON punch_place
BEGIN
  SELECT RAISE (ABORT, 'punches are only added');
END;

CREATE TRIGGER punch_place_is_not_deleted BEFORE DELETE ON punch_place
BEGIN
  SELECT RAISE (ABORT, 'punches are only added');
END;

CREATE TRIGGER punch_note_is_not_changed BEFORE UPDATE ON punch_note
BEGIN
  SELECT RAISE (ABORT, 'punches are only added');
END;

CREATE TRIGGER punch_note_is_not_deleted BEFORE DELETE ON punch_note
BEGIN
  SELECT RAISE (ABORT, 'punches are only added');
END;

CREATE TRIGGER punch_void_is_not_changed BEFORE UPDATE ON punch_void
BEGIN
  SELECT RAISE (ABORT, 'punches are only added');
END;

CREATE TRIGGER punch_void_is_not_deleted BEFORE DELETE ON punch_void
BEGIN
  SELECT RAISE (ABORT, 'punches are only added');
END;
