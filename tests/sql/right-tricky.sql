-- SPDX-License-Identifier: GPL-3.0-or-later
-- # Statements that are right, and look wrong to a check that knows the rules only by half.
WITH orders AS (SELECT 1 AS id, 'x'::text AS label) SELECT label FROM orders
---
WITH a AS (SELECT 1 AS n), b AS (SELECT n + 1 AS n FROM a) SELECT a.n, b.n FROM a, b
---
WITH t (x, y) AS (SELECT id, total FROM orders) SELECT x, sum(y) AS s FROM t GROUP BY x ORDER BY s LIMIT 3
---
WITH RECURSIVE t (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT sum(n) AS s FROM t
---
WITH RECURSIVE a AS (SELECT n FROM b WHERE n > 1), b AS (SELECT generate_series(1, 3) AS n) SELECT n FROM a
---
WITH RECURSIVE d AS (SELECT date_trunc('month', now()) AS day UNION ALL SELECT day - INTERVAL '1 day' FROM d WHERE day > now() - INTERVAL '60 days') SELECT count(*) AS n FROM d
---
WITH m AS MATERIALIZED (SELECT channel, count(*) FROM orders GROUP BY channel) SELECT channel, count FROM m ORDER BY count
---
WITH m AS (SELECT channel, sum(total), max(ordered_at)::date FROM orders GROUP BY channel) SELECT channel, sum, max FROM m ORDER BY sum
---
WITH m AS (SELECT CASE WHEN total > 100 THEN 'a' ELSE 'b' END, COALESCE(note, ''), total::int, EXTRACT(year FROM ordered_at), CURRENT_DATE, ARRAY[1] FROM orders) SELECT "case", "coalesce", total, "extract", "current_date", "array" FROM m LIMIT 1
---
WITH m AS (SELECT (SELECT max(total) FROM orders), EXISTS (SELECT 1), NULLIF(1, 0), 5::bigint, GREATEST(1, 2), LEAST(1, 2), ROW(1, 2)) SELECT max, exists, nullif, int8, "greatest", "least", "row" FROM m
---
SELECT o.id FROM orders o WHERE total > (SELECT avg(total) FROM orders WHERE channel = o.channel) ORDER BY o.id LIMIT 5
---
SELECT channel, count(*) AS total FROM orders GROUP BY channel ORDER BY total DESC
---
SELECT lower(channel) AS channel, count(*) AS n FROM orders GROUP BY channel, lower(channel) ORDER BY channel
---
SELECT channel AS currency, count(*) AS n FROM orders GROUP BY channel ORDER BY currency
---
SELECT total AS discount, discount AS total FROM orders ORDER BY total + discount LIMIT 3
---
SELECT c.id, c.name, c.country, count(o.id) AS n FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id ORDER BY n LIMIT 5
---
SELECT i.order_id, i.line_no, i.quantity * i.unit_price AS value, count(*) AS n FROM order_items i GROUP BY i.order_id, i.line_no ORDER BY value LIMIT 5
---
SELECT c.*, count(o.id) AS n FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id ORDER BY n LIMIT 2
---
SELECT date_trunc('month', ordered_at) AS m, count(*) AS n FROM orders GROUP BY date_trunc('month', orders.ordered_at) ORDER BY m
---
SELECT DATE(ordered_at) AS d, count(*) AS n FROM orders GROUP BY ordered_at::date ORDER BY d
---
SELECT delivered_on::date AS d, count(*) AS n FROM orders GROUP BY delivered_on ORDER BY d
---
SELECT upper(channel::text) AS c, count(*) AS n FROM orders GROUP BY upper(channel) ORDER BY c
---
SELECT EXTRACT(year FROM ordered_at) * 100 + EXTRACT(month FROM ordered_at) AS ym, count(*) AS n FROM orders GROUP BY EXTRACT(month FROM ordered_at), EXTRACT(year FROM ordered_at) ORDER BY ym
---
SELECT channel || ' / ' || currency AS label, count(*) AS n FROM orders GROUP BY channel, currency ORDER BY label
---
SELECT CASE WHEN grouping(channel) = 1 THEN 'all' ELSE channel END AS c, sum(total) AS s FROM orders GROUP BY GROUPING SETS ((channel), ()) ORDER BY s
---
SELECT channel, currency, sum(total) AS s FROM orders GROUP BY CUBE (channel, currency) HAVING grouping(channel, currency) < 3 ORDER BY 1, 2
---
SELECT channel, sum(total) AS s, sum(sum(total)) OVER (ORDER BY sum(total)) AS running, rank() OVER (ORDER BY count(*) DESC) AS place FROM orders GROUP BY channel ORDER BY place
---
SELECT 'all' AS label, count(*) AS n, (SELECT count(*) FROM customers) AS customers, now() AS at FROM orders
---
SELECT channel, max(total) FILTER (WHERE is_test) AS t, array_agg(DISTINCT currency ORDER BY currency) AS cs FROM orders GROUP BY channel ORDER BY channel
---
SELECT channel, count(*) AS n FROM orders GROUP BY channel HAVING bool_or(is_test) ORDER BY max(ordered_at) DESC, min(total)
---
SELECT t.channel FROM (SELECT channel, row_number() OVER w AS n FROM orders WINDOW w AS (PARTITION BY channel ORDER BY ordered_at DESC)) t WHERE t.n = 1 ORDER BY 1
---
SELECT id, sum(total) OVER (w ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS s FROM orders WINDOW w AS (PARTITION BY channel) ORDER BY id LIMIT 3
---
SELECT ordered_at, avg(total) OVER (ORDER BY ordered_at RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW) AS a FROM orders ORDER BY 1 LIMIT 3
---
SELECT x.month, y.n FROM generate_series(timestamptz '2024-01-01', timestamptz '2024-06-01', INTERVAL '1 month') AS x (month) LEFT JOIN LATERAL (SELECT count(*) AS n FROM orders o WHERE o.ordered_at >= x.month AND o.ordered_at < x.month + INTERVAL '1 month') y ON true ORDER BY 1
---
SELECT d::date AS day FROM generate_series(CURRENT_DATE - 7, CURRENT_DATE, '1 day') d ORDER BY d
---
SELECT n, n * 2 AS doubled FROM generate_series(1, 3) n ORDER BY n
---
SELECT tag, count(*) AS n FROM customers, unnest(tags) AS tag GROUP BY tag ORDER BY n
---
SELECT tag.value, tag.ordinality FROM customers c CROSS JOIN LATERAL unnest(c.tags) WITH ORDINALITY AS tag (value) ORDER BY 2 LIMIT 3
---
SELECT u.a, u.b FROM unnest(ARRAY[1, 2], ARRAY['x', 'y']) AS u (a, b) ORDER BY 1
---
SELECT e.key, e.value FROM customers c, jsonb_each_text(c.profile) e WHERE c.id = 1 ORDER BY 1
---
SELECT k, count(*) AS n FROM customers, jsonb_object_keys(profile) AS k GROUP BY k ORDER BY n
---
SELECT r.plan, r.age FROM customers c, jsonb_to_record(c.profile) AS r (plan text, age int) WHERE r.age > 20 ORDER BY 2 LIMIT 3
---
SELECT item ->> 'name' AS name FROM jsonb_array_elements('[{"name": "a"}, {"name": "b"}]'::jsonb) AS item ORDER BY 1
---
SELECT x.a, x.b FROM ROWS FROM (generate_series(1, 2), generate_series(5, 7)) AS x (a, b) ORDER BY 2
---
SELECT customer_id, count(*) AS n FROM orders JOIN tickets USING (customer_id) GROUP BY customer_id ORDER BY n LIMIT 3
---
SELECT * FROM (SELECT 1 AS a, 2 AS b) x NATURAL JOIN (SELECT 1 AS a, 3 AS c) y
---
SELECT a, x.b, y.c FROM (SELECT 1 AS a, 2 AS b) x FULL JOIN (SELECT 1 AS a, 3 AS c) y USING (a)
---
SELECT j.id, j.country FROM (orders o JOIN customers c ON c.id = o.customer_id) AS j (id, customer, status, channel, at, delivered, total, discount, tax, items, currency, test, note, shipping, cid, name, email, country) LIMIT 2
---
SELECT public.orders.id FROM public.orders ORDER BY public.orders.total LIMIT 1
---
SELECT budgets.amount FROM finance.budgets WHERE finance.budgets.region = 'DE' ORDER BY 1 LIMIT 1
---
SELECT b.region, sum(b.amount) AS target FROM finance.budgets AS b GROUP BY b.region ORDER BY 1
---
SELECT "Region", sum("TargetAmount") AS target, min("order") AS first FROM "MonthlyTargets" GROUP BY "Region" ORDER BY 1
---
SELECT row_to_json(o) AS j FROM (SELECT id, total FROM orders LIMIT 2) o
---
SELECT count(o) AS n, count(o.*) AS m FROM orders o
---
SELECT o.count FROM orders o LIMIT 0
---
SELECT ctid, tableoid::regclass AS t FROM orders LIMIT 1
---
SELECT DISTINCT ON (channel) channel, total FROM orders ORDER BY channel, total DESC
---
SELECT DISTINCT lower(channel) AS c FROM orders ORDER BY lower(channel)
---
SELECT DISTINCT channel, currency FROM orders ORDER BY currency, 1
---
SELECT channel FROM orders UNION SELECT device FROM sessions ORDER BY channel
---
(SELECT id, total FROM orders ORDER BY total DESC LIMIT 1) UNION ALL (SELECT id, total FROM orders ORDER BY total LIMIT 1) ORDER BY 2
---
SELECT 'a' AS kind, NULL AS n UNION ALL SELECT 'b', 5 ORDER BY 1
---
SELECT sum(n) AS s FROM (SELECT count(*) AS n FROM orders UNION ALL SELECT count(*) FROM tickets) t
---
SELECT CASE WHEN total > 100 THEN 1.5 WHEN is_test THEN 2 ELSE NULL END AS x, COALESCE(cost_sum, 0, 1.5) AS y FROM orders, (SELECT sum(cost) AS cost_sum FROM products) p LIMIT 2
---
SELECT CASE channel WHEN 'web' THEN 'online' WHEN 'app' THEN 'online' ELSE 'shop' END AS kind, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1
---
SELECT count(*) AS n FROM orders WHERE total > '100' AND ordered_at > '2024-03-01' AND is_test = 'f' AND customer_id IN ('1', '2')
---
SELECT count(*) AS n FROM orders WHERE ordered_at >= 'yesterday' AND delivered_on < 'tomorrow' AND ordered_at > 'epoch' AND ordered_at > '2024-01-05T10:00:00Z'
---
SELECT now() - INTERVAL '1 year 2 mons 3 days 04:05:06' AS a, now() - '7 days'::interval AS b, now() - 7 * INTERVAL '1 day' AS c, CURRENT_DATE - 7 AS d, INTERVAL 'P1DT2H' AS e, INTERVAL '90' MINUTE AS f
---
SELECT delivered_on - ordered_at::date AS days, EXTRACT(EPOCH FROM now() - ordered_at) / 86400 AS age, (now() - ordered_at) / 2 AS half FROM orders WHERE delivered_on IS NOT NULL LIMIT 2
---
SELECT count(*) AS n FROM customers WHERE profile @> '{"vip": true}' AND profile ? 'plan' AND (profile ->> 'age')::int > 30 AND profile -> 'address' ->> 'city' = 'Berlin' AND profile #>> '{address,zip}' LIKE '1%'
---
SELECT profile['plan'] AS plan, tags[1] AS first, tags[1:2] AS two, array_length(tags, 1) AS n, cardinality(tags) AS m FROM customers LIMIT 2
---
SELECT count(*) AS n FROM customers WHERE 'beta' = ANY (tags) AND tags && ARRAY['beta', 'x'] AND tags @> '{beta}' AND country = ANY ('{DE,FR}')
---
SELECT count(*) AS n FROM customers WHERE segment = 'consumer' AND segment::text LIKE 'c%' AND segment IN ('consumer', 'enterprise')
---
SELECT min(priority) AS p, max(status) AS s FROM tickets, orders LIMIT 1
---
SELECT (id, total) AS pair FROM orders WHERE (customer_id, channel) IN (SELECT customer_id, 'web' FROM tickets) ORDER BY 1 LIMIT 2
---
SELECT count(*) AS n FROM orders WHERE (customer_id, id) IN ((1, 2), (3, 4)) OR (ordered_at, ordered_at + INTERVAL '1 day') OVERLAPS (now(), now())
---
SELECT round(avg(total), 2) AS a, round(avg(weight_kg)::numeric, 2) AS b, round(sum(in_stock) * 100.0 / sum(sum(in_stock)) OVER (), 1) AS c FROM products, orders WHERE orders.id = products.id
---
SELECT substring(email FROM '@(.*)$') AS domain, position('@' IN email) AS at, trim(BOTH ' ' FROM name) AS name, overlay(name PLACING 'x' FROM 1 FOR 1) AS o FROM customers LIMIT 1
---
SELECT regexp_replace(name, '\d+', '') AS stem, split_part(email, '@', 2) AS host, left(name, 3) AS l, concat(id, '-', name, NULL) AS c, concat_ws(',', id, is_active) AS d, format('%s of %s', id, name) AS f FROM customers LIMIT 1
---
SELECT ordered_at AT TIME ZONE 'Asia/Seoul' AS local, (ordered_at AT TIME ZONE 'UTC')::date AS day, to_char(total, 'FM999,990.00') AS t, to_char(ordered_at, 'YYYY-"W"IW') AS w, make_interval(days => 7) AS i, make_date(2024, 1, 31) AS d FROM orders LIMIT 1
---
SELECT date_part('year', age(birth_date)) AS age, age(now(), signed_up_at) AS since, justify_interval(now() - signed_up_at) AS j FROM customers LIMIT 1
---
SELECT width_bucket(total, 0, 500, 5) AS bucket, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1
---
SELECT total::int / 100 * 100 AS band, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1
---
SELECT floor(items_count / customer_id) AS x, div(items_count, customer_id) AS y, items_count % customer_id AS z FROM orders LIMIT 1
---
SELECT channel, count(*) FILTER (WHERE status = 'paid')::numeric / count(*) AS share FROM orders GROUP BY channel ORDER BY 1
---
SELECT CASE WHEN sum(cost) > 0 THEN sum(price) / sum(cost) END AS r, CASE WHEN count(*) = 0 THEN 0 ELSE sum(price) / count(*) END AS q, sum(price) / GREATEST(count(*), 1) AS p FROM products
---
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY in_stock) AS median, percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY launched_on) AS edges, mode() WITHIN GROUP (ORDER BY category_id) AS usual, rank(5) WITHIN GROUP (ORDER BY in_stock) AS r FROM products
---
SELECT corr(total, items_count) AS c, regr_slope(total, items_count) AS s, stddev_samp(total) AS d, bool_and(is_test) AS b, every(total > 0) AS e, string_agg(DISTINCT channel, ',' ORDER BY channel) AS cs, json_object_agg(channel, total) AS j FROM orders
---
SELECT (SELECT count(*) FROM tickets t WHERE t.customer_id = c.id AND t.opened_at > (SELECT min(o.ordered_at) FROM orders o WHERE o.customer_id = c.id)) AS n FROM customers c ORDER BY 1 DESC LIMIT 1
---
SELECT c.country, (SELECT sum(o.total) FROM orders o WHERE o.customer_id = min(c.id)) AS first FROM customers c GROUP BY c.country ORDER BY 1
---
SELECT channel, (SELECT max(o2.total) FROM orders o2 WHERE o2.channel = o.channel) AS m, count(*) AS n FROM orders o GROUP BY channel ORDER BY 1
---
SELECT generate_series(1, 3) AS n, unnest(ARRAY['a', 'b', 'c']) AS c ORDER BY 1
---
SELECT id FROM orders ORDER BY CASE WHEN channel = 'web' THEN 0 ELSE 1 END, total DESC NULLS LAST, id USING < LIMIT 3
---
SELECT id FROM orders ORDER BY total FETCH FIRST 3 ROWS WITH TIES
---
SELECT id FROM orders LIMIT (SELECT count(*) / 100 FROM customers) OFFSET 1 + 1
---
SELECT FROM orders LIMIT 1
---
VALUES (1, 'a'), (2, NULL) ORDER BY column1 DESC
---
SELECT v.id, o.total FROM (VALUES (1), (2)) AS v (id) JOIN orders o ON o.id = v.id ORDER BY 1
---
SELECT table_name, table_rows FROM (SELECT table_name, count(*) AS table_rows FROM information_schema.columns GROUP BY table_name) t ORDER BY 1 LIMIT 3
---
SELECT relname, n_live_tup FROM pg_stat_user_tables ORDER BY relname LIMIT 3
---
SELECT count(*) AS n FROM orders TABLESAMPLE SYSTEM (50) REPEATABLE (1) WHERE total IS DISTINCT FROM discount AND note IS NULL AND is_test IS NOT TRUE
---
SELECT 1 AS one WHERE EXISTS (SELECT FROM orders) AND NOT EXISTS (SELECT 1 FROM orders WHERE total < 0)
---
SELECT name COLLATE "C" AS n, 'a' || id AS s, -id AS m, +id AS p, ~id AS inv, @ (id - 5) AS a, id ^ 2 AS q, |/ id AS r, id # 3 AS x, id << 1 AS l FROM customers ORDER BY 1 LIMIT 1
---
SELECT status, count(*) AS n FROM orders GROUP BY status ORDER BY array_position(ARRAY['pending', 'paid']::order_status[], status), status
---
SELECT a.country, b.n FROM (SELECT country, count(*) AS n FROM customers GROUP BY 1) a JOIN (SELECT country, count(*) AS n FROM sessions GROUP BY 1) b USING (country) ORDER BY 1
---
SELECT o1.id FROM orders o1 LEFT JOIN orders o2 ON o2.customer_id = o1.customer_id AND o2.ordered_at > o1.ordered_at WHERE o2.id IS NULL ORDER BY 1 LIMIT 3
---
SELECT n.text AS t FROM generate_series(1, 3) n ORDER BY 1
---
SELECT (SELECT max(p.amount) FROM payments p WHERE p.order_id = o.id) AS m, count(*) AS n FROM orders o GROUP BY (SELECT max(p.amount) FROM payments p WHERE p.order_id = o.id) ORDER BY 2 LIMIT 3
---
SELECT DISTINCT ON (c.parent_id) c.name AS n, c.* FROM categories c ORDER BY 4
---
SELECT c.*, count(*) AS n FROM categories c GROUP BY 1, 2, 3 ORDER BY 1
---
SELECT o.id, p.amount FROM orders o FULL JOIN payments p ON p.order_id = o.id AND p.refunded ORDER BY 1 LIMIT 1
---
SELECT channel, currency, count(*) AS n FROM orders GROUP BY GROUPING SETS ((channel, id), (currency, id)) ORDER BY n LIMIT 1
