-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The phone that a punch was made with, which stands in its further evidence
ALTER TABLE punch_note ADD COLUMN phone TEXT GENERATED ALWAYS AS (
  CASE WHEN json_valid (extra) AND json_type (extra, '$.phone') IN ('text', 'integer')
  THEN nullif (CAST (json_extract (extra, '$.phone') AS TEXT), '') END) VIRTUAL;

CREATE INDEX punch_note_phone ON punch_note (phone) WHERE phone IS NOT NULL;
