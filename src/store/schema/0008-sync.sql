-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Sources that are read by themselves: when, how it went, what they said of themselves

ALTER TABLE source ADD COLUMN plan TEXT;     -- GVariant text, a{sv}: when and how it is read

-- As a source knows a person, beside the name
ALTER TABLE badge ADD COLUMN staff_no TEXT CHECK (staff_no <> '');
ALTER TABLE badge ADD COLUMN department TEXT CHECK (department <> '');
ALTER TABLE badge ADD COLUMN card TEXT CHECK (card <> '');

-- The log of files is the log of syncs too; of these kind is the connector's and file is empty
ALTER TABLE import ADD COLUMN way TEXT NOT NULL DEFAULT 'file' CHECK (way IN ('file', 'sync'));
ALTER TABLE import ADD COLUMN code TEXT;     -- what kind of error it ended with
ALTER TABLE import ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN met INTEGER NOT NULL DEFAULT 0;  -- people the source told of
ALTER TABLE import ADD COLUMN clock_ahead INTEGER;             -- microseconds, as measured then

CREATE INDEX import_started ON import (way, started_at);

-- How the last attempt went. Not a fact of attendance: it is overwritten.
CREATE TABLE contact (
  source_id INTEGER PRIMARY KEY REFERENCES source ON DELETE CASCADE,
  attempted_at INTEGER NOT NULL DEFAULT 0,
  good_at INTEGER NOT NULL DEFAULT 0,          -- when an attempt last went well
  heard_at INTEGER NOT NULL DEFAULT 0,         -- when it last called in
  next_at INTEGER NOT NULL DEFAULT 0,          -- when it is due, 0 for never
  outcome TEXT NOT NULL DEFAULT ''
    CHECK (outcome IN ('', 'done', 'offline', 'failed', 'refused')),
  code TEXT,
  field TEXT,                                  -- the setting at fault
  value TEXT,                                  -- what would mend it
  message TEXT,
  failures INTEGER NOT NULL DEFAULT 0,         -- in a row
  failing_since INTEGER NOT NULL DEFAULT 0,
  clock_ahead INTEGER,
  clock_doubt INTEGER NOT NULL DEFAULT 0,
  clock_at INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO contact (source_id) SELECT id FROM source;

CREATE TRIGGER source_is_met AFTER INSERT ON source
BEGIN
  INSERT INTO contact (source_id) VALUES (new.id);
END;

CREATE TABLE source_fact (
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  fact TEXT NOT NULL CHECK (fact <> ''),
  value TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (source_id, fact)
) STRICT, WITHOUT ROWID;

-- Record numbers that a source skipped
CREATE TABLE source_gap (
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  from_no INTEGER NOT NULL,
  until_no INTEGER NOT NULL CHECK (until_no >= from_no),
  at INTEGER NOT NULL,
  PRIMARY KEY (source_id, from_no, until_no)
) STRICT, WITHOUT ROWID;

-- Devices that called in and belong to no source
CREATE TABLE stranger (
  serial TEXT PRIMARY KEY CHECK (serial <> ''),
  address TEXT NOT NULL,
  about TEXT,                                  -- GVariant text, a{ss}
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A server may change a record; each version is a punch, and this is the one that counts
DROP INDEX punch_record;
CREATE INDEX punch_record ON punch (source_id, record_key) WHERE record_key <> '';

CREATE TABLE source_record (
  source_id INTEGER NOT NULL REFERENCES source,
  record_key TEXT NOT NULL CHECK (record_key <> ''),
  punch_id INTEGER NOT NULL REFERENCES punch,
  revision INTEGER NOT NULL,
  PRIMARY KEY (source_id, record_key)
) STRICT, WITHOUT ROWID;

INSERT INTO source_record (source_id, record_key, punch_id, revision)
  SELECT source_id, record_key, id, 0 FROM punch WHERE record_key <> '';
