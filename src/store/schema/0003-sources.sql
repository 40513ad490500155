-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Sources, the device numbers on them, and what was imported

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  zone TEXT NOT NULL CHECK (zone <> ''),
  datum INTEGER NOT NULL CHECK (datum BETWEEN 0 AND 2),
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
  waited_for INTEGER NOT NULL CHECK (waited_for IN (0, 1)),
  correction INTEGER NOT NULL,         -- microseconds to add to its clock
  device TEXT CHECK (device <> ''),
  settings TEXT,                       -- GVariant text, a{sv}
  secrets TEXT                         -- likewise
) STRICT;

-- What reading a source changes, apart from what people set
CREATE TABLE source_progress (
  source_id INTEGER PRIMARY KEY REFERENCES source ON DELETE CASCADE,
  cursor TEXT,                         -- GVariant text
  synced_to INTEGER NOT NULL DEFAULT 0,
  n_punches INTEGER NOT NULL DEFAULT 0,
  first_at INTEGER,
  last_at INTEGER,
  last_received_at INTEGER NOT NULL DEFAULT 0,
  reach INTEGER NOT NULL DEFAULT 0     -- greatest distance of a punch's instant from its wall time
) STRICT;

CREATE TRIGGER source_begins AFTER INSERT ON source
BEGIN
  INSERT INTO source_progress (source_id) VALUES (new.id);
END;

-- A person's number on one source; it waits while it is nobody's
CREATE TABLE badge (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  key TEXT NOT NULL CHECK (key <> ''),
  name TEXT CHECK (name <> ''),        -- as the source reported it last
  person_id INTEGER REFERENCES person,
  mapped_at INTEGER,
  mapped_by TEXT,
  UNIQUE (source_id, key)
) STRICT;

CREATE INDEX badge_person ON badge (person_id);

-- Numbers that people are known to have, seen or not, on one source or (NULL) on every one
CREATE TABLE expected_badge (
  id INTEGER PRIMARY KEY,
  source_id INTEGER REFERENCES source ON DELETE CASCADE,
  key TEXT NOT NULL CHECK (key <> ''),
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX expected_badge_key ON expected_badge (key, ifnull (source_id, 0));
CREATE INDEX expected_badge_person ON expected_badge (person_id);

CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  file TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
  user TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  rows INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  known INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  suspect INTEGER NOT NULL DEFAULT 0,
  unmapped INTEGER NOT NULL DEFAULT 0,
  first_at INTEGER,
  last_at INTEGER,
  first_punch INTEGER,                 -- its new punches are within these rows
  last_punch INTEGER,
  message TEXT
) STRICT;

CREATE INDEX import_source ON import (source_id);

CREATE TABLE import_reject (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  text TEXT,
  length INTEGER NOT NULL
) STRICT;

CREATE INDEX import_reject_import ON import_reject (import_id);
