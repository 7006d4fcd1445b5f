-- SPDX-License-Identifier: GPL-3.0-or-later
-- # Statements that do more than read: every one must be refused, on the engine that is named.
-- @id: not-read-only
DELETE FROM orders
---
-- @id: multiple-statements
SELECT 1; DELETE FROM orders
