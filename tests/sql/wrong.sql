-- SPDX-License-Identifier: GPL-3.0-or-later
-- # Statements with something wrong in them, and what must be found (the id of a finding, and where
-- # it is certain what mends it). PostgreSQL refuses what is an error, a wrong result apart; what
-- # is a wrong result, a warning or a hint, it runs. The server's test shows both.
-- @finding: unknown-table
SELECT count(*) AS n FROM order_lines
---
-- @finding: unknown-table
-- @fix: orders
SELECT count(*) AS n FROM orderz
---
-- @finding: unknown-table
-- @fix: public.orders
SELECT count(*) AS n FROM sales.orders
---
-- @finding: unknown-table
-- @fix: finance.budgets
SELECT sum(amount) AS total FROM finance.budget
---
-- @finding: unknown-table
-- @fix: "MonthlyTargets"
SELECT count(*) AS n FROM MonthlyTargets
---
-- @finding: unknown-table
WITH recent AS (SELECT * FROM orders) SELECT count(*) AS n FROM recents
---
-- @finding: unknown-table
SELECT o.id FROM orders o JOIN invoices i ON i.order_id = o.id LIMIT 5
---
-- @finding: unknown-table
WITH b AS (SELECT n FROM a), a AS (SELECT 1 AS n) SELECT n FROM b
---
-- @finding: unknown-table
WITH t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t
---
-- @finding: unknown-column
SELECT count(*) AS n FROM orders WHERE state = 'paid'
---
-- @finding: unknown-column
-- @fix: total
SELECT sum(totl) AS revenue FROM orders
---
-- @finding: unknown-column
-- @fix: o.ordered_at
SELECT o.orderd_at FROM orders o LIMIT 3
---
-- @finding: unknown-column
-- @fix: customer_id
SELECT customerId, count(*) AS n FROM orders GROUP BY customerId
---
-- @finding: unknown-column
-- @fix: "Region"
SELECT Region, sum(TargetAmount) AS target FROM "MonthlyTargets" GROUP BY Region
---
-- @finding: unknown-column
-- @fix: t."Month"
SELECT t."Region", t.month FROM "MonthlyTargets" t LIMIT 5
---
-- @finding: unknown-column
SELECT avg(city) AS x FROM customers
---
-- @finding: unknown-column
-- @fix: 'web'
SELECT channel, count(*) AS n FROM orders WHERE channel = "web" GROUP BY channel
---
-- @finding: unknown-column
SELECT p.total FROM (SELECT id, total AS amount FROM orders) p LIMIT 3
---
-- @finding: unknown-column
WITH m AS (SELECT date_trunc('month', ordered_at) AS month, count(*) FROM orders GROUP BY 1) SELECT month, orders FROM m ORDER BY month
---
-- @finding: unknown-column
SELECT c.name, c.orders_total FROM customers c LIMIT 10
---
-- @finding: unknown-column
SELECT v.c FROM (VALUES (1, 2), (3, 4)) AS v (a, b)
---
-- @finding: unknown-column
SELECT g.n FROM generate_series(1, 3) AS g (m)
---
-- @finding: unknown-column
SELECT e.name FROM jsonb_each('{"a": 1}'::jsonb) e
---
-- @finding: unknown-column
SELECT customer_id FROM orders WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.client_id = orders.customer_id)
---
-- @finding: unknown-column
SELECT id FROM customers ORDER BY signup_date LIMIT 5
---
-- @finding: unknown-column
SELECT o.id FROM orders o JOIN payments p USING (order_id) LIMIT 5
---
-- @finding: unknown-column
SELECT profile -> plan AS plan FROM customers LIMIT 5
---
-- @finding: unknown-column
SELECT plan_name, sum(monthly_fee) AS mrr FROM subscriptions GROUP BY plan_name
---
-- @finding: ambiguous-column
SELECT id FROM orders o JOIN customers c ON c.id = o.customer_id LIMIT 5
---
-- @finding: ambiguous-column
SELECT status, count(*) AS n FROM orders JOIN subscriptions ON subscriptions.customer_id = orders.customer_id GROUP BY status
---
-- @finding: ambiguous-column
SELECT name AS x, sku AS x FROM products ORDER BY x
---
-- @finding: ambiguous-column
SELECT channel AS a, currency AS a, count(*) AS n FROM orders GROUP BY a
---
-- @finding: missing-from
SELECT o.id, p.amount FROM orders o LIMIT 3
---
-- @finding: missing-from
-- @fix: o.id
SELECT orders.id FROM orders o LIMIT 3
---
-- @finding: missing-from
SELECT o.profile.plan FROM customers o LIMIT 3
---
-- @finding: missing-from
SELECT profile.plan FROM customers LIMIT 3
---
-- @finding: missing-from
SELECT count(*) AS n FROM orders o, customers c JOIN tickets t ON t.customer_id = o.customer_id WHERE c.id = o.customer_id
---
-- @finding: missing-from
SELECT c.id, t.n FROM customers c, (SELECT count(*) AS n FROM orders o WHERE o.customer_id = c.id) t LIMIT 3
---
-- @finding: missing-from
SELECT j.a, o.id FROM (orders o JOIN customers c ON c.id = o.customer_id) AS j (a) LIMIT 3
---
-- @finding: missing-from
SELECT o.* , x.* FROM orders o LIMIT 1
---
-- @finding: missing-from
SELECT total FROM orders WHERE monthly.total > 5
---
-- @finding: duplicate-alias
SELECT a.id FROM orders a JOIN customers a ON a.id = a.id LIMIT 1
---
-- @finding: duplicate-alias
SELECT count(*) AS n FROM orders, orders
---
-- @finding: duplicate-alias
WITH t AS (SELECT 1 AS a), t AS (SELECT 2 AS a) SELECT a FROM t
---
-- @finding: column-list-too-long
SELECT t.a FROM (SELECT 1) AS t (a, b)
---
-- @finding: column-list-too-long
WITH t (a, b) AS (SELECT 1) SELECT a FROM t
---
-- @finding: column-definition-missing
SELECT x.a FROM json_to_recordset('[]'::json) AS x
---
-- @finding: alias-in-where
SELECT id, total - discount AS net FROM orders WHERE net > 100 LIMIT 5
---
-- @finding: alias-in-where
SELECT ordered_at::date AS day, count(*) AS n FROM orders WHERE day > CURRENT_DATE - 30 GROUP BY 1 ORDER BY 1
---
-- @finding: alias-in-having
SELECT channel, count(*) AS n FROM orders GROUP BY channel HAVING n > 10 ORDER BY n
---
-- @finding: alias-in-window
SELECT channel, sum(total) AS revenue, rank() OVER (ORDER BY revenue DESC) AS place FROM orders GROUP BY channel ORDER BY place
---
-- @finding: alias-in-order
SELECT channel, sum(total) AS revenue FROM orders GROUP BY channel ORDER BY revenue * 2
---
-- @finding: alias-in-select
SELECT channel, sum(total) AS revenue, revenue / 2 AS half FROM orders GROUP BY channel ORDER BY channel
---
-- @finding: alias-in-group
SELECT lower(channel) AS c, count(*) AS n FROM orders GROUP BY upper(c) ORDER BY n
---
-- @finding: unknown-function
SELECT DATE_FORMAT(ordered_at, '%Y-%m') AS month FROM orders LIMIT 5
---
-- @finding: unknown-function
-- @fix: COALESCE
SELECT IFNULL(cost, 0) AS cost FROM products LIMIT 5
---
-- @finding: unknown-function
SELECT YEAR(ordered_at) AS y, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1
---
-- @finding: unknown-function
SELECT MEDIAN(total) AS m FROM orders
---
-- @finding: unknown-function
SELECT GROUP_CONCAT(channel) AS c FROM orders
---
-- @finding: unknown-function
-- @fix: length
SELECT LEN(name) AS l FROM products LIMIT 5
---
-- @finding: unknown-function
SELECT percentile(total, 0.5) AS p FROM orders
---
-- @finding: wrong-arguments
SELECT round(weight_kg) AS w, lower(in_stock) AS x FROM products LIMIT 5
---
-- @finding: type-mismatch
-- @fix: (avg(weight_kg))::numeric
SELECT round(avg(weight_kg), 2) AS w FROM products
---
-- @finding: wrong-arguments
SELECT sum(name) AS s FROM products
---
-- @finding: wrong-arguments
SELECT avg(agent) AS s FROM tickets
---
-- @finding: wrong-arguments
SELECT avg(is_active) AS share FROM customers
---
-- @finding: wrong-arguments
SELECT date_trunc('month', note) AS m FROM orders LIMIT 5
---
-- @finding: wrong-arguments
SELECT EXTRACT(YEAR FROM currency) AS y FROM orders LIMIT 5
---
-- @finding: wrong-arguments
SELECT EXTRACT(DAY FROM delivered_on - ordered_at::date) AS d FROM orders LIMIT 5
---
-- @finding: wrong-arguments
SELECT EXTRACT(EPOCH FROM cancelled_on - started_on) AS s FROM subscriptions LIMIT 5
---
-- @finding: wrong-arguments
SELECT count(DISTINCT customer_id, channel) AS n FROM orders
---
-- @finding: wrong-arguments
SELECT sum(*) AS n FROM orders
---
-- @finding: wrong-arguments
SELECT count() AS n FROM orders
---
-- @finding: wrong-arguments
SELECT coalesce(sum(total), 0) AS t, substring(id, 1, 2) AS s FROM orders GROUP BY id LIMIT 5
---
-- @finding: wrong-arguments
SELECT to_char(channel, 'YYYY') AS y FROM orders LIMIT 5
---
-- @finding: wrong-arguments
SELECT date_trunc('month', '2024-01-05') AS m
---
-- @finding: wrong-arguments
SELECT string_agg(id, ',') AS ids FROM customers
---
-- @finding: wrong-arguments
SELECT jsonb_array_length(details) AS n FROM payments LIMIT 3
---
-- @finding: wrong-arguments
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY channel) AS m FROM orders
---
-- @finding: wrong-arguments
SELECT age(total) AS a FROM orders LIMIT 5
---
-- @finding: wrong-arguments
SELECT split_part(customer_id, '-', 1) AS p FROM orders LIMIT 5
---
-- @finding: wrong-arguments
SELECT array_length(tags) AS n FROM customers LIMIT 5
---
-- @finding: unknown-unit
SELECT date_trunc('quarters', ordered_at) AS q, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1
---
-- @finding: unknown-unit
SELECT EXTRACT(weekday FROM ordered_at) AS d, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1
---
-- @finding: unknown-unit
SELECT EXTRACT(hour FROM delivered_on) AS h FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM orders WHERE channel = 5
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM orders o JOIN payments p ON p.id = o.id
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM orders WHERE id LIKE '1%'
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM orders WHERE status LIKE 'p%'
---
-- @finding: type-mismatch
-- @fix: TRUE
SELECT count(*) AS n FROM customers WHERE is_active = 1
---
-- @finding: type-mismatch
-- @fix: INTERVAL '30 days'
SELECT count(*) AS n FROM orders WHERE ordered_at > now() - 30
---
-- @finding: type-mismatch
-- @fix: INTERVAL '7 days'
SELECT count(*) AS n FROM orders WHERE ordered_at + 7 > now()
---
-- @finding: type-mismatch
SELECT channel + 1 AS x FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT name * price AS x FROM products LIMIT 5
---
-- @finding: bad-literal
SELECT CASE WHEN total > 100 THEN 1 ELSE 'small' END AS size FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT CASE WHEN total > 100 THEN channel ELSE total END AS x FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT COALESCE(note, 0) AS note FROM orders LIMIT 5
---
-- @finding: bad-literal
SELECT COALESCE(cost, 'n/a') AS cost FROM products LIMIT 5
---
-- @finding: type-mismatch
SELECT GREATEST(ordered_at, total) AS g FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT id FROM orders UNION SELECT name FROM customers
---
-- @finding: type-mismatch
SELECT channel, total FROM orders UNION ALL SELECT device, started_at FROM sessions
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM orders WHERE total
---
-- @finding: type-mismatch
SELECT count(*) FILTER (WHERE items_count) AS n FROM orders
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM orders WHERE is_test AND total
---
-- @finding: type-mismatch
SELECT total::date AS d FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT (now() - ordered_at)::int AS days FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT is_test::numeric AS x FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT note ->> 'a' AS x FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM orders WHERE shipping ->> 'fee' > 5
---
-- @finding: type-mismatch
SELECT sum((shipping ->> 'fee') * total) AS x FROM orders
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM orders WHERE customer_id IN (SELECT name FROM customers)
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM tickets WHERE closed_at - opened_at > 24
---
-- @finding: type-mismatch
SELECT details, count(*) AS n FROM payments GROUP BY details
---
-- @finding: type-mismatch
SELECT DISTINCT details FROM payments
---
-- @finding: type-mismatch
SELECT count(DISTINCT details) AS n FROM payments
---
-- @finding: type-mismatch
WITH RECURSIVE d AS (SELECT CURRENT_DATE AS day UNION ALL SELECT day + INTERVAL '1 day' FROM d WHERE day < CURRENT_DATE + 3) SELECT day FROM d
---
-- @finding: type-mismatch
SELECT count(*) AS n FROM orders WHERE total = ANY (customer_id)
---
-- @finding: type-mismatch
SELECT sum(total) OVER (ORDER BY ordered_at RANGE BETWEEN 7 PRECEDING AND CURRENT ROW) AS s FROM orders LIMIT 5
---
-- @finding: type-mismatch
SELECT c.name[1] AS initial FROM customers c LIMIT 5
---
-- @finding: bad-literal
SELECT id FROM orders LIMIT 'many'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM subscriptions WHERE status = 'active'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM subscriptions WHERE status IN ('active', 'trial')
---
-- @finding: bad-literal
SELECT count(*) AS n FROM orders WHERE ordered_at >= 'last month'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM orders WHERE ordered_at >= '2024-02-30'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM orders WHERE ordered_at >= '2024-05'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM orders WHERE ordered_at > now() - INTERVAL '1 quarter'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM orders WHERE ordered_at > now() - INTERVAL '2 fortnights'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM orders WHERE delivered_on > CURRENT_DATE - '7 days'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM customers WHERE is_active = 'active'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM orders WHERE total > '1,000'
---
-- @finding: bad-literal
SELECT NULLIF(total, '') AS t FROM orders LIMIT 5
---
-- @finding: bad-literal
SELECT count(*) AS n FROM payments WHERE id = '42'
---
-- @finding: bad-literal
SELECT id FROM orders UNION ALL SELECT 'total'
---
-- @finding: bad-literal
SELECT count(*) AS n FROM customers WHERE tags @> 'beta'
---
-- @finding: unknown-type
-- @fix: timestamp
SELECT CAST(ordered_at AS datetime) AS d FROM orders LIMIT 5
---
-- @finding: unknown-type
-- @fix: text
SELECT total::string AS s FROM orders LIMIT 5
---
-- @finding: unknown-type
-- @fix: double precision
SELECT CAST(total AS double) AS s FROM orders LIMIT 5
---
-- @finding: ungrouped-column
SELECT channel, status, count(*) AS n FROM orders GROUP BY channel
---
-- @finding: ungrouped-column
SELECT channel, count(*) AS n FROM orders
---
-- @finding: ungrouped-column
SELECT ordered_at, count(*) AS n FROM orders GROUP BY ordered_at::date
---
-- @finding: ungrouped-column
SELECT date_trunc('month', ordered_at) AS month, count(*) AS n FROM orders GROUP BY date_trunc('week', ordered_at)
---
-- @finding: ungrouped-column
SELECT channel, count(*) AS n FROM orders GROUP BY channel ORDER BY ordered_at
---
-- @finding: ungrouped-column
SELECT channel, count(*) AS n FROM orders GROUP BY channel HAVING total > 5
---
-- @finding: ungrouped-column
SELECT channel, total / sum(total) AS share FROM orders GROUP BY channel
---
-- @finding: ungrouped-column
SELECT o.customer_id, c.name, count(*) AS n FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY o.customer_id
---
-- @finding: ungrouped-column
SELECT channel, sum(total) OVER (PARTITION BY currency) AS s, count(*) AS n FROM orders GROUP BY channel
---
-- @finding: ungrouped-column
SELECT channel, (SELECT max(p.amount) FROM payments p WHERE p.order_id = o.id) AS m, count(*) AS n FROM orders o GROUP BY channel
---
-- @finding: ungrouped-column
SELECT m.code, avg(r.temperature) AS t, r.alarm FROM machines m JOIN machine_readings r ON r.machine_id = m.id GROUP BY m.id
---
-- @finding: ungrouped-column
SELECT *, count(*) AS n FROM orders GROUP BY channel
---
-- @finding: ungrouped-column
SELECT name FROM products HAVING count(*) > 1
---
-- @finding: ungrouped-column
SELECT channel, GROUPING(currency) AS g, count(*) AS n FROM orders GROUP BY ROLLUP (channel)
---
-- @finding: ungrouped-column
SELECT CASE WHEN total > 100 THEN 'big' ELSE 'small' END AS size, count(*) AS n FROM orders GROUP BY CASE WHEN total > 200 THEN 'big' ELSE 'small' END
---
-- @finding: nested-aggregate
SELECT avg(count(*)) AS a FROM orders GROUP BY customer_id
---
-- @finding: nested-aggregate
SELECT channel, max(sum(total)) AS m FROM orders GROUP BY channel
---
-- @finding: nested-aggregate
SELECT sum(row_number() OVER (ORDER BY id)) AS s FROM orders
---
-- @finding: aggregate-in-where
SELECT channel, count(*) AS n FROM orders WHERE count(*) > 5 GROUP BY channel
---
-- @finding: aggregate-in-where
SELECT id FROM orders WHERE total > avg(total)
---
-- @finding: window-in-where
SELECT id FROM orders WHERE row_number() OVER (ORDER BY total DESC) <= 10
---
-- @finding: misplaced-window
SELECT channel FROM orders GROUP BY channel HAVING rank() OVER (ORDER BY count(*)) = 1
---
-- @finding: misplaced-aggregate
SELECT channel, count(*) AS n FROM orders GROUP BY 1, 2
---
-- @finding: misplaced-aggregate
SELECT channel, count(*) AS n FROM orders GROUP BY channel, n
---
-- @finding: misplaced-aggregate
SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id AND count(o.id) > 1
---
-- @finding: misplaced-aggregate
SELECT count(*) FILTER (WHERE max(total) > 5) AS n FROM orders
---
-- @finding: misplaced-aggregate
SELECT id FROM orders LIMIT max(total)
---
-- @finding: misplaced-window
SELECT rank() OVER (ORDER BY total) AS r, count(*) AS n FROM orders GROUP BY 1
---
-- @finding: nested-window
SELECT sum(lag(total) OVER (ORDER BY id)) OVER (ORDER BY id) AS s FROM orders
---
-- @finding: over-missing
SELECT id, row_number() AS n FROM orders LIMIT 5
---
-- @finding: over-missing
SELECT id, lag(total) AS before FROM orders LIMIT 5
---
-- @finding: distinct-window
SELECT count(DISTINCT customer_id) OVER (PARTITION BY channel) AS n FROM orders LIMIT 5
---
-- @finding: not-an-aggregate
SELECT lower(channel) OVER (PARTITION BY channel) AS n FROM orders LIMIT 5
---
-- @finding: not-an-aggregate
SELECT round(total, 2) FILTER (WHERE total > 5) AS n FROM orders LIMIT 5
---
-- @finding: misplaced-filter
SELECT row_number() FILTER (WHERE total > 5) OVER (ORDER BY id) AS n FROM orders LIMIT 5
---
-- @finding: wrong-arguments
SELECT percentile_cont(0.5) AS m FROM orders
---
-- @finding: within-group-missing
SELECT percentile_cont(0.5, weight_kg) AS m FROM products
---
-- @finding: misplaced-window
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total) OVER (PARTITION BY channel) AS m FROM orders LIMIT 5
---
-- @finding: misplaced-set
SELECT id FROM customers WHERE unnest(tags) = 'beta'
---
-- @finding: misplaced-set
SELECT CASE WHEN is_active THEN unnest(tags) END AS tag FROM customers
---
-- @finding: misplaced-set
SELECT count(unnest(tags)) AS n FROM customers
---
-- @finding: unknown-window
SELECT sum(total) OVER w AS s FROM orders LIMIT 5
---
-- @finding: unknown-window
SELECT sum(total) OVER (w ORDER BY id) AS s FROM orders WINDOW v AS (PARTITION BY channel) LIMIT 5
---
-- @finding: window-frame
SELECT sum(total) OVER (ORDER BY channel, ordered_at RANGE BETWEEN '7 days' PRECEDING AND CURRENT ROW) AS s FROM orders LIMIT 5
---
-- @finding: position-out-of-range
SELECT channel, count(*) AS n FROM orders GROUP BY 3
---
-- @finding: position-out-of-range
SELECT channel, count(*) AS n FROM orders GROUP BY 1 ORDER BY 5
---
-- @finding: constant-position
SELECT channel, count(*) AS n FROM orders GROUP BY 'channel'
---
-- @finding: constant-position
SELECT channel, count(*) AS n FROM orders GROUP BY channel ORDER BY 'n'
---
-- @finding: set-operation-columns
SELECT id, total FROM orders UNION ALL SELECT id FROM customers
---
-- @finding: set-operation-columns
VALUES (1, 2), (3)
---
-- @finding: set-operation-order
SELECT channel FROM orders UNION SELECT device FROM sessions ORDER BY lower(channel)
---
-- @finding: set-operation-order
SELECT channel FROM orders UNION SELECT device FROM sessions ORDER BY device
---
-- @finding: distinct-order
SELECT DISTINCT channel FROM orders ORDER BY total
---
-- @finding: distinct-order
SELECT DISTINCT ON (customer_id) customer_id, total FROM orders ORDER BY total DESC
---
-- @finding: distinct-order
SELECT string_agg(DISTINCT channel, ',' ORDER BY total) AS c FROM orders
---
-- @finding: subquery-columns
SELECT (SELECT id, total FROM orders LIMIT 1) AS x
---
-- @finding: subquery-columns
SELECT count(*) AS n FROM orders WHERE customer_id IN (SELECT id, name FROM customers)
---
-- @finding: subquery-columns
SELECT count(*) AS n FROM orders WHERE (customer_id, channel) IN (SELECT id FROM customers)
---
-- @finding: column-in-limit
SELECT id FROM orders LIMIT items_count
---
-- @finding: recursion
WITH RECURSIVE t AS (SELECT id FROM t) SELECT id FROM t
---
-- @finding: star-without-from
SELECT *
---
-- @finding: full-join-condition
SELECT o.id, p.amount FROM orders o FULL JOIN payments p ON p.amount > o.total ORDER BY 1 LIMIT 1
---
-- @finding: ungrouped-column
SELECT id, channel, count(*) AS n FROM orders GROUP BY ROLLUP (id)
---
-- @finding: ambiguous-column
SELECT t.id FROM (SELECT o.id, c.id FROM orders o JOIN customers c ON c.id = o.customer_id) t LIMIT 1
---
-- @finding: type-mismatch
SELECT DISTINCT * FROM payments
---
-- @finding: division-by-zero
SELECT total / 0 AS x FROM orders LIMIT 5
---
-- @finding: integer-division
-- @fix: count(*) FILTER (WHERE status = 'returned') / NULLIF(count(*), 0)::numeric
-- @runs: yes
SELECT count(*) FILTER (WHERE status = 'returned') / count(*) AS return_rate FROM orders
---
-- @finding: integer-division
-- @fix: count(*) FILTER (WHERE bounced) / NULLIF(count(*), 0)::numeric
-- @runs: yes
SELECT round(count(*) FILTER (WHERE bounced) / NULLIF(count(*), 0) * 100, 2) AS bounce_rate FROM sessions
---
-- @finding: integer-division
-- @runs: yes
SELECT 100 * sum(CASE WHEN is_active THEN 1 ELSE 0 END) / count(*) AS percent FROM customers
---
-- @finding: integer-division
-- @fix: sum(items_count) / count(*)::numeric
-- @runs: yes
SELECT channel, sum(items_count) / count(*) AS items FROM orders GROUP BY channel ORDER BY channel
---
-- @finding: integer-division
-- @fix: n / NULLIF(c, 0)::numeric
-- @runs: yes
WITH t AS (SELECT count(*) AS n, count(DISTINCT customer_id) AS c FROM orders) SELECT n / c AS orders_per_customer FROM t
---
-- @finding: integer-division
-- @runs: yes
SELECT machine_id, (sum(defects) / sum(produced)) * 100 AS defect_rate FROM machine_readings GROUP BY machine_id ORDER BY 1
---
-- @finding: integer-division
-- @fix: (SELECT count(*) FROM tickets) / NULLIF((SELECT count(*) FROM customers), 0)::numeric
-- @runs: yes
SELECT ((SELECT count(*) FROM tickets) / (SELECT count(*) FROM customers)) AS tickets_per_customer
---
-- @finding: integer-division
-- @runs: yes
SELECT (count(*) / count(DISTINCT session_id))::numeric(10,2) AS events_per_session FROM events
---
-- @finding: integer-division
-- @runs: yes
SELECT avg(in_stock / category_id) AS x FROM products
---
-- @finding: integer-division
-- @fix: 1 / 3.0
-- @runs: yes
SELECT 1 / 3 * sum(total) AS third FROM orders
---
-- @finding: integer-division
-- @runs: yes
SELECT carrier, cast(sum(parcels) AS integer) / cast(count(*) AS integer) AS parcels FROM shipments GROUP BY carrier ORDER BY 1
---
-- @finding: integer-division
-- @runs: yes
SELECT plan, (max(cancelled_on) - min(started_on)) / count(*) AS days FROM subscriptions GROUP BY plan ORDER BY plan
---
-- @finding: ratio-always-one
-- @runs: yes
SELECT count(*)::numeric / NULLIF(count(*), 0) AS rate FROM orders
---
-- @finding: ratio-always-one
-- @runs: yes
SELECT 100.0 * count(id) / count(*) AS percent FROM orders
---
-- @finding: ratio-always-one
-- @runs: yes
SELECT channel, sum(total) * 100 / NULLIF(sum(total), 0) AS share FROM orders GROUP BY channel ORDER BY 1
---
-- @finding: ratio-always-one
-- @runs: yes
SELECT count(DISTINCT id)::float / count(*) AS r FROM customers
---
-- @finding: ratio-always-one
-- @runs: yes
WITH t AS (SELECT channel, count(*) AS total, count(id) AS done FROM orders GROUP BY channel) SELECT channel, 100.0 * done / total AS rate FROM t ORDER BY channel
---
-- @finding: ratio-always-one
-- @runs: yes
SELECT (SELECT count(*) FROM orders)::float / (SELECT count(*) FROM orders) AS rate
---
-- @finding: count-of-case
-- @fix: SUM(CASE WHEN status = 'paid' THEN 1 ELSE 0 END)
-- @runs: yes
SELECT count(CASE WHEN status = 'paid' THEN 1 ELSE 0 END) AS paid FROM orders
---
-- @finding: count-of-case
-- @runs: yes
SELECT count(CASE status WHEN 'paid' THEN 'yes' ELSE 'no' END) AS paid FROM orders
---
-- @finding: count-of-condition
-- @fix: COUNT(*) FILTER (WHERE status = 'paid')
-- @runs: yes
SELECT count(status = 'paid') AS paid FROM orders
---
-- @finding: count-of-condition
-- @fix: COUNT(*) FILTER (WHERE total > 100 AND NOT is_test)
-- @runs: yes
SELECT count(total > 100 AND NOT is_test) AS big FROM orders
---
-- @finding: sum-of-key
-- @runs: yes
SELECT sum(customer_id) AS customers FROM orders
---
-- @finding: sum-of-key
-- @runs: yes
SELECT avg(id) AS a FROM tickets
---
-- @finding: compare-with-null
-- @fix: closed_at IS NULL
-- @runs: yes
SELECT count(*) AS open FROM tickets WHERE closed_at = NULL
---
-- @finding: compare-with-null
-- @fix: closed_at IS NOT NULL
-- @runs: yes
SELECT count(*) AS closed FROM tickets WHERE closed_at <> NULL
---
-- @finding: compare-with-null
-- @runs: yes
SELECT CASE agent WHEN NULL THEN 'nobody' ELSE agent END AS who, count(*) AS n FROM tickets GROUP BY 1 ORDER BY 1
---
-- @finding: null-in-list
-- @runs: yes
SELECT count(*) AS n FROM customers WHERE country NOT IN ('DE', NULL)
---
-- @finding: never-true
-- @runs: yes
SELECT count(*) AS n FROM orders WHERE channel = 'web' AND channel = 'app'
---
-- @finding: never-true
-- @runs: yes
SELECT count(*) AS n FROM orders WHERE total > 500 AND total < 100
---
-- @finding: never-true
-- @runs: yes
SELECT count(*) AS n FROM orders WHERE total BETWEEN 500 AND 100
---
-- @finding: never-true
-- @runs: yes
SELECT count(*) AS n FROM tickets WHERE agent IS NULL AND agent = 'Ana'
---
-- @finding: never-true
-- @runs: yes
SELECT count(*) AS n FROM orders WHERE lower(channel) = 'Web'
---
-- @finding: never-true
-- @runs: yes
SELECT count(*) FILTER (WHERE status = 'paid' AND status = 'shipped') AS n FROM orders
---
-- @finding: never-true
-- @runs: yes
SELECT count(*) AS n FROM orders WHERE ordered_at >= '2024-06-01' AND ordered_at < '2024-01-01'
---
-- @finding: integer-division
-- @fix: duration_ms / 1000.0
-- @runs: yes
SELECT duration_ms / 1000 AS seconds FROM events WHERE duration_ms IS NOT NULL LIMIT 5
---
-- @finding: integer-division
-- @runs: yes
SELECT channel FROM orders GROUP BY channel HAVING sum(items_count) / count(*) > 2 ORDER BY channel
---
-- @finding: unguarded-division
-- @fix: sum(total) / NULLIF(count(*), 0)
-- @runs: yes
SELECT sum(total) / count(*) AS average FROM orders
---
-- @finding: unguarded-division
-- @runs: yes
SELECT sum(cost) / sum(price) AS r FROM products
---
-- @finding: unguarded-division
-- @runs: yes
SELECT total / discount AS r FROM orders WHERE discount > 0 OR is_test LIMIT 5
---
-- @finding: fan-out
-- @runs: yes
SELECT sum(o.total) AS revenue FROM orders o JOIN order_items i ON i.order_id = o.id
---
-- @finding: fan-out
-- @runs: yes
SELECT c.country, sum(c.credit_limit) AS credit FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.country ORDER BY 1
---
-- @finding: fan-out
-- @fix: COUNT(DISTINCT c.id)
-- @runs: yes
SELECT count(c.id) AS customers FROM customers c JOIN orders o ON o.customer_id = c.id
---
-- @finding: fan-out
-- @runs: yes
SELECT c.id, sum(o.total) AS revenue, count(t.id) AS tickets FROM customers c LEFT JOIN orders o ON o.customer_id = c.id LEFT JOIN tickets t ON t.customer_id = c.id GROUP BY c.id ORDER BY revenue LIMIT 10
---
-- @finding: fan-out
-- @runs: yes
SELECT count(*) AS n FROM orders o JOIN tickets t ON t.customer_id = o.customer_id
---
-- @finding: fan-out
-- @runs: yes
SELECT avg(o.total) AS average FROM orders o, payments p WHERE p.order_id = o.id AND p.method = 'card'
---
-- @finding: fan-out
-- @runs: yes
SELECT sum(o.total) AS t FROM orders o JOIN (SELECT order_id, product_id, sum(quantity) AS q FROM order_items GROUP BY 1, 2) i ON i.order_id = o.id
---
-- @finding: cartesian-join
-- @runs: yes
SELECT count(*) AS n FROM orders, customers
---
-- @finding: cartesian-join
-- @runs: yes
SELECT count(*) AS n FROM orders o JOIN customers c ON c.is_active WHERE o.total > 10
---
-- @finding: compare-with-itself
-- @runs: yes
SELECT count(*) AS n FROM orders o JOIN customers c ON c.id = c.id
---
-- @finding: count-after-left-join
-- @fix: COUNT(o.id)
-- @runs: yes
SELECT c.country, count(*) AS orders FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.country ORDER BY 1
---
-- @finding: left-join-undone
-- @runs: yes
SELECT c.country, count(o.id) AS orders FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE o.status = 'paid' GROUP BY c.country ORDER BY 1
---
-- @finding: not-in-null
-- @runs: yes
SELECT count(*) AS n FROM customers WHERE id NOT IN (SELECT referrer_id FROM customers)
---
-- @finding: count-of-boolean
-- @fix: COUNT(*) FILTER (WHERE is_active)
-- @runs: yes
SELECT count(is_active) AS active FROM customers
---
-- @finding: count-of-counter
-- @fix: SUM(page_views)
-- @runs: yes
SELECT device, count(page_views) AS views FROM sessions GROUP BY device ORDER BY 1
---
-- @finding: sum-distinct
-- @runs: yes
SELECT sum(DISTINCT total) AS revenue FROM orders
---
-- @finding: average-of-averages
-- @runs: yes
SELECT avg(a) AS average FROM (SELECT channel, avg(total) AS a FROM orders GROUP BY channel) t
---
-- @finding: group-by-timestamp
-- @runs: yes
SELECT ordered_at, count(*) AS n FROM orders GROUP BY ordered_at ORDER BY 1
---
-- @finding: select-star
-- @runs: yes
SELECT * FROM orders LIMIT 10
---
-- @finding: detail-rows
-- @runs: yes
SELECT id, total FROM orders ORDER BY total DESC
---
-- @finding: detail-rows
-- @runs: yes
WITH t AS (SELECT id, total FROM orders) SELECT id, total FROM t ORDER BY total
---
-- @finding: wide-grouping
-- @runs: yes
SELECT session_id, count(*) AS n FROM events GROUP BY session_id ORDER BY n DESC
---
-- @finding: no-alias
-- @runs: yes
SELECT count(*) FROM orders WHERE ordered_at < CURRENT_DATE
---
-- @finding: no-time-window
-- @runs: yes
SELECT count(*) AS n FROM orders
---
-- @finding: no-order
-- @runs: yes
SELECT channel, count(*) AS n FROM orders GROUP BY channel
---
-- @finding: incomplete-period
-- @runs: yes
SELECT date_trunc('month', ordered_at) AS month, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1
---
-- @finding: month-without-year
-- @runs: yes
SELECT EXTRACT(month FROM ordered_at) AS month, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1
---
-- @finding: between-end-date
-- @runs: yes
SELECT count(*) AS n FROM orders WHERE ordered_at BETWEEN '2024-01-01' AND '2024-01-31'
---
-- @finding: between-end-date
-- @runs: yes
SELECT count(*) AS n FROM orders WHERE ordered_at <= DATE '2024-01-31'
---
-- @finding: timestamp-equals-date
-- @runs: yes
SELECT count(*) AS n FROM orders WHERE ordered_at = CURRENT_DATE
---
-- @finding: duplicate-in-list
-- @runs: yes
SELECT count(*) AS n FROM orders WHERE channel IN ('web', 'app', 'web')
---
-- @finding: null-in-list
-- @runs: yes
SELECT count(*) AS n FROM customers WHERE country IN ('DE', NULL)
---
-- @finding: union-distinct
-- @runs: yes
SELECT channel FROM orders UNION SELECT device FROM sessions ORDER BY 1
---
-- @finding: limit-without-order
-- @runs: yes
SELECT id, total FROM orders LIMIT 10
---
-- @finding: schema-missing
-- @fix: finance.budgets
SELECT region, sum(amount) AS target FROM budgets GROUP BY region ORDER BY 1
---
-- @finding: newer-function
SELECT any_value(channel) AS c FROM orders
