-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What maps can be drawn upon beside the coarse world and OpenStreetMap
CREATE TABLE basemap (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  file INTEGER NOT NULL CHECK (file IN (0, 1)),            -- an MBTiles file rather than an address
  address TEXT NOT NULL CHECK (address <> ''),             -- with {x}, {y} or {tmsy}, {z}; or its path
  secret TEXT CHECK (secret <> ''),                        -- what {key} in the address stands for
  credit TEXT CHECK (credit <> ''),                        -- who is to be named on it
  datum TEXT NOT NULL CHECK (datum IN ('wgs84', 'gcj02', 'bd09')),
  most_zoom INTEGER NOT NULL CHECK (most_zoom BETWEEN 0 AND 22),
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;
