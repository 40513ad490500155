-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- People and the groups they are in

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  staff_no TEXT NOT NULL UNIQUE CHECK (staff_no <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  department TEXT CHECK (department <> ''),  -- a path, '/' between levels
  joined INTEGER,
  left_on INTEGER,                           -- the last date of employment
  exempt INTEGER NOT NULL DEFAULT 0 CHECK (exempt IN (0, 1)),
  zone TEXT CHECK (zone <> ''),
  search_key TEXT NOT NULL,                  -- pinyin and initials
  CHECK (joined <= left_on)
) STRICT;

CREATE TABLE membership (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  group_code TEXT NOT NULL CHECK (group_code <> ''),
  from_date INTEGER,
  to_date INTEGER,
  CHECK (from_date <= to_date)
) STRICT;

CREATE INDEX membership_person ON membership (person_id);
