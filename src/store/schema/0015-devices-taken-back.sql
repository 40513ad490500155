-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- A decision about a person's device can be taken back: the device is as it was before, which may be
-- that nobody had decided (NULL)
CREATE TABLE new_device_binding (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  device TEXT NOT NULL CHECK (device <> ''),
  bound INTEGER CHECK (bound IN (0, 1)),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;

INSERT INTO new_device_binding SELECT id, person_id, device, bound, reason, at, by FROM device_binding;
DROP TABLE device_binding;
ALTER TABLE new_device_binding RENAME TO device_binding;

CREATE INDEX device_binding_person ON device_binding (person_id, device);

CREATE TRIGGER device_binding_is_not_changed BEFORE UPDATE ON device_binding
BEGIN
  SELECT RAISE (ABORT, 'bindings are only added');
END;

CREATE TRIGGER device_binding_is_not_deleted BEFORE DELETE ON device_binding
BEGIN
  SELECT RAISE (ABORT, 'bindings are only added');
END;
