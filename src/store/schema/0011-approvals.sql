-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Approved overtime remembers the punches that it was given to: once they are others, it lapses.

ALTER TABLE cover ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;

-- Leave may be time off in lieu: taken from a balance that overtime on days of rest earns.

ALTER TABLE cover ADD COLUMN lieu INTEGER NOT NULL DEFAULT 0 CHECK (lieu IN (0, 1));
ALTER TABLE request ADD COLUMN lieu INTEGER NOT NULL DEFAULT 0 CHECK (lieu IN (0, 1));
ALTER TABLE frozen_day ADD COLUMN lieu_earned_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE frozen_day ADD COLUMN lieu_taken_min INTEGER NOT NULL DEFAULT 0;
ALTER TABLE frozen_day ADD COLUMN lieu_keeps INTEGER NOT NULL DEFAULT 0;  -- days, 0 for ever
