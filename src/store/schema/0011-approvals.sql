-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Approved overtime remembers the punches that it was given to: once they are others, it lapses.

ALTER TABLE cover ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
