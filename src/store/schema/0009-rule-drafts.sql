-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Rules that somebody is editing: one draft a user. Nothing of it is in force.

CREATE TABLE rule_draft (
  id INTEGER PRIMARY KEY,
  user TEXT NOT NULL UNIQUE CHECK (user <> ''),
  base INTEGER NOT NULL,               -- the last edition when it was begun, 0 for none
  document TEXT NOT NULL CHECK (json_valid (document)),
  changed_at INTEGER NOT NULL
) STRICT;
