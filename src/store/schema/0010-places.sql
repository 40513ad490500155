-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Places where punches count. A place is never changed: each version holds from its date until the
-- next one's, and of two from one date the later counts, so that a past day is judged by the fence
-- that stood there then.

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  added_at INTEGER NOT NULL,
  added_by TEXT NOT NULL
) STRICT;

CREATE TABLE place_version (
  id INTEGER PRIMARY KEY,
  place_id INTEGER NOT NULL REFERENCES place,
  from_date INTEGER,                     -- NULL for always
  to_date INTEGER,                       -- NULL for ever
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  name TEXT NOT NULL CHECK (name <> ''),
  document TEXT NOT NULL CHECK (json_valid (document)),
  saved_at INTEGER NOT NULL,
  saved_by TEXT NOT NULL,
  CHECK (from_date <= to_date)
) STRICT;

CREATE INDEX place_version_place ON place_version (place_id);

-- For whom a version is, when it is for some people
CREATE TABLE place_person (
  version_id INTEGER NOT NULL REFERENCES place_version,
  person_id INTEGER NOT NULL REFERENCES person,
  PRIMARY KEY (version_id, person_id)
) STRICT, WITHOUT ROWID;

-- What a user decided about where a punch was made; the newest row counts
CREATE TABLE punch_acceptance (
  id INTEGER PRIMARY KEY,
  punch_id INTEGER NOT NULL REFERENCES punch,
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE INDEX punch_acceptance_punch ON punch_acceptance (punch_id);

-- Which phones are a person's own; the newest row of a person and device counts
CREATE TABLE device_binding (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  device TEXT NOT NULL CHECK (device <> ''),
  bound INTEGER NOT NULL CHECK (bound IN (0, 1)),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

CREATE INDEX device_binding_person ON device_binding (person_id, device);

CREATE TRIGGER place_is_not_changed BEFORE UPDATE ON place
BEGIN
  SELECT RAISE (ABORT, 'places are only added');
END;

CREATE TRIGGER place_is_not_deleted BEFORE DELETE ON place
BEGIN
  SELECT RAISE (ABORT, 'places are only added');
END;

CREATE TRIGGER place_version_is_not_changed BEFORE UPDATE ON place_version
BEGIN
  SELECT RAISE (ABORT, 'places are only added');
END;

CREATE TRIGGER place_version_is_not_deleted BEFORE DELETE ON place_version
BEGIN
  SELECT RAISE (ABORT, 'places are only added');
END;

CREATE TRIGGER punch_acceptance_is_not_changed BEFORE UPDATE ON punch_acceptance
BEGIN
  SELECT RAISE (ABORT, 'acceptances are only added');
END;

CREATE TRIGGER punch_acceptance_is_not_deleted BEFORE DELETE ON punch_acceptance
BEGIN
  SELECT RAISE (ABORT, 'acceptances are only added');
END;

CREATE TRIGGER device_binding_is_not_changed BEFORE UPDATE ON device_binding
BEGIN
  SELECT RAISE (ABORT, 'bindings are only added');
END;

CREATE TRIGGER device_binding_is_not_deleted BEFORE DELETE ON device_binding
BEGIN
  SELECT RAISE (ABORT, 'bindings are only added');
END;
