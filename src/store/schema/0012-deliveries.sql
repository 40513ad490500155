-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Requests as servers deliver them: each revision that came, for ever as it came. What waits for
-- its person to be mapped has neither request nor fault.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  record_key TEXT NOT NULL CHECK (record_key <> ''),       -- its id there
  revision INTEGER NOT NULL,
  badge_id INTEGER NOT NULL REFERENCES badge,
  kind TEXT NOT NULL,                                      -- the server's words, like the next ones
  status TEXT NOT NULL,
  slot TEXT,
  part TEXT,
  reason TEXT,
  date INTEGER,
  to_date INTEGER,
  at INTEGER NOT NULL,                                     -- microseconds UTC, 0 for none; likewise
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  lieu INTEGER NOT NULL CHECK (lieu IN (0, 1)),
  place TEXT,
  lat REAL NOT NULL,                                       -- WGS-84
  lon REAL NOT NULL,
  radius REAL NOT NULL,                                    -- metres
  received_at INTEGER NOT NULL,
  request_id INTEGER REFERENCES request,                   -- what was made of it
  fault TEXT CHECK (fault <> ''),                          -- or why nothing can be made of it
  told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),  -- whether the server knows of the fault
  UNIQUE (source_id, record_key, revision)
) STRICT;

CREATE INDEX delivery_waits ON delivery (badge_id) WHERE request_id IS NULL AND fault IS NULL;
CREATE INDEX delivery_to_tell ON delivery (source_id) WHERE fault IS NOT NULL AND told = 0;
CREATE INDEX delivery_request ON delivery (request_id) WHERE request_id IS NOT NULL;

-- Files of a delivery that waits; they become evidence of the request
CREATE TABLE delivery_file (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL REFERENCES delivery,
  name TEXT NOT NULL,
  fault TEXT CHECK (fault <> ''),                          -- why its content did not come
  data BLOB
) STRICT;

CREATE INDEX delivery_file_delivery ON delivery_file (delivery_id);

-- The decision that the source knows. One that it withdrew itself counts as known to be rejected.
ALTER TABLE request ADD COLUMN told TEXT NOT NULL DEFAULT ''
  CHECK (told IN ('', 'approve', 'reject', 'revoke'));

-- What a source is to know. A draft that it delivered was refused by the rules, and a decision that
-- was undone is revoked if it had been told.
ALTER TABLE request ADD COLUMN stands TEXT GENERATED ALWAYS AS (
  CASE state WHEN 1 THEN iif (told IN ('approve', 'reject'), 'revoke', told)
             WHEN 2 THEN 'approve' WHEN 5 THEN 'revoke' ELSE 'reject' END) VIRTUAL;

CREATE INDEX request_to_tell ON request (source_id)
  WHERE source_id IS NOT NULL AND told <> stands;

CREATE TRIGGER delivery_is_not_deleted BEFORE DELETE ON delivery
BEGIN
  SELECT RAISE (ABORT, 'deliveries are only added');
END;
