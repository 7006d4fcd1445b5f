-- SPDX-License-Identifier: GPL-3.0-or-later
-- Moves the dates of each group of tables so that its last day becomes yesterday, for statements that
-- look at spans up to today.
DO $$
DECLARE
  item record;
BEGIN
  FOR item IN
    SELECT c.table_schema, c.table_name, c.column_name, c.data_type, g.days
    FROM information_schema.columns AS c
    JOIN (SELECT * FROM (VALUES
        ('orders', (SELECT max(ordered_at)::date FROM orders)),
        ('payments', (SELECT max(ordered_at)::date FROM orders)),
        ('shipments', (SELECT max(ordered_at)::date FROM orders)),
        ('customers', (SELECT max(signed_up_at)::date FROM customers)),
        ('sessions', (SELECT max(occurred_at)::date FROM events)),
        ('events', (SELECT max(occurred_at)::date FROM events)),
        ('subscriptions', (SELECT max(started_on) FROM subscriptions)),
        ('tickets', (SELECT max(opened_at)::date FROM tickets)),
        ('machine_readings', (SELECT max(read_at)::date FROM machine_readings))
      ) AS last (table_name, day)) AS l ON l.table_name = c.table_name
    CROSS JOIN LATERAL (SELECT CURRENT_DATE - 1 - l.day AS days) AS g
    WHERE c.table_schema = 'public' AND c.column_name <> 'birth_date'
      AND (c.data_type = 'date' OR c.data_type LIKE 'timestamp%')
  LOOP
    EXECUTE format('UPDATE %I.%I SET %I = %I + %s', item.table_schema, item.table_name,
      item.column_name, item.column_name,
      CASE WHEN item.data_type = 'date' THEN item.days::text
           ELSE quote_literal(item.days || ' days') || '::interval' END);
  END LOOP;
END $$;
