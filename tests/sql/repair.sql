-- SPDX-License-Identifier: GPL-3.0-or-later
-- # What a statement was (@was), which rule must mend it (@rule), and below what it becomes. On
-- # PostgreSQL that gives the same as another statement that was written independently (@same).
-- @was: SELECT profile → plan AS plan, COUNT(*) AS n FROM customers GROUP BY profile → plan ORDER BY 1
-- @rule: unfolded-name
-- @same: SELECT profile->>'plan', count(*) FROM customers GROUP BY 1 ORDER BY 1
SELECT (profile->>'plan') AS plan, COUNT(*) AS n FROM customers GROUP BY (profile->>'plan') ORDER BY 1
---
-- @was: SELECT "profile → plan", COUNT(*) AS n FROM customers GROUP BY "profile → plan" ORDER BY 1
-- @rule: unfolded-name
-- @same: SELECT profile->>'plan', count(*) FROM customers GROUP BY 1 ORDER BY 1
SELECT (profile->>'plan'), COUNT(*) AS n FROM customers GROUP BY (profile->>'plan') ORDER BY 1
---
-- @was: SELECT AVG(c."profile → age") AS age FROM customers AS c WHERE c."profile → address → city" = 'Paris'
-- @rule: unfolded-name
-- @same: SELECT avg((profile->>'age')::int) FROM customers WHERE profile->'address'->>'city' = 'Paris'
SELECT AVG((c.profile->>'age')::numeric) AS age FROM customers AS c WHERE (c.profile->'address'->>'city') = 'Paris'
---
-- @was: SELECT SUM(o.shipping→fee) AS fee FROM orders o WHERE o.shipping→fee IS NOT NULL AND o.shipping→insured
-- @rule: unfolded-name
-- @same: SELECT sum((shipping->>'fee')::numeric) FROM orders WHERE (shipping->>'insured')::boolean
SELECT SUM((o.shipping->>'fee')::numeric) AS fee FROM orders o WHERE (o.shipping->>'fee') IS NOT NULL AND (o.shipping->>'insured')::boolean
---
-- @was: SELECT COUNT("shipping → method") AS n, COUNT(DISTINCT "shipping → method") AS m FROM orders
-- @rule: unfolded-name
-- @same: SELECT count(shipping->>'method'), count(DISTINCT shipping->>'method') FROM orders
SELECT COUNT((shipping->>'method')) AS n, COUNT(DISTINCT (shipping->>'method')) AS m FROM orders
---
-- @was: SELECT DATE_TRUNC('month', shipping → promised_at) AS month, COUNT(*) AS n FROM orders WHERE shipping → promised_at >= '2024-03-01' GROUP BY 1 ORDER BY 1
-- @rule: unfolded-name
-- @same: SELECT date_trunc('month', (shipping->>'promised_at')::timestamp), count(*) FROM orders WHERE (shipping->>'promised_at')::timestamp >= '2024-03-01' GROUP BY 1 ORDER BY 1
SELECT DATE_TRUNC('month', (shipping->>'promised_at')::timestamp) AS month, COUNT(*) AS n FROM orders WHERE (shipping->>'promised_at')::timestamp >= '2024-03-01' GROUP BY 1 ORDER BY 1
---
-- @was: SELECT ROUND(AVG("attributes → voltage"), 2) AS volts FROM products
-- @rule: unfolded-name
-- @same: SELECT round(avg((attributes->>'voltage')::numeric), 2) FROM products
SELECT ROUND(AVG((attributes->>'voltage')::numeric), 2) AS volts FROM products
---
-- @was: SELECT MAX("details → attempts") AS most FROM payments WHERE "details → issuer" = 'visa'
-- @rule: unfolded-name
-- @same: SELECT max((details->>'attempts')::int) FROM payments WHERE details->>'issuer' = 'visa'
SELECT MAX((details->>'attempts')::numeric) AS most FROM payments WHERE (details->>'issuer') = 'visa'
---
-- @was: SELECT CAST("profile → age" AS INTEGER) / 10 * 10 AS decade, COUNT(*) AS n FROM customers GROUP BY 1 ORDER BY 1
-- @rule: unfolded-name
-- @same: SELECT (profile->>'age')::int / 10 * 10, count(*) FROM customers GROUP BY 1 ORDER BY 1
SELECT CAST((profile->>'age') AS INTEGER) / 10 * 10 AS decade, COUNT(*) AS n FROM customers GROUP BY 1 ORDER BY 1
---
-- @was: SELECT "profile.plan", COUNT(*) AS n FROM customers GROUP BY "profile.plan" ORDER BY 1
-- @rule: unfolded-name
-- @same: SELECT profile->>'plan', count(*) FROM customers GROUP BY 1 ORDER BY 1
SELECT (profile->>'plan'), COUNT(*) AS n FROM customers GROUP BY (profile->>'plan') ORDER BY 1
---
-- @was: SELECT payload → "user" → level AS level, COUNT(*) AS n FROM events GROUP BY payload → "user" → level ORDER BY 1
-- @rule: unfolded-name
-- @same: SELECT (payload->'user'->>'level')::numeric, count(*) FROM events GROUP BY 1 ORDER BY 1
SELECT (payload->'user'->>'level')::numeric AS level, COUNT(*) AS n FROM events GROUP BY (payload->'user'->>'level') ORDER BY 1
---
-- @was: SELECT profile -> plan AS plan, COUNT(*) AS n FROM customers GROUP BY profile -> plan ORDER BY 1
-- @rule: json-key
-- @same: SELECT profile->>'plan', count(*) FROM customers GROUP BY 1 ORDER BY 1
SELECT (profile->>'plan') AS plan, COUNT(*) AS n FROM customers GROUP BY (profile->>'plan') ORDER BY 1
---
-- @was: SELECT AVG(profile->age) AS age FROM customers WHERE profile->vip = true
-- @rule: json-key
-- @same: SELECT avg((profile->>'age')::int) FROM customers WHERE (profile->>'vip')::boolean
SELECT AVG((profile->>'age')::numeric) AS age FROM customers WHERE (profile->>'vip')::boolean = true
---
-- @was: SELECT profile.plan AS plan, AVG(profile.score) AS score FROM customers GROUP BY profile.plan ORDER BY 1
-- @rule: json-key
-- @same: SELECT profile->>'plan', avg((profile->>'score')::numeric) FROM customers GROUP BY 1 ORDER BY 1
SELECT (profile->>'plan') AS plan, AVG((profile->>'score')::numeric) AS score FROM customers GROUP BY (profile->>'plan') ORDER BY 1
---
-- @was: SELECT c.profile.address.city AS city, COUNT(*) AS n FROM customers c GROUP BY c.profile.address.city ORDER BY 1
-- @rule: json-key
-- @same: SELECT profile->'address'->>'city', count(*) FROM customers GROUP BY 1 ORDER BY 1
SELECT (c.profile->'address'->>'city') AS city, COUNT(*) AS n FROM customers c GROUP BY (c.profile->'address'->>'city') ORDER BY 1
---
-- @was: SELECT plan, warranty_months FROM subscriptions CROSS JOIN products WHERE products.id = 3 ORDER BY subscriptions.id LIMIT 3
-- @rule: json-key
-- @same: SELECT s.plan, (p.attributes->>'warranty_months')::numeric FROM subscriptions s CROSS JOIN products p WHERE p.id = 3 ORDER BY s.id LIMIT 3
SELECT plan, (products.attributes->>'warranty_months')::numeric FROM subscriptions CROSS JOIN products WHERE products.id = 3 ORDER BY subscriptions.id LIMIT 3
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE shipping:method::text = 'express'
-- @rule: json-key
-- @same: SELECT count(*) FROM orders WHERE shipping->>'method' = 'express'
SELECT COUNT(*) AS n FROM orders WHERE (shipping->>'method')::text = 'express'
---
-- @was: SELECT SUM(shipping->>'fee') AS fee FROM orders
-- @rule: json-type
-- @same: SELECT sum((shipping->>'fee')::numeric) FROM orders
SELECT SUM((shipping->>'fee')::numeric) AS fee FROM orders
---
-- @was: SELECT COUNT(*) AS n FROM customers WHERE profile->>'age' > 40
-- @rule: json-type
-- @same: SELECT count(*) FROM customers WHERE (profile->>'age')::int > 40
SELECT COUNT(*) AS n FROM customers WHERE (profile->>'age')::numeric > 40
---
-- @was: SELECT COUNT(*) AS n FROM customers WHERE profile->>'age' BETWEEN 30 AND 40
-- @rule: json-type
-- @same: SELECT count(*) FROM customers WHERE (profile->>'age')::int BETWEEN 30 AND 40
SELECT COUNT(*) AS n FROM customers WHERE (profile->>'age')::numeric BETWEEN 30 AND 40
---
-- @was: SELECT SUM(profile->>'score'::numeric) AS score FROM customers
-- @rule: json-type
-- @same: SELECT sum((profile->>'score')::numeric) FROM customers
SELECT SUM((profile->>'score')::numeric) AS score FROM customers
---
-- @was: SELECT COUNT(*) AS n FROM customers WHERE profile->'plan' = 'pro'
-- @rule: json-type
-- @same: SELECT count(*) FROM customers WHERE profile->>'plan' = 'pro'
SELECT COUNT(*) AS n FROM customers WHERE profile->>'plan' = 'pro'
---
-- @was: SELECT COUNT(*) AS n FROM customers WHERE profile->>'vip' = TRUE
-- @rule: json-type
-- @same: SELECT count(*) FROM customers WHERE (profile->>'vip')::boolean
SELECT COUNT(*) AS n FROM customers WHERE (profile->>'vip')::boolean = TRUE
---
-- @was: SELECT COUNT(*) AS n FROM customers WHERE profile->>'vip'
-- @rule: json-type
-- @same: SELECT count(*) FROM customers WHERE (profile->>'vip')::boolean
SELECT COUNT(*) AS n FROM customers WHERE (profile->>'vip')::boolean
---
-- @was: SELECT SUM(COALESCE(shipping->>'fee', 0)) AS fee FROM orders
-- @rule: json-type
-- @same: SELECT sum(coalesce((shipping->>'fee')::numeric, 0)) FROM orders
SELECT SUM(COALESCE((shipping->>'fee')::numeric, 0)) AS fee FROM orders
---
-- @was: SELECT AVG(payload->'value') AS v FROM events
-- @rule: json-type
-- @same: SELECT avg((payload->>'value')::numeric) FROM events
SELECT AVG((payload->>'value')::numeric) AS v FROM events
---
-- @was: SELECT SUM((shipping->>'fee') * items_count) AS x FROM orders
-- @rule: json-type
-- @same: SELECT sum((shipping->>'fee')::numeric * items_count) FROM orders
SELECT SUM((shipping->>'fee')::numeric * items_count) AS x FROM orders
---
-- @was: WITH f AS (SELECT shipping->>'fee' AS fee FROM orders) SELECT AVG(fee) AS fee FROM f
-- @rule: json-type
-- @same: SELECT avg((shipping->>'fee')::numeric) FROM orders
WITH f AS (SELECT shipping->>'fee' AS fee FROM orders) SELECT AVG(fee::numeric) AS fee FROM f
---
-- @was: SELECT COUNT(*) AS n FROM payments WHERE jsonb_typeof(details) = 'object'
-- @rule: json-type
-- @same: SELECT count(*) FROM payments
SELECT COUNT(*) AS n FROM payments WHERE jsonb_typeof(details::jsonb) = 'object'
---
-- @was: SELECT COUNT(*) AS n FROM customers WHERE json_typeof(profile) = 'object'
-- @rule: json-type
-- @same: SELECT count(*) FROM customers
SELECT COUNT(*) AS n FROM customers WHERE jsonb_typeof(profile) = 'object'
---
-- @was: SELECT COUNT(*) FILTER (WHERE status = 'delivered') / COUNT(*) AS rate FROM orders
-- @rule: integer-ratio
-- @same: SELECT count(*) FILTER (WHERE status = 'delivered')::numeric / count(*) FROM orders
SELECT COUNT(*) FILTER (WHERE status = 'delivered') / NULLIF(COUNT(*), 0)::numeric AS rate FROM orders
---
-- @was: SELECT channel, SUM(CASE WHEN status = 'returned' THEN 1 ELSE 0 END) / COUNT(*) * 100 AS percent FROM orders GROUP BY channel ORDER BY channel
-- @rule: integer-ratio
-- @same: SELECT channel, sum(CASE WHEN status = 'returned' THEN 1 ELSE 0 END)::numeric / count(*) * 100 FROM orders GROUP BY channel ORDER BY channel
SELECT channel, SUM(CASE WHEN status = 'returned' THEN 1 ELSE 0 END) / COUNT(*)::numeric * 100 AS percent FROM orders GROUP BY channel ORDER BY channel
---
-- @was: SELECT 100 * SUM(CASE WHEN bounced THEN 1 ELSE 0 END) / COUNT(*) AS percent FROM sessions
-- @rule: integer-ratio
-- @same: SELECT 100 * sum(CASE WHEN bounced THEN 1 ELSE 0 END)::numeric / count(*) FROM sessions
SELECT 100 * SUM(CASE WHEN bounced THEN 1 ELSE 0 END) / NULLIF(COUNT(*), 0)::numeric AS percent FROM sessions
---
-- @was: SELECT ROUND(SUM(defects) / SUM(produced) * 100, 2) AS percent FROM machine_readings
-- @rule: integer-ratio
-- @same: SELECT round(sum(defects)::numeric / sum(produced) * 100, 2) FROM machine_readings
SELECT ROUND(SUM(defects) / NULLIF(SUM(produced), 0)::numeric * 100, 2) AS percent FROM machine_readings
---
-- @was: SELECT SUM(items_count) / NULLIF(COUNT(DISTINCT customer_id), 0) AS items FROM orders
-- @rule: integer-ratio
-- @same: SELECT sum(items_count)::numeric / count(DISTINCT customer_id) FROM orders
SELECT SUM(items_count) / NULLIF(COUNT(DISTINCT customer_id), 0)::numeric AS items FROM orders
---
-- @was: SELECT COUNT(*) / (SELECT COUNT(*) FROM customers) AS tickets FROM tickets
-- @rule: integer-ratio
-- @same: SELECT (SELECT count(*) FROM tickets)::numeric / (SELECT count(*) FROM customers)
SELECT COUNT(*) / NULLIF((SELECT COUNT(*) FROM customers), 0)::numeric AS tickets FROM tickets
---
-- @was: WITH f AS (SELECT COUNT(*) AS views, COUNT(*) FILTER (WHERE event_type = 'purchase') AS buys FROM events) SELECT buys / views AS conversion FROM f
-- @rule: integer-ratio
-- @same: SELECT count(*) FILTER (WHERE event_type = 'purchase')::numeric / count(*) FROM events
WITH f AS (SELECT COUNT(*) AS views, COUNT(*) FILTER (WHERE event_type = 'purchase') AS buys FROM events) SELECT buys / NULLIF(views, 0)::numeric AS conversion FROM f
---
-- @was: SELECT channel, COUNT(*) / COUNT(*) OVER () AS x FROM orders GROUP BY channel ORDER BY channel
-- @rule: integer-ratio
-- @same: SELECT channel, count(*)::numeric / count(*) OVER () FROM orders GROUP BY channel ORDER BY channel
SELECT channel, COUNT(*) / COUNT(*) OVER ()::numeric AS x FROM orders GROUP BY channel ORDER BY channel
---
-- @was: SELECT AVG(duration_ms / 1000) AS seconds FROM events
-- @rule: integer-ratio
-- @same: SELECT avg(duration_ms / 1000.0) FROM events
SELECT AVG(duration_ms / 1000.0) AS seconds FROM events
---
-- @was: SELECT COUNT(*) / 30 AS per_day FROM orders
-- @rule: integer-ratio
-- @same: SELECT count(*) / 30.0 FROM orders
SELECT COUNT(*) / 30.0 AS per_day FROM orders
---
-- @was: SELECT CAST(SUM(page_views) / COUNT(*) AS DECIMAL(10, 2)) AS views FROM sessions
-- @rule: integer-ratio
-- @same: SELECT (sum(page_views)::numeric / count(*))::numeric(10, 2) FROM sessions
SELECT CAST(SUM(page_views) / NULLIF(COUNT(*), 0)::numeric AS DECIMAL(10, 2)) AS views FROM sessions
---
-- @was: SELECT (COUNT(DISTINCT customer_id) / COUNT(*))::float AS share FROM sessions
-- @rule: integer-ratio
-- @same: SELECT (count(DISTINCT customer_id)::numeric / count(*))::float FROM sessions
SELECT (COUNT(DISTINCT customer_id) / NULLIF(COUNT(*), 0)::numeric)::float AS share FROM sessions
---
-- @was: SELECT machine_id FROM machine_readings GROUP BY machine_id HAVING SUM(defects) / SUM(produced) > 0.05 ORDER BY machine_id
-- @rule: integer-ratio
-- @same: SELECT machine_id FROM machine_readings GROUP BY machine_id HAVING sum(defects)::numeric / sum(produced) > 0.05 ORDER BY machine_id
SELECT machine_id FROM machine_readings GROUP BY machine_id HAVING SUM(defects) / NULLIF(SUM(produced), 0)::numeric > 0.05 ORDER BY machine_id
---
-- @was: SELECT CEIL(COUNT(*) / COUNT(DISTINCT customer_id)) AS n FROM orders
-- @rule: integer-ratio
-- @same: SELECT ceil(count(*)::numeric / count(DISTINCT customer_id)) FROM orders
SELECT CEIL(COUNT(*) / NULLIF(COUNT(DISTINCT customer_id), 0)::numeric) AS n FROM orders
---
-- @was: SELECT SUM(cost) / SUM(price) AS share FROM products
-- @rule: unguarded-division
-- @same: SELECT sum(cost) / sum(price) FROM products
SELECT SUM(cost) / NULLIF(SUM(price), 0) AS share FROM products
---
-- @was: SELECT total / discount AS x FROM orders ORDER BY id LIMIT 5
-- @rule: unguarded-division
-- @same: SELECT total / NULLIF(discount, 0) FROM orders ORDER BY id LIMIT 5
SELECT total / NULLIF(discount, 0) AS x FROM orders ORDER BY id LIMIT 5
---
-- @was: SELECT SUM(total) / (SUM(items_count) - 5) AS x FROM orders
-- @rule: unguarded-division
-- @same: SELECT sum(total) / (sum(items_count) - 5) FROM orders
SELECT SUM(total) / NULLIF(SUM(items_count) - 5, 0) AS x FROM orders
---
-- @was: SELECT ROUND(AVG(weight_kg), 2) AS w FROM products
-- @rule: argument-type
-- @same: SELECT round(avg(weight_kg)::numeric, 2) FROM products
SELECT ROUND(AVG(weight_kg)::numeric, 2) AS w FROM products
---
-- @was: SELECT ROUND(SUM(distance_km) / COUNT(*), 1) AS km FROM shipments
-- @rule: argument-type
-- @same: SELECT round((sum(distance_km) / count(*))::numeric, 1) FROM shipments
SELECT ROUND((SUM(distance_km) / NULLIF(COUNT(*), 0))::numeric, 1) AS km FROM shipments
---
-- @was: SELECT SUM(is_test) AS tests, AVG(bounced) AS rate FROM orders, sessions WHERE orders.id = 1
-- @rule: argument-type
-- @same: SELECT 0, avg(bounced::int) FROM sessions
SELECT COUNT(*) FILTER (WHERE is_test) AS tests, AVG(bounced::int) AS rate FROM orders, sessions WHERE orders.id = 1
---
-- @was: SELECT SUM(status = 'paid') AS paid FROM orders
-- @rule: argument-type
-- @same: SELECT count(*) FROM orders WHERE status = 'paid'
SELECT COUNT(*) FILTER (WHERE status = 'paid') AS paid FROM orders
---
-- @was: SELECT MAX(alarm) AS any_alarm FROM machine_readings
-- @rule: argument-type
-- @same: SELECT bool_or(alarm) FROM machine_readings
SELECT bool_or(alarm) AS any_alarm FROM machine_readings
---
-- @was: SELECT COUNT(DISTINCT channel, currency) AS n FROM orders
-- @rule: argument-type
-- @same: SELECT count(*) FROM (SELECT DISTINCT channel, currency FROM orders) t
SELECT COUNT(DISTINCT (channel, currency)) AS n FROM orders
---
-- @was: SELECT LEFT(opened_at, 7) AS month, COUNT(*) AS n FROM tickets GROUP BY LEFT(opened_at, 7) ORDER BY 1
-- @rule: argument-type
-- @same: SELECT to_char(opened_at, 'YYYY-MM'), count(*) FROM tickets GROUP BY 1 ORDER BY 1
SELECT LEFT(opened_at::text, 7) AS month, COUNT(*) AS n FROM tickets GROUP BY LEFT(opened_at::text, 7) ORDER BY 1
---
-- @was: SELECT UPPER(status) AS s, COUNT(*) AS n FROM orders GROUP BY UPPER(status) ORDER BY 1
-- @rule: argument-type
-- @same: SELECT upper(status::text), count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT UPPER(status::text) AS s, COUNT(*) AS n FROM orders GROUP BY UPPER(status::text) ORDER BY 1
---
-- @was: SELECT STRING_AGG(id, ',' ORDER BY id) AS ids FROM machines
-- @rule: argument-type
-- @same: SELECT string_agg(id::text, ',' ORDER BY id) FROM machines
SELECT STRING_AGG(id::text, ',' ORDER BY id) AS ids FROM machines
---
-- @was: SELECT COUNT(*) AS n FROM customers WHERE is_active = 1 AND NOT (is_active = 0)
-- @rule: comparison-type
-- @same: SELECT count(*) FROM customers WHERE is_active
SELECT COUNT(*) AS n FROM customers WHERE is_active = TRUE AND NOT (is_active = FALSE)
---
-- @was: SELECT COUNT(*) AS n FROM subscriptions WHERE status = TRUE
-- @rule: comparison-type
-- @same: SELECT count(*) FROM subscriptions WHERE status = 1
SELECT COUNT(*) AS n FROM subscriptions WHERE status = 1
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE ordered_at LIKE '2024-03%'
-- @rule: comparison-type
-- @same: SELECT count(*) FROM orders WHERE to_char(ordered_at, 'YYYY-MM') = '2024-03'
SELECT COUNT(*) AS n FROM orders WHERE ordered_at::text LIKE '2024-03%'
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE ordered_at >= '2024-03'
-- @rule: comparison-type
-- @same: SELECT count(*) FROM orders WHERE ordered_at >= '2024-03-01'
SELECT COUNT(*) AS n FROM orders WHERE to_char(ordered_at, 'YYYY-MM') >= '2024-03'
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE ordered_at = 2024
-- @rule: comparison-type
-- @same: SELECT count(*) FROM orders WHERE extract(year FROM ordered_at) = 2024
SELECT COUNT(*) AS n FROM orders WHERE EXTRACT(YEAR FROM ordered_at) = 2024
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE ordered_at BETWEEN '2024-02-01' AND '2024-02-31'
-- @rule: comparison-type
-- @same: SELECT count(*) FROM orders WHERE ordered_at BETWEEN '2024-02-01' AND '2024-02-29'
SELECT COUNT(*) AS n FROM orders WHERE ordered_at BETWEEN '2024-02-01' AND '2024-02-29'
---
-- @was: SELECT COUNT(*) AS n FROM tickets WHERE closed_at - opened_at > 2
-- @rule: comparison-type
-- @same: SELECT count(*) FROM tickets WHERE closed_at - opened_at > interval '2 days'
SELECT COUNT(*) AS n FROM tickets WHERE closed_at - opened_at > INTERVAL '2 days'
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE status LIKE 'p%'
-- @rule: comparison-type
-- @same: SELECT count(*) FROM orders WHERE status IN ('pending', 'paid')
SELECT COUNT(*) AS n FROM orders WHERE status::text LIKE 'p%'
---
-- @was: SELECT COUNT(*) AS n FROM customers WHERE 'beta' IN (tags)
-- @rule: comparison-type
-- @same: SELECT count(*) FROM customers WHERE tags @> ARRAY['beta']
SELECT COUNT(*) AS n FROM customers WHERE 'beta' = ANY (tags)
---
-- @was: SELECT COUNT(*) AS n FROM customers WHERE tags = 'wholesale'
-- @rule: comparison-type
-- @same: SELECT count(*) FROM customers WHERE tags @> ARRAY['wholesale']
SELECT COUNT(*) AS n FROM customers WHERE 'wholesale' = ANY (tags)
---
-- @was: SELECT COUNT(*) AS n FROM products WHERE sku = 17
-- @rule: comparison-type
-- @same: SELECT 0
SELECT COUNT(*) AS n FROM products WHERE sku = '17'
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE ordered_at >= timestamptz '2024-06-01 00:00:00+00' - 30
-- @rule: date-arithmetic
-- @same: SELECT count(*) FROM orders WHERE ordered_at >= '2024-05-02 00:00:00+00'
SELECT COUNT(*) AS n FROM orders WHERE ordered_at >= timestamptz '2024-06-01 00:00:00+00' - INTERVAL '30 days'
---
-- @was: SELECT COUNT(*) AS n FROM subscriptions WHERE started_on >= date '2024-06-01' - '30 days'
-- @rule: date-arithmetic
-- @same: SELECT count(*) FROM subscriptions WHERE started_on >= '2024-05-02'
SELECT COUNT(*) AS n FROM subscriptions WHERE started_on >= date '2024-06-01' - INTERVAL '30 days'
---
-- @was: SELECT ROUND(AVG(closed_at - opened_at), 2) AS avg_days FROM tickets
-- @rule: date-arithmetic
-- @same: SELECT round(avg(extract(epoch FROM closed_at - opened_at)) / 86400, 2) FROM tickets
SELECT ROUND((EXTRACT(EPOCH FROM AVG(closed_at - opened_at)) / 86400), 2) AS avg_days FROM tickets
---
-- @was: SELECT AVG(EXTRACT(DAY FROM cancelled_on - started_on)) AS days FROM subscriptions
-- @rule: date-difference
-- @same: SELECT avg(cancelled_on - started_on) FROM subscriptions
SELECT AVG((cancelled_on - started_on)) AS days FROM subscriptions
---
-- @was: SELECT MAX(DATE_PART('day', delivered_on - ordered_at::date)) AS days FROM orders
-- @rule: date-difference
-- @same: SELECT max(delivered_on - ordered_at::date) FROM orders
SELECT MAX((delivered_on - ordered_at::date)) AS days FROM orders
---
-- @was: SELECT CASE WHEN note IS NULL THEN 0 ELSE note END AS n, COUNT(*) AS c FROM orders GROUP BY 1 ORDER BY 1
-- @rule: branch-type
-- @same: SELECT coalesce(note, '0'), count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT CASE WHEN note IS NULL THEN '0' ELSE note END AS n, COUNT(*) AS c FROM orders GROUP BY 1 ORDER BY 1
---
-- @was: SELECT COALESCE(cost, 'n/a') AS cost FROM products ORDER BY id LIMIT 8
-- @rule: branch-type
-- @same: SELECT coalesce(cost::text, 'n/a') FROM products ORDER BY id LIMIT 8
SELECT COALESCE(cost::text, 'n/a') AS cost FROM products ORDER BY id LIMIT 8
---
-- @was: SELECT SUM(CASE WHEN defects THEN 1 ELSE 0 END) AS n FROM machine_readings
-- @rule: branch-type
-- @same: SELECT count(*) FROM machine_readings WHERE defects <> 0
SELECT SUM(CASE WHEN defects <> 0 THEN 1 ELSE 0 END) AS n FROM machine_readings
---
-- @was: WITH RECURSIVE d AS (SELECT date '2024-01-01' AS day UNION ALL SELECT day + INTERVAL '1 day' FROM d WHERE day < date '2024-01-10') SELECT COUNT(*) AS n FROM d
-- @rule: branch-type
-- @same: SELECT 10
WITH RECURSIVE d AS (SELECT date '2024-01-01' AS day UNION ALL SELECT (day + INTERVAL '1 day')::date FROM d WHERE day < date '2024-01-10') SELECT COUNT(*) AS n FROM d
---
-- @was: SELECT channel, COUNT(*) AS n FROM orders GROUP BY channel HAVING n > 140 ORDER BY n
-- @rule: alias-scope
-- @same: SELECT channel, count(*) FROM orders GROUP BY channel HAVING count(*) > 140 ORDER BY 2
SELECT channel, COUNT(*) AS n FROM orders GROUP BY channel HAVING COUNT(*) > 140 ORDER BY n
---
-- @was: SELECT channel, SUM(total) AS revenue, RANK() OVER (ORDER BY revenue DESC) AS place FROM orders GROUP BY channel ORDER BY place
-- @rule: alias-scope
-- @same: SELECT channel, sum(total), rank() OVER (ORDER BY sum(total) DESC) FROM orders GROUP BY channel ORDER BY 3
SELECT channel, SUM(total) AS revenue, RANK() OVER (ORDER BY SUM(total) DESC) AS place FROM orders GROUP BY channel ORDER BY place
---
-- @was: SELECT id, total - discount AS net FROM orders WHERE net > 490 ORDER BY net
-- @rule: alias-scope
-- @same: SELECT id, total - discount FROM orders WHERE total - discount > 490 ORDER BY 2
SELECT id, total - discount AS net FROM orders WHERE (total - discount) > 490 ORDER BY net
---
-- @was: SELECT SUM(total) AS revenue, SUM(discount) AS given, given / revenue AS share FROM orders
-- @rule: alias-scope
-- @same: SELECT sum(total), sum(discount), sum(discount) / sum(total) FROM orders
SELECT SUM(total) AS revenue, SUM(discount) AS given, SUM(discount) / NULLIF(SUM(total), 0) AS share FROM orders
---
-- @was: SELECT channel, SUM(total) AS revenue, COUNT(*) AS n FROM orders GROUP BY channel ORDER BY revenue / n DESC
-- @rule: alias-scope
-- @same: SELECT channel, sum(total), count(*) FROM orders GROUP BY channel ORDER BY sum(total) / count(*) DESC
SELECT channel, SUM(total) AS revenue, COUNT(*) AS n FROM orders GROUP BY channel ORDER BY SUM(total) / COUNT(*) DESC
---
-- @was: SELECT AVG(COUNT(*)) AS per_customer FROM orders GROUP BY customer_id
-- @rule: nested-aggregate
-- @same: SELECT avg(n) FROM (SELECT count(*) AS n FROM orders GROUP BY customer_id) t
SELECT AVG(value) AS per_customer FROM (SELECT COUNT(*) AS value FROM orders GROUP BY customer_id) AS per_group
---
-- @was: SELECT ROUND(AVG(SUM(total)), 2) AS daily, MAX(COUNT(*)) AS most FROM orders WHERE status <> 'cancelled' GROUP BY ordered_at::date
-- @rule: nested-aggregate
-- @same: SELECT round(avg(s), 2), max(n) FROM (SELECT sum(total) AS s, count(*) AS n FROM orders WHERE status <> 'cancelled' GROUP BY ordered_at::date) t
SELECT ROUND(AVG(value), 2) AS daily, MAX(value_2) AS most FROM (SELECT SUM(total) AS value, COUNT(*) AS value_2 FROM orders WHERE status <> 'cancelled' GROUP BY ordered_at::date) AS per_group
---
-- @was: SELECT AVG(ordered_at - LAG(ordered_at) OVER (PARTITION BY customer_id ORDER BY ordered_at)) AS gap FROM orders
-- @rule: nested-aggregate
-- @same: SELECT avg(g) FROM (SELECT ordered_at - lag(ordered_at) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS g FROM orders) t
SELECT AVG(value) AS gap FROM (SELECT ordered_at - LAG(ordered_at) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS value FROM orders) AS per_row
---
-- @was: SELECT customer_id, COUNT(*) AS n, MAX(total - LAG(total) OVER (PARTITION BY customer_id ORDER BY ordered_at)) AS jump FROM orders GROUP BY customer_id ORDER BY customer_id LIMIT 5
-- @rule: nested-aggregate
-- @same: SELECT customer_id, count(*), max(g) FROM (SELECT customer_id, total - lag(total) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS g FROM orders) t GROUP BY 1 ORDER BY 1 LIMIT 5
SELECT customer_id, COUNT(*) AS n, MAX(value) AS jump FROM (SELECT customer_id, total - LAG(total) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS value FROM orders) AS per_row GROUP BY customer_id ORDER BY customer_id LIMIT 5
---
-- @was: SELECT channel, SUM(total) AS revenue FROM orders WHERE NOT is_test AND SUM(total) > 30000 GROUP BY channel ORDER BY channel
-- @rule: aggregate-in-where
-- @same: SELECT channel, sum(total) FROM orders WHERE NOT is_test GROUP BY channel HAVING sum(total) > 30000 ORDER BY channel
SELECT channel, SUM(total) AS revenue FROM orders WHERE NOT is_test GROUP BY channel HAVING SUM(total) > 30000 ORDER BY channel
---
-- @was: SELECT customer_id, id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) AS n FROM orders WHERE n = 1 AND customer_id < 5 ORDER BY customer_id
-- @rule: window-filter
-- @same: SELECT * FROM (SELECT customer_id, id, row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) AS n FROM orders WHERE customer_id < 5) t WHERE n = 1 ORDER BY customer_id
SELECT * FROM (SELECT customer_id, id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY ordered_at DESC) AS n FROM orders WHERE customer_id < 5 ORDER BY customer_id) AS ranked WHERE n = 1
---
-- @was: SELECT channel, currency, COUNT(*) AS n FROM orders GROUP BY channel ORDER BY 1, 2
-- @rule: ungrouped-column
-- @same: SELECT channel, currency, count(*) FROM orders GROUP BY 1, 2 ORDER BY 1, 2
SELECT channel, currency, COUNT(*) AS n FROM orders GROUP BY channel, currency ORDER BY 1, 2
---
-- @was: SELECT channel, COUNT(*) AS n FROM orders ORDER BY channel
-- @rule: ungrouped-column
-- @same: SELECT channel, count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT channel, COUNT(*) AS n FROM orders GROUP BY channel ORDER BY channel
---
-- @was: SELECT date_trunc('month', ordered_at) AS month, SUM(total) AS revenue FROM orders GROUP BY 1 ORDER BY ordered_at
-- @rule: ungrouped-column
-- @same: SELECT date_trunc('month', ordered_at), sum(total) FROM orders GROUP BY 1 ORDER BY 1
SELECT date_trunc('month', ordered_at) AS month, SUM(total) AS revenue FROM orders GROUP BY 1 ORDER BY date_trunc('month', ordered_at)
---
-- @was: SELECT date_trunc('month', ordered_at) AS month, SUM(total) AS revenue, SUM(total) OVER (ORDER BY date_trunc('month', ordered_at)) AS running FROM orders GROUP BY 1 ORDER BY 1
-- @rule: ungrouped-column
-- @same: SELECT month, r, sum(r) OVER (ORDER BY month) FROM (SELECT date_trunc('month', ordered_at) AS month, sum(total) AS r FROM orders GROUP BY 1) t ORDER BY 1
SELECT date_trunc('month', ordered_at) AS month, SUM(total) AS revenue, SUM(SUM(total)) OVER (ORDER BY date_trunc('month', ordered_at)) AS running FROM orders GROUP BY 1 ORDER BY 1
---
-- @was: SELECT to_char(ordered_at, 'YYYY-MM') AS month, COUNT(*) AS n FROM orders GROUP BY date_trunc('month', ordered_at) ORDER BY 1
-- @rule: ungrouped-column
-- @same: SELECT to_char(ordered_at, 'YYYY-MM'), count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT to_char(date_trunc('month', ordered_at), 'YYYY-MM') AS month, COUNT(*) AS n FROM orders GROUP BY date_trunc('month', ordered_at) ORDER BY 1
---
-- @was: WITH t AS (SELECT COUNT(*) AS all_customers FROM customers) SELECT channel, COUNT(DISTINCT customer_id) * 100.0 / all_customers AS percent FROM orders, t GROUP BY channel ORDER BY channel
-- @rule: ungrouped-column
-- @same: SELECT channel, count(DISTINCT customer_id) * 100.0 / 120 FROM orders GROUP BY channel ORDER BY channel
WITH t AS (SELECT COUNT(*) AS all_customers FROM customers) SELECT channel, COUNT(DISTINCT customer_id) * 100.0 / NULLIF(all_customers, 0) AS percent FROM orders, t GROUP BY channel, all_customers ORDER BY channel
---
-- @was: SELECT channel, COUNT(*) AS n FROM orders GROUP BY channel, n ORDER BY channel
-- @rule: grouped-aggregate
-- @same: SELECT channel, count(*) FROM orders GROUP BY channel ORDER BY channel
SELECT channel, COUNT(*) AS n FROM orders GROUP BY channel ORDER BY channel
---
-- @was: SELECT channel, COUNT(*) AS n FROM orders GROUP BY 1, 2 ORDER BY channel
-- @rule: grouped-aggregate
-- @same: SELECT channel, count(*) FROM orders GROUP BY channel ORDER BY channel
SELECT channel, COUNT(*) AS n FROM orders GROUP BY 1 ORDER BY channel
---
-- @was: SELECT COUNT(*) AS n FROM order
-- @rule: table-name
-- @same: SELECT count(*) FROM orders
SELECT COUNT(*) AS n FROM orders
---
-- @was: SELECT COUNT(*) AS n FROM Custmers
-- @rule: table-name
-- @same: SELECT count(*) FROM customers
SELECT COUNT(*) AS n FROM customers
---
-- @was: SELECT COUNT(*) AS n FROM dbo.orders
-- @rule: table-name
-- @same: SELECT count(*) FROM orders
SELECT COUNT(*) AS n FROM orders
---
-- @was: SELECT product.name FROM product WHERE product.id = 3
-- @rule: table-name
-- @same: SELECT name FROM products WHERE id = 3
SELECT products.name FROM products WHERE products.id = 3
---
-- @was: SELECT "Region" AS r FROM monthly_targets WHERE "Id" = 1
-- @rule: table-name
-- @same: SELECT "Region" FROM "MonthlyTargets" WHERE "Id" = 1
SELECT "Region" AS r FROM "MonthlyTargets" WHERE "Id" = 1
---
-- @was: SELECT SUM(totl) AS revenue FROM orders
-- @rule: column-name
-- @same: SELECT sum(total) FROM orders
SELECT SUM(total) AS revenue FROM orders
---
-- @was: SELECT o.customerId AS c, COUNT(*) AS n FROM orders o WHERE o.customerId < 4 GROUP BY o.customerId ORDER BY 1
-- @rule: column-name
-- @same: SELECT customer_id, count(*) FROM orders WHERE customer_id < 4 GROUP BY 1 ORDER BY 1
SELECT o.customer_id AS c, COUNT(*) AS n FROM orders o WHERE o.customer_id < 4 GROUP BY o.customer_id ORDER BY 1
---
-- @was: SELECT TargetAmount AS t FROM "MonthlyTargets" WHERE Id = 2
-- @rule: column-name
-- @same: SELECT "TargetAmount" FROM "MonthlyTargets" WHERE "Id" = 2
SELECT "TargetAmount" AS t FROM "MonthlyTargets" WHERE "Id" = 2
---
-- @was: SELECT SUM(p.amt) AS paid FROM payments p WHERE p.payment_method IS NULL OR p.method = 'card'
-- @rule: column-name
SELECT SUM(p.amount) AS paid FROM payments p WHERE p.method IS NULL OR p.method = 'card'
---
-- @was: SELECT MAX(unit_prc) AS p, MAX(read_dt) AS r FROM order_items, machine_readings WHERE order_id = 1 AND machine_id = 1
-- @rule: column-name
-- @same: SELECT max(unit_price), (SELECT max(read_at) FROM machine_readings WHERE machine_id = 1) FROM order_items WHERE order_id = 1
SELECT MAX(unit_price) AS p, MAX(read_at) AS r FROM order_items, machine_readings WHERE order_id = 1 AND machine_id = 1
---
-- @was: SELECT orders.channel AS c, COUNT(*) AS n FROM orders o GROUP BY orders.channel ORDER BY 1
-- @rule: table-qualifier
-- @same: SELECT channel, count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT o.channel AS c, COUNT(*) AS n FROM orders o GROUP BY o.channel ORDER BY 1
---
-- @was: SELECT c.channel AS ch, COUNT(*) AS n FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY c.channel ORDER BY 1
-- @rule: table-qualifier
-- @same: SELECT channel, count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT o.channel AS ch, COUNT(*) AS n FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY o.channel ORDER BY 1
---
-- @was: SELECT customer_id, COUNT(*) AS n FROM orders o JOIN tickets t ON t.customer_id = o.customer_id GROUP BY customer_id ORDER BY 1 LIMIT 3
-- @rule: ambiguous-column
-- @same: SELECT o.customer_id, count(*) FROM orders o JOIN tickets t ON t.customer_id = o.customer_id GROUP BY 1 ORDER BY 1 LIMIT 3
SELECT o.customer_id, COUNT(*) AS n FROM orders o JOIN tickets t ON t.customer_id = o.customer_id GROUP BY o.customer_id ORDER BY 1 LIMIT 3
---
-- @was: SELECT c.id, t.n FROM customers c, (SELECT COUNT(*) AS n FROM orders o WHERE o.customer_id = c.id) t ORDER BY c.id LIMIT 3
-- @rule: lateral
-- @same: SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) FROM customers c ORDER BY 1 LIMIT 3
SELECT c.id, t.n FROM customers c, LATERAL (SELECT COUNT(*) AS n FROM orders o WHERE o.customer_id = c.id) t ORDER BY c.id LIMIT 3
---
-- @was: SELECT order, "Region" FROM "MonthlyTargets" WHERE order < 3 ORDER BY order
-- @rule: reserved-name
-- @same: SELECT "order", "Region" FROM "MonthlyTargets" WHERE "order" < 3 ORDER BY "order"
SELECT "order", "Region" FROM "MonthlyTargets" WHERE "order" < 3 ORDER BY "order"
---
-- @was: SELECT user.name FROM customers AS user WHERE user.id = 1
-- @rule: reserved-name
-- @same: SELECT name FROM customers WHERE id = 1
SELECT "user".name FROM customers AS "user" WHERE "user".id = 1
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE channel = "web" AND currency IN ("EUR", "USD")
-- @rule: quoted-string
-- @same: SELECT count(*) FROM orders WHERE channel = 'web' AND currency IN ('EUR', 'USD')
SELECT COUNT(*) AS n FROM orders WHERE channel = 'web' AND currency IN ('EUR', 'USD')
---
-- @was: SELECT channel AS 'Channel', COUNT(*) AS 'Orders' FROM orders GROUP BY channel ORDER BY 'Orders'
-- @rule: label-quotes
-- @same: SELECT channel, count(*) FROM orders GROUP BY 1 ORDER BY 2
SELECT channel AS "Channel", COUNT(*) AS "Orders" FROM orders GROUP BY channel ORDER BY "Orders"
---
-- @was: SELECT AVG(n) AS a FROM (SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id) WHERE n > 3
-- @rule: subquery-name
-- @same: SELECT avg(n) FROM (SELECT count(*) AS n FROM orders GROUP BY customer_id) t WHERE n > 3
SELECT AVG(n) AS a FROM (SELECT customer_id, COUNT(*) AS n FROM orders GROUP BY customer_id) AS subquery WHERE n > 3
---
-- @was: SELECT channel, COUNT(*) AS n, FROM orders GROUP BY channel, ORDER BY channel
-- @rule: stray-comma
-- @same: SELECT channel, count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT channel, COUNT(*) AS n FROM orders GROUP BY channel ORDER BY channel
---
-- @was: SELECT to_char(ordered_at, 'YYYY') year, COUNT(*) month FROM orders GROUP BY 1 ORDER BY 1
-- @rule: missing-as
-- @same: SELECT to_char(ordered_at, 'YYYY'), count(*) FROM orders GROUP BY 1 ORDER BY 1
SELECT to_char(ordered_at, 'YYYY') AS year, COUNT(*) AS month FROM orders GROUP BY 1 ORDER BY 1
---
-- @was: SELECT channel, currency, COUNT(*) AS n FROM orders GROUP BY ALL ORDER BY 1, 2
-- @rule: clause
-- @same: SELECT channel, currency, count(*) FROM orders GROUP BY 1, 2 ORDER BY 1, 2
SELECT channel, currency, COUNT(*) AS n FROM orders GROUP BY 1, 2 ORDER BY 1, 2
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE note = NULL OR delivered_on <> NULL
-- @rule: null-comparison
-- @same: SELECT count(*) FROM orders WHERE note IS NULL OR delivered_on IS NOT NULL
SELECT COUNT(*) AS n FROM orders WHERE note IS NULL OR delivered_on IS NOT NULL
---
-- @was: SELECT DISTINCT ON (customer_id) customer_id, id FROM orders WHERE customer_id < 4 ORDER BY ordered_at DESC
-- @rule: distinct-order
-- @same: SELECT DISTINCT ON (customer_id) customer_id, id FROM orders WHERE customer_id < 4 ORDER BY customer_id, ordered_at DESC
SELECT DISTINCT ON (customer_id) customer_id, id FROM orders WHERE customer_id < 4 ORDER BY customer_id, ordered_at DESC
---
-- @was: SELECT COUNT(*) AS n FROM orders o WHERE o.order_date >= '2024-06-01'
-- @rule: column-name
-- @same: SELECT count(*) FROM orders WHERE ordered_at >= '2024-06-01'
SELECT COUNT(*) AS n FROM orders o WHERE o.ordered_at >= '2024-06-01'
---
-- @was: SELECT p.product_name AS p, SUM(oi.qty) AS n FROM order_items oi JOIN products p ON p.id = oi.product_id WHERE p.id < 3 GROUP BY p.product_name ORDER BY n
-- @rule: column-name
-- @same: SELECT p.name, sum(oi.quantity) FROM order_items oi JOIN products p ON p.id = oi.product_id WHERE p.id < 3 GROUP BY 1 ORDER BY 2
SELECT p.name AS p, SUM(oi.quantity) AS n FROM order_items oi JOIN products p ON p.id = oi.product_id WHERE p.id < 3 GROUP BY p.name ORDER BY n
---
-- @was: SELECT COUNT(*) AS n FROM orders WHERE shipping->>'insured' = 1
-- @rule: json-type
-- @same: SELECT count(*) FROM orders WHERE (shipping->>'insured')::boolean
SELECT COUNT(*) AS n FROM orders WHERE (shipping->>'insured')::boolean = TRUE
---
-- @was: SELECT ROUND(AVG(first_response) / 60, 2) AS minutes, ROUND(AVG(closed_at - opened_at) * 24, 2) AS hours FROM tickets
-- @rule: date-arithmetic
-- @same: SELECT round(avg(extract(epoch FROM first_response)) / 60, 2), round(avg(extract(epoch FROM closed_at - opened_at)) / 3600, 2) FROM tickets
SELECT ROUND(EXTRACT(EPOCH FROM AVG(first_response)) / 60, 2) AS minutes, ROUND((EXTRACT(EPOCH FROM AVG(closed_at - opened_at)) / 86400) * 24, 2) AS hours FROM tickets
---
-- @was: SELECT o.channel AS c, COUNT(*) AS n FROM orders AS o WHERE EXISTS (SELECT * FROM tickets WHERE tickets.customer_id = orders.customer_id) GROUP BY o.channel ORDER BY 1
-- @rule: table-qualifier
-- @same: SELECT channel, count(*) FROM orders AS o WHERE customer_id IN (SELECT customer_id FROM tickets) GROUP BY 1 ORDER BY 1
SELECT o.channel AS c, COUNT(*) AS n FROM orders AS o WHERE EXISTS (SELECT * FROM tickets WHERE tickets.customer_id = o.customer_id) GROUP BY o.channel ORDER BY 1
