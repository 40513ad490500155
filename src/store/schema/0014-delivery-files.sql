-- SPDX-FileCopyrightText: The Muster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Files of deliveries that wait no longer, which were kept although nobody can see them
DELETE FROM delivery_file WHERE delivery_id IN (
  SELECT id FROM delivery WHERE request_id IS NOT NULL OR fault IS NOT NULL);
