-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The company, who signs in, and what everybody did. Instants are microseconds UTC since 1970,
-- dates are days since then; NULL is an open end.

CREATE TABLE setting (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL UNIQUE,       -- the name without regard to case
  slot TEXT UNIQUE,                    -- the slot of muster.keys
  role INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4),
  scope_all INTEGER NOT NULL CHECK (scope_all IN (0, 1)),
  groups TEXT NOT NULL CHECK (json_valid (groups)),
  departments TEXT NOT NULL CHECK (json_valid (departments)),
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

-- Each hash covers the one before, so that the log can only be cut, not mended
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  user TEXT NOT NULL,
  delegate_of TEXT,
  command TEXT NOT NULL,
  args TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'denied', 'failed')),
  message TEXT,
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE (ABORT, 'the audit log is only added to');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE (ABORT, 'the audit log is only added to');
END;

-- How the columns of a table are read, as an operator made and named it
CREATE TABLE mapping (
  kind TEXT NOT NULL CHECK (kind <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  document TEXT NOT NULL CHECK (json_valid (document)),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
