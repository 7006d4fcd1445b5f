-- SPDX-License-Identifier: GPL-3.0-or-later
-- # Statements that are right: none may be called wrong, and none may be altered.
SELECT count(*) AS orders FROM orders WHERE ordered_at >= date_trunc('month', now()) - interval '12 months'
---
SELECT date_trunc('month', ordered_at) AS month, sum(total) AS revenue
FROM orders
WHERE status NOT IN ('cancelled', 'returned') AND NOT is_test
GROUP BY 1
ORDER BY 1
---
WITH monthly AS (
  SELECT date_trunc('month', o.ordered_at) AS month, o.channel, sum(o.total - o.discount) AS net
  FROM orders AS o
  GROUP BY 1, 2
)
SELECT month, channel, net,
       net - lag(net) OVER (PARTITION BY channel ORDER BY month) AS change,
       round(100.0 * net / NULLIF(sum(net) OVER (PARTITION BY month), 0), 1) AS share_percent
FROM monthly
ORDER BY month, channel
---
SELECT c.country, count(DISTINCT o.id) AS orders, count(DISTINCT c.id) AS customers,
       count(DISTINCT o.id)::numeric / NULLIF(count(DISTINCT c.id), 0) AS orders_per_customer
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.id AND o.status <> 'cancelled'
WHERE c.is_active
GROUP BY c.country
HAVING count(DISTINCT c.id) > 2
ORDER BY orders_per_customer DESC NULLS LAST
---
SELECT p.name, last_sale.quantity, last_sale.unit_price
FROM products p
CROSS JOIN LATERAL (
  SELECT i.quantity, i.unit_price
  FROM order_items i
  WHERE i.product_id = p.id
  ORDER BY i.order_id DESC, i.line_no DESC
  LIMIT 1
) AS last_sale
WHERE NOT p.discontinued
---
SELECT count(*) FROM customers
---
SELECT avg(total)::numeric(12,2) AS average_order_value FROM orders WHERE status = 'delivered'
---
SELECT status, count(*) AS n FROM orders GROUP BY status ORDER BY n DESC
---
SELECT to_char(ordered_at, 'YYYY-MM') AS month, count(*) FILTER (WHERE status = 'returned') AS returned, count(*) AS all_orders,
  round(100.0 * count(*) FILTER (WHERE status = 'returned') / NULLIF(count(*), 0), 2) AS return_rate
FROM orders GROUP BY 1 ORDER BY 1
---
SELECT date_trunc('week', started_at AT TIME ZONE 'Europe/Berlin') AS week, count(*) AS sessions, count(DISTINCT customer_id) AS visitors
FROM sessions GROUP BY 1 ORDER BY 1
---
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY total) AS median_total,
       percentile_cont(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY total) AS quartiles,
       mode() WITHIN GROUP (ORDER BY channel) AS usual_channel
FROM orders
---
SELECT country, percentile_disc(0.9) WITHIN GROUP (ORDER BY page_views) AS p90 FROM sessions GROUP BY country
---
SELECT COALESCE(c.country, 'unknown') AS country, o.status, sum(o.total) AS revenue
FROM orders o JOIN customers c ON c.id = o.customer_id
GROUP BY ROLLUP (COALESCE(c.country, 'unknown'), o.status)
ORDER BY 1 NULLS LAST, 2 NULLS LAST
---
SELECT channel, currency, GROUPING(channel, currency) AS level, sum(total) AS revenue
FROM orders
GROUP BY GROUPING SETS ((channel, currency), (channel), ())
ORDER BY level, channel, currency
---
SELECT device, country, count(*) AS sessions FROM sessions GROUP BY CUBE (device, country) HAVING count(*) > 5 ORDER BY 3 DESC
---
SELECT profile->>'plan' AS plan, avg((profile->>'age')::numeric) AS average_age, count(*) FILTER (WHERE (profile->>'vip')::boolean) AS vips
FROM customers GROUP BY 1 ORDER BY 1
---
SELECT profile->'address'->>'city' AS city, count(*) FROM customers GROUP BY 1
---
SELECT profile #>> '{address,city}' AS city, max((profile->>'score')::numeric) AS best FROM customers GROUP BY 1 ORDER BY best DESC LIMIT 3
---
SELECT key, count(*) FROM customers, jsonb_each_text(profile) AS pair (key, value) GROUP BY key ORDER BY key
---
SELECT jsonb_object_agg(plan, n) AS plans FROM (SELECT profile->>'plan' AS plan, count(*) AS n FROM customers GROUP BY 1) AS counted
---
SELECT count(*) FROM orders WHERE shipping @> '{"method": "express"}'
---
SELECT shipping->>'method' AS method, sum((shipping->>'fee')::numeric) AS fees FROM orders WHERE shipping ? 'fee' GROUP BY 1
---
SELECT count(*) FROM events WHERE jsonb_path_exists(payload, '$.items ? (@ > 2)')
---
SELECT tag, count(*) AS customers FROM customers CROSS JOIN unnest(tags) AS tag GROUP BY tag ORDER BY 2 DESC
---
SELECT count(*) FROM customers WHERE 'beta' = ANY (tags)
---
SELECT cardinality(tags) AS tags, count(*) FROM customers GROUP BY 1 ORDER BY 1
---
SELECT array_agg(name ORDER BY price DESC) AS products, string_agg(sku, ', ' ORDER BY sku) AS skus FROM products WHERE category_id = 3
---
WITH RECURSIVE tree AS (
  SELECT id, name, parent_id, 1 AS depth, name::text AS path FROM categories WHERE parent_id IS NULL
  UNION ALL
  SELECT c.id, c.name, c.parent_id, t.depth + 1, t.path || ' / ' || c.name FROM categories c JOIN tree t ON t.id = c.parent_id
)
SELECT t.path, t.depth, count(p.id) AS products FROM tree t LEFT JOIN products p ON p.category_id = t.id GROUP BY t.path, t.depth ORDER BY t.path
---
WITH RECURSIVE months (month) AS (
  SELECT date '2024-01-01'
  UNION ALL
  SELECT (month + interval '1 month')::date FROM months WHERE month < date '2024-12-01'
)
SELECT m.month, COALESCE(sum(o.total), 0) AS revenue
FROM months m LEFT JOIN orders o ON o.ordered_at >= m.month AND o.ordered_at < m.month + interval '1 month'
GROUP BY m.month ORDER BY m.month
---
SELECT d::date AS day, count(o.id) AS orders
FROM generate_series(timestamptz '2024-02-01', timestamptz '2024-02-29', interval '1 day') AS d
LEFT JOIN orders o ON o.ordered_at >= d AND o.ordered_at < d + interval '1 day'
GROUP BY d ORDER BY d
---
SELECT customer_id, ordered_at, total,
       sum(total) OVER (PARTITION BY customer_id ORDER BY ordered_at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running_total,
       row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at) AS order_no
FROM orders ORDER BY customer_id, ordered_at LIMIT 50
---
SELECT month, revenue, avg(revenue) OVER w AS moving_average, first_value(revenue) OVER w AS first_in_window
FROM (SELECT date_trunc('month', ordered_at) AS month, sum(total) AS revenue FROM orders GROUP BY 1) AS m
WINDOW w AS (ORDER BY month ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
ORDER BY month
---
SELECT name, price, rank() OVER (ORDER BY price DESC) AS place, ntile(4) OVER (ORDER BY price) AS quartile,
       percent_rank() OVER (ORDER BY price) AS percent, cume_dist() OVER (ORDER BY price) AS cumulated
FROM products ORDER BY place
---
SELECT DISTINCT ON (customer_id) customer_id, id AS last_order, ordered_at FROM orders ORDER BY customer_id, ordered_at DESC
---
SELECT c.name, latest.total FROM customers c LEFT JOIN LATERAL (SELECT o.total FROM orders o WHERE o.customer_id = c.id ORDER BY o.ordered_at DESC LIMIT 1) AS latest ON true ORDER BY c.name LIMIT 10
---
SELECT p.name FROM products p WHERE NOT EXISTS (SELECT 1 FROM order_items i WHERE i.product_id = p.id AND i.returned)
---
SELECT name, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) AS orders FROM customers c ORDER BY orders DESC, name LIMIT 5
---
SELECT count(*) FROM orders WHERE total > (SELECT avg(total) FROM orders)
---
SELECT count(*) FROM orders WHERE (customer_id, channel) IN (SELECT customer_id, channel FROM orders GROUP BY 1, 2 HAVING count(*) > 1)
---
SELECT status FROM orders WHERE total > ALL (SELECT price FROM products WHERE discontinued) LIMIT 1
---
SELECT 'orders' AS what, count(*) AS n FROM orders UNION ALL SELECT 'customers', count(*) FROM customers UNION ALL SELECT 'tickets', count(*) FROM tickets ORDER BY n DESC
---
SELECT customer_id FROM orders EXCEPT SELECT customer_id FROM tickets ORDER BY 1
---
(SELECT name, price FROM products ORDER BY price DESC LIMIT 3) UNION ALL (SELECT name, price FROM products ORDER BY price LIMIT 3)
---
SELECT customer_id FROM subscriptions INTERSECT SELECT customer_id FROM tickets WHERE priority IN ('high', 'urgent')
---
SELECT o.id, sum(i.quantity * i.unit_price * (1 - i.discount_rate)) AS value FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.id ORDER BY value DESC LIMIT 10
---
SELECT o.id, o.channel, o.total, sum(i.quantity) AS pieces FROM orders o JOIN order_items i ON i.order_id = o.id GROUP BY o.id ORDER BY o.id LIMIT 20
---
SELECT cat.name AS category, sum(i.quantity) AS pieces, sum(i.quantity * i.unit_price) AS revenue, sum(i.quantity * (i.unit_price - p.cost)) AS margin
FROM order_items i JOIN products p ON p.id = i.product_id JOIN categories cat ON cat.id = p.category_id
GROUP BY cat.name ORDER BY revenue DESC
---
SELECT parent.name AS parent, child.name AS child FROM categories child JOIN categories parent ON parent.id = child.parent_id ORDER BY 1, 2
---
SELECT r.name AS referrer, count(*) AS referred FROM customers c JOIN customers r ON r.id = c.referrer_id GROUP BY r.id, r.name HAVING count(*) >= 1 ORDER BY referred DESC
---
SELECT method, sum(amount) AS paid, sum(CASE WHEN refunded THEN amount ELSE 0 END) AS refunded, avg(fee) AS average_fee FROM payments GROUP BY method
---
SELECT details->>'issuer' AS issuer, count(*) FROM payments WHERE method = 'card' GROUP BY 1
---
SELECT carrier, avg(delivered_at - shipped_at) AS average_transit, avg(EXTRACT(EPOCH FROM delivered_at - shipped_at)) / 3600 AS hours FROM shipments WHERE delivered_at IS NOT NULL GROUP BY carrier
---
SELECT carrier, sum(cost) / NULLIF(sum(parcels), 0) AS cost_per_parcel, sum(cost) / NULLIF(sum(distance_km), 0)::numeric AS cost_per_km FROM shipments GROUP BY carrier
---
SELECT EXTRACT(DOW FROM opened_at) AS weekday, EXTRACT(HOUR FROM opened_at)::int AS hour, count(*) FROM tickets GROUP BY 1, 2 ORDER BY 1, 2
---
SELECT agent, count(*) AS tickets, avg(satisfaction) AS satisfaction, avg(first_response) AS first_response, avg(closed_at - opened_at) FILTER (WHERE priority = 'urgent') AS urgent_resolution FROM tickets WHERE agent IS NOT NULL GROUP BY agent
---
SELECT priority, count(*) FILTER (WHERE closed_at IS NULL) AS open, count(closed_at) AS closed FROM tickets GROUP BY priority ORDER BY priority
---
SELECT count(*) FROM tickets WHERE closed_at - opened_at > interval '2 days'
---
SELECT plan, sum(monthly_fee * seats) AS recurring_revenue FROM subscriptions WHERE status = 2 AND cancelled_on IS NULL GROUP BY plan
---
SELECT date_trunc('month', started_on)::date AS cohort, count(*) AS started, count(cancelled_on) AS cancelled, round(count(cancelled_on)::numeric / NULLIF(count(*), 0), 3) AS churn FROM subscriptions GROUP BY 1 ORDER BY 1
---
SELECT plan, avg(cancelled_on - started_on) AS days_until_cancelled FROM subscriptions WHERE cancelled_on IS NOT NULL GROUP BY plan
---
SELECT age(cancelled_on, started_on) AS lasted, count(*) FROM subscriptions WHERE cancelled_on IS NOT NULL GROUP BY 1 ORDER BY 1
---
SELECT m.code, avg(r.temperature) AS temperature, stddev_samp(r.temperature) AS deviation, min(r.temperature), max(r.temperature) FROM machine_readings r JOIN machines m ON m.id = r.machine_id GROUP BY m.code ORDER BY m.code
---
SELECT machine_id, max(total_output) - min(total_output) AS produced FROM machine_readings GROUP BY machine_id ORDER BY machine_id
---
SELECT machine_id, read_at, total_output - lag(total_output) OVER (PARTITION BY machine_id ORDER BY read_at) AS produced FROM machine_readings ORDER BY machine_id, read_at LIMIT 100
---
SELECT m.site, sum(r.produced) AS produced, sum(r.defects) AS defects, round(100.0 * sum(r.defects) / NULLIF(sum(r.produced), 0), 2) AS defect_rate FROM machine_readings r JOIN machines m ON r.machine_id = m.id GROUP BY m.site
---
SELECT machine_id, sum(produced)::numeric / NULLIF(max(m.rated_output), 0) AS utilisation FROM machine_readings r JOIN machines m ON m.id = r.machine_id GROUP BY machine_id
---
SELECT date_bin('12 hours', read_at, timestamptz '2024-05-01') AS slot, avg(temperature) FROM machine_readings GROUP BY 1 ORDER BY 1 LIMIT 30
---
SELECT corr(temperature, defects) AS correlation, regr_slope(defects, temperature) AS slope, regr_intercept(defects, temperature) AS intercept FROM machine_readings
---
SELECT width_bucket(total, 0, 500, 10) AS bucket, count(*) AS orders, min(total) AS smallest, max(total) AS largest FROM orders GROUP BY bucket ORDER BY bucket
---
SELECT in_stock / 10 * 10 AS stock_from, count(*) AS products FROM products GROUP BY 1 ORDER BY 1
---
SELECT (EXTRACT(YEAR FROM birth_date)::int / 10) * 10 AS decade, count(*) FROM customers WHERE birth_date IS NOT NULL GROUP BY 1 ORDER BY 1
---
SELECT CASE WHEN total < 100 THEN 'small' WHEN total < 300 THEN 'medium' ELSE 'large' END AS size, count(*) AS orders, sum(total) AS revenue FROM orders GROUP BY 1
---
SELECT CASE status WHEN 1 THEN 'trial' WHEN 2 THEN 'active' ELSE 'cancelled' END AS state, count(*) FROM subscriptions GROUP BY status ORDER BY status
---
SELECT count(*) FROM customers WHERE name ILIKE '%1%' AND email LIKE '%@example.com' AND name !~ '^Customer 9'
---
SELECT split_part(email, '@', 2) AS domain, count(*) FROM customers GROUP BY domain
---
SELECT substring(sku FROM 5 FOR 2) AS prefix, count(*) FROM products GROUP BY 1 ORDER BY 1
---
SELECT regexp_replace(name, '[0-9]+', '') AS word, count(*) FROM products GROUP BY 1
---
SELECT upper(left(channel, 1)) || lower(substr(channel, 2)) AS channel, count(*) FROM orders GROUP BY channel
---
SELECT initcap(trim(both ' ' from channel)) AS channel, position('o' IN channel) AS at, overlay(channel PLACING 'x' FROM 1 FOR 1) AS masked FROM orders GROUP BY channel
---
SELECT concat_ws(' ', c.name, '(', c.country, ')') AS who, format('%s orders', count(o.id)) AS what FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id ORDER BY count(o.id) DESC LIMIT 5
---
SELECT CURRENT_DATE - max(ordered_at)::date AS days_since_last_order FROM orders
---
SELECT now() - max(read_at) AS silence FROM machine_readings
---
SELECT count(*) FROM orders WHERE ordered_at::date BETWEEN date '2024-03-01' AND date '2024-03-31'
---
SELECT count(*) FROM orders WHERE ordered_at >= timestamp '2024-03-01 00:00:00' AT TIME ZONE 'America/New_York'
---
SELECT timezone('Asia/Tokyo', ordered_at)::date AS day_in_tokyo, count(*) FROM orders GROUP BY 1 ORDER BY 1 LIMIT 7
---
SELECT (ordered_at AT TIME ZONE 'UTC')::time AS at, count(*) FROM orders GROUP BY 1 ORDER BY 2 DESC LIMIT 3
---
SELECT date_part('isoyear', ordered_at) AS year, date_part('week', ordered_at) AS week, sum(total) FROM orders GROUP BY 1, 2 ORDER BY 1, 2
---
SELECT make_date(EXTRACT(YEAR FROM ordered_at)::int, EXTRACT(MONTH FROM ordered_at)::int, 1) AS month, count(*) FROM orders GROUP BY 1 ORDER BY 1
---
SELECT to_char(date_trunc('quarter', ordered_at), 'YYYY "Q"Q') AS quarter, sum(total) AS revenue FROM orders GROUP BY date_trunc('quarter', ordered_at) ORDER BY date_trunc('quarter', ordered_at)
---
SELECT "Region", sum("TargetAmount") AS target FROM "MonthlyTargets" GROUP BY "Region"
---
SELECT t."Month", t."order", COALESCE(t."TargetAmount", 0) AS target FROM public."MonthlyTargets" AS t WHERE t."Region" = 'DE' ORDER BY t."Month"
---
SELECT b.region, sum(b.amount) AS budget, count(b.approved_by) AS approved FROM finance.budgets b GROUP BY b.region
---
WITH revenue AS (
  SELECT c.country AS region, date_trunc('month', o.ordered_at)::date AS month, sum(o.total) AS revenue
  FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY 1, 2
)
SELECT b.region, b.month, b.amount AS budget, r.revenue, round(100 * r.revenue / NULLIF(b.amount, 0), 1) AS percent_reached
FROM finance.budgets AS b LEFT JOIN revenue AS r USING (region, month)
ORDER BY b.region, b.month
---
SELECT * FROM (SELECT channel, sum(total) AS revenue FROM orders GROUP BY channel) AS x WHERE revenue > 100 ORDER BY revenue DESC
---
SELECT x.channel, x.revenue FROM (VALUES ('web', 100.5), ('app', 20)) AS x (channel, revenue)
---
VALUES (1, 'a'), (2, 'b')
---
TABLE categories
---
SELECT o.* FROM orders o WHERE o.id = 17
---
SELECT o FROM orders o WHERE o.id = 17
---
SELECT row_to_json(o) FROM orders o WHERE o.id = 17
---
SELECT (c.profile->>'plan') AS plan, (jsonb_each(c.profile)).key FROM customers c WHERE c.id = 1
---
SELECT json_build_object('id', id, 'total', total) FROM orders WHERE id < 4
---
SELECT count(*) FROM orders NATURAL JOIN (SELECT id FROM customers) AS c
---
SELECT count(*) FROM orders CROSS JOIN (SELECT max(total) AS highest FROM orders) AS t WHERE total = highest
---
SELECT s.country, count(*) FROM sessions s RIGHT JOIN customers c ON c.id = s.customer_id GROUP BY s.country
---
SELECT COALESCE(a.channel, b.method) AS either FROM (SELECT DISTINCT channel FROM orders) a FULL OUTER JOIN (SELECT DISTINCT method FROM payments) b ON a.channel = b.method
---
SELECT count(*) FROM orders TABLESAMPLE BERNOULLI (50) REPEATABLE (7)
---
SELECT event_type, count(*) AS events, avg(duration_ms) / 1000.0 AS seconds, count(DISTINCT session_id) AS sessions FROM events GROUP BY event_type
---
WITH steps AS (
  SELECT session_id, bool_or(event_type = 'view') AS viewed, bool_or(event_type = 'add_to_cart') AS added, bool_or(event_type = 'purchase') AS purchased
  FROM events GROUP BY session_id
)
SELECT count(*) FILTER (WHERE viewed) AS viewed, count(*) FILTER (WHERE viewed AND added) AS added, count(*) FILTER (WHERE viewed AND added AND purchased) AS purchased,
  round(count(*) FILTER (WHERE viewed AND added AND purchased)::numeric / NULLIF(count(*) FILTER (WHERE viewed), 0), 4) AS conversion
FROM steps
---
SELECT device, round(avg(bounced::int), 3) AS bounce_rate FROM sessions GROUP BY device
---
SELECT device, avg(CASE WHEN bounced THEN 1.0 ELSE 0.0 END) AS bounce_rate FROM sessions GROUP BY device
---
SELECT device, 100.0 * sum(CASE WHEN bounced THEN 1 ELSE 0 END) / count(*) AS bounce_percent FROM sessions GROUP BY device
---
SELECT sum(total) / count(*) AS average FROM orders HAVING count(*) > 0
---
SELECT avg(sessions_per_day) FROM (SELECT started_at::date AS day, count(*) AS sessions_per_day FROM sessions GROUP BY 1) AS d
---
SELECT EXTRACT(EPOCH FROM sum(ended_at - started_at)) / 60 AS minutes FROM sessions
---
SELECT sum(EXTRACT(EPOCH FROM transit) / 3600) AS hours FROM shipments
---
SELECT payload->>'page' AS page, sum((payload->>'value')::numeric) AS value FROM events WHERE payload->>'value' IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 10
---
SELECT payload->'user'->>'level' AS level, count(*) FROM events GROUP BY payload->'user'->>'level' ORDER BY 1
---
WITH firsts AS (SELECT customer_id, min(ordered_at) AS first_order FROM orders GROUP BY customer_id),
     cohorts AS (
       SELECT date_trunc('month', f.first_order) AS cohort, (EXTRACT(YEAR FROM age(o.ordered_at, f.first_order)) * 12 + EXTRACT(MONTH FROM age(o.ordered_at, f.first_order)))::int AS month_no, o.customer_id
       FROM orders o JOIN firsts f USING (customer_id)
     )
SELECT cohort, month_no, count(DISTINCT customer_id) AS customers FROM cohorts GROUP BY cohort, month_no ORDER BY cohort, month_no
---
WITH last AS MATERIALIZED (SELECT max(ordered_at) AS at FROM orders), recent AS NOT MATERIALIZED (SELECT o.* FROM orders o, last WHERE o.ordered_at > last.at - interval '30 days')
SELECT count(*) AS orders, sum(total) AS revenue FROM recent
---
SELECT c.segment, count(*) AS customers, sum(c.credit_limit) AS credit FROM customers AS c WHERE c.segment <> 'consumer' GROUP BY c.segment
---
SELECT segment::text AS segment, count(*) FROM customers GROUP BY segment ORDER BY segment
---
SELECT enum_range(NULL::order_status) AS states
---
SELECT CAST(total AS integer) AS whole, count(*) FROM orders GROUP BY CAST(total AS integer) ORDER BY 2 DESC LIMIT 5
---
SELECT greatest(max(total), 0) AS highest, least(min(discount), 0) AS lowest, nullif(count(*), 0) AS n FROM orders
---
SELECT count(*) FROM customers WHERE country IS DISTINCT FROM 'DE' AND credit_limit IS NOT NULL AND is_active IS TRUE
---
SELECT count(*) FROM orders WHERE status NOT IN ('cancelled', 'returned') AND (note IS NULL OR note <> 'gift') AND NOT is_test
---
SELECT o.currency, sum(o.total) FILTER (WHERE o.ordered_at >= date_trunc('year', now())) AS this_year, sum(o.total) AS ever FROM orders o GROUP BY o.currency
---
SELECT customer_id, count(*) AS orders FROM orders GROUP BY customer_id HAVING count(*) > (SELECT avg(n) FROM (SELECT count(*) AS n FROM orders GROUP BY customer_id) AS t) ORDER BY orders DESC, customer_id
---
SELECT month, revenue, CASE WHEN previous IS NULL OR previous = 0 THEN NULL ELSE (revenue - previous) / previous END AS growth
FROM (SELECT month, revenue, lag(revenue) OVER (ORDER BY month) AS previous FROM (SELECT date_trunc('month', ordered_at) AS month, sum(total) AS revenue FROM orders GROUP BY 1) AS a) AS b
ORDER BY month
---
SELECT name, price, price - avg(price) OVER (PARTITION BY category_id) AS above_average FROM products ORDER BY above_average DESC LIMIT 5
---
SELECT sum(sum(total)) OVER (ORDER BY date_trunc('month', ordered_at)) AS running, date_trunc('month', ordered_at) AS month FROM orders GROUP BY date_trunc('month', ordered_at) ORDER BY month
---
SELECT product_id, sum(quantity) AS pieces, rank() OVER (ORDER BY sum(quantity) DESC) AS place FROM order_items GROUP BY product_id ORDER BY place LIMIT 10
---
SELECT total, lead(total, 1, 0::numeric) OVER (ORDER BY id) AS next_total, nth_value(total, 2) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second FROM orders LIMIT 5
---
SELECT avg(total) OVER (ORDER BY ordered_at RANGE BETWEEN interval '7 days' PRECEDING AND CURRENT ROW) AS week_average FROM orders LIMIT 5
---
SELECT count(*) OVER (ORDER BY total GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) FROM orders LIMIT 5
---
SELECT name FROM products ORDER BY price DESC FETCH FIRST 5 ROWS WITH TIES
---
SELECT name FROM products ORDER BY price OFFSET 5 LIMIT 5
---
SELECT name FROM products ORDER BY price DESC NULLS LAST, name COLLATE "C" LIMIT 5
---
SELECT
  -- revenue without tests
  sum(total) FILTER (WHERE NOT is_test) AS revenue /* in the order's currency */
FROM orders -- all of them
---
SELECT 'it''s' AS quoted, E'line\nbreak' AS escaped, $$dollar 'quoted'$$ AS dollar, U&'\00e4' AS unicode, B'101' AS bits, X'1F' AS hex FROM orders LIMIT 1
---
SELECT count(*) AS "Number of orders", sum(total) AS "Umsatz (€)" FROM orders
---
SELECT "status" AS "from", count(*) AS "select" FROM "orders" WHERE "orders"."is_test" GROUP BY "status"
---
SELECT count ( * ) , SUM ( total ) FROM Orders WHERE Status = 'paid'
---
select o.channel as c, count(*) as n from orders as o where o.total between 10 and 100 group by o.channel order by n desc
---
SELECT a.id FROM orders a, customers b WHERE a.customer_id = b.id AND b.country = 'FR' ORDER BY 1 LIMIT 3
---
SELECT count(*) FROM orders o JOIN (customers c JOIN tickets t ON t.customer_id = c.id) ON o.customer_id = c.id WHERE t.priority = 'urgent'
---
SELECT count(DISTINCT (customer_id, channel)) AS pairs FROM orders
---
SELECT count(DISTINCT customer_id) FILTER (WHERE ordered_at >= timestamptz '2024-06-01') AS buyers FROM orders
---
SELECT bool_and(total >= 0) AS none_negative, every(items_count > 0) AS all_have_items FROM orders
---
SELECT variance(total), stddev(total), var_pop(total), stddev_pop(total), covar_pop(total, discount) FROM orders
---
SELECT round(avg(tax_rate)::numeric, 3) AS tax, trunc(sum(total), 0) AS total, ceil(avg(total)) AS up, floor(avg(total)) AS down, abs(min(discount)) AS a, sign(max(total)) AS s, power(2, 3), sqrt(16), ln(10), log(100), mod(17, 5), div(17, 5) FROM orders
---
SELECT sum(total * tax_rate::numeric / (1 + tax_rate::numeric)) AS tax FROM orders
---
SELECT md5(email) AS hashed, length(name) AS letters FROM customers ORDER BY 1 LIMIT 3
---
SELECT coalesce(sum(discount), 0) / nullif(sum(total), 0) AS discount_share FROM orders
---
SELECT c.id FROM customers c WHERE c.signed_up_at > now() - interval '10 years' AND EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id) LIMIT 1
---
SELECT i.order_id, i.line_no FROM order_items AS i WHERE i.returned ORDER BY 1, 2 LIMIT 5
---
SELECT s.id, e.n FROM sessions s JOIN LATERAL (SELECT count(*) AS n FROM events e WHERE e.session_id = s.id) AS e ON e.n > 2 LIMIT 5
---
SELECT x.n, x.day FROM (SELECT o.ordered_at::date AS day, count(*) AS n FROM orders AS o GROUP BY 1) x WHERE x.n = (SELECT max(y.n) FROM (SELECT count(*) AS n FROM orders GROUP BY ordered_at::date) y)
---
SELECT t.day, sum(t.revenue) OVER (ORDER BY t.day) AS cumulated FROM (SELECT date(ordered_at) AS day, sum(total) AS revenue FROM orders GROUP BY date(ordered_at)) AS t ORDER BY t.day
---
SELECT EXTRACT(MONTH FROM paid_at) AS month, sum(amount) AS paid FROM payments WHERE EXTRACT(YEAR FROM paid_at) = 2024 GROUP BY EXTRACT(MONTH FROM paid_at) ORDER BY 1
---
SELECT sum(amount) FILTER (WHERE paid_at >= '2024-02-01' AND paid_at < '2024-03-01') AS february FROM payments
---
SELECT p.order_id, o.total - sum(p.amount) AS open FROM payments p JOIN orders o ON o.id = p.order_id GROUP BY p.order_id, o.total HAVING o.total - sum(p.amount) > 1 ORDER BY open DESC LIMIT 5
---
WITH paid AS (SELECT order_id, sum(amount) AS amount FROM payments WHERE NOT refunded GROUP BY order_id)
SELECT sum(o.total) AS ordered, sum(p.amount) AS paid FROM orders o LEFT JOIN paid p ON p.order_id = o.id
---
WITH items AS (SELECT order_id, count(*) AS lines FROM order_items GROUP BY order_id), paid AS (SELECT order_id, count(*) AS parts FROM payments GROUP BY order_id)
SELECT avg(i.lines) AS lines, avg(p.parts) AS parts FROM orders o LEFT JOIN items i ON i.order_id = o.id LEFT JOIN paid p ON p.order_id = o.id
---
SELECT customer_id, max(ordered_at) AS last_order, CURRENT_DATE - max(ordered_at)::date > 90 AS lapsed FROM orders GROUP BY customer_id ORDER BY 1 LIMIT 10
---
SELECT ARRAY(SELECT DISTINCT channel FROM orders ORDER BY 1) AS channels, ARRAY[1, 2, 3] || 4 AS numbers, (ARRAY['a', 'b'])[1] AS first, '{1,2}'::int[] AS cast_array
---
SELECT tags[1] AS first_tag, count(*) FROM customers WHERE cardinality(tags) > 0 GROUP BY tags[1]
---
SELECT generate_series(1, 3) AS n
---
SELECT n, n * n AS square FROM generate_series(1, 5) AS n
---
SELECT elem->>'a' AS a FROM jsonb_array_elements('[{"a": 1}, {"a": 2}]') AS elem
---
SELECT r.a, r.b FROM jsonb_to_recordset('[{"a": 1, "b": "x"}]') AS r (a int, b text)
---
SELECT ordinality, value FROM unnest(ARRAY['x', 'y']) WITH ORDINALITY AS u (value, ordinality)
---
SELECT xmlelement(name total, sum(total)) FROM orders
---
SELECT int4range(1, 10) @> 5 AS inside, daterange('2024-01-01', '2024-02-01') && daterange('2024-01-15', '2024-03-01') AS overlap, upper(int4range(1, 10)) AS up
---
SELECT (date '2024-01-01', date '2024-02-01') OVERLAPS (date '2024-01-15', date '2024-03-01') AS overlap
---
SELECT current_database(), current_schema, version(), pg_size_pretty(pg_total_relation_size('orders')) AS size
---
SELECT relname, n_live_tup FROM pg_stat_user_tables ORDER BY n_live_tup DESC LIMIT 5
---
SELECT table_name, count(*) AS columns FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name ORDER BY 1
---
SELECT random() AS r, clock_timestamp() AS t, gen_random_uuid() AS u, pg_typeof(1) AS type
---
SELECT to_tsvector('english', subject) @@ to_tsquery('english', 'subject') AS found FROM tickets LIMIT 1
---
SELECT hashtext(name) % 2 AS half, count(*) FROM customers GROUP BY 1
---
SELECT make_interval(days => 3) AS three_days, justify_hours(interval '50 hours') AS justified
---
SELECT sum(total) AS revenue, lag(sum(total)) OVER (ORDER BY date_trunc('month', ordered_at)) AS before, date_trunc('month', ordered_at) AS month FROM orders GROUP BY date_trunc('month', ordered_at) ORDER BY month DESC LIMIT 1
---
SELECT (SELECT sum(total) FROM orders WHERE ordered_at >= '2024-06-01' AND ordered_at < '2024-07-01') - (SELECT sum(total) FROM orders WHERE ordered_at >= '2024-05-01' AND ordered_at < '2024-06-01') AS change
---
SELECT channel, sum(total) * 1.0 / sum(sum(total)) OVER () AS share FROM orders GROUP BY channel
---
SELECT channel, count(*) * 100.0 / sum(count(*)) OVER () AS percent FROM orders GROUP BY channel ORDER BY percent DESC
---
SELECT o.channel, count(*)::float / (SELECT NULLIF(count(*), 0) FROM orders) AS share FROM orders o GROUP BY o.channel
---
SELECT a.month, a.revenue, b.revenue AS year_before FROM (SELECT date_trunc('month', ordered_at) AS month, sum(total) AS revenue FROM orders GROUP BY 1) a LEFT JOIN (SELECT date_trunc('month', ordered_at) + interval '1 year' AS month, sum(total) AS revenue FROM orders GROUP BY 1) b USING (month) ORDER BY month
---
SELECT customer_id, ordered_at - lag(ordered_at) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS gap FROM orders ORDER BY gap DESC NULLS LAST LIMIT 5
---
SELECT avg(gap) AS average_gap FROM (SELECT ordered_at - lag(ordered_at) OVER (PARTITION BY customer_id ORDER BY ordered_at) AS gap FROM orders) AS g WHERE gap IS NOT NULL
---
SELECT c.country, c.segment, count(*) FILTER (WHERE o.id IS NULL) AS without_order FROM customers c LEFT JOIN orders o ON c.id = o.customer_id GROUP BY c.country, c.segment
---
SELECT sum(CASE WHEN o.status = 'delivered' AND s.delivered_at::date <= o.delivered_on THEN 1 ELSE 0 END)::numeric / NULLIF(count(*), 0) AS on_time FROM orders o JOIN shipments s ON s.order_id = o.id
---
SELECT avg((delivered_on - ordered_at::date)) AS days FROM orders WHERE delivered_on IS NOT NULL
---
SELECT count(*) FILTER (WHERE delivered_on > (shipping->>'promised_at')::timestamp) AS late FROM orders
---
SELECT to_timestamp(1700000000) AS at, to_date('2024-02-03', 'YYYY-MM-DD') AS day, to_number('12,454.8', '99G999D9') AS number
---
SELECT id, first_response IS NULL AS unanswered, COALESCE(first_response, interval '0') AS waited FROM tickets ORDER BY id LIMIT 3
---
SELECT sum(total) AS total FROM orders WHERE total > 100 GROUP BY () HAVING sum(total) > 0
---
SELECT status, total FROM orders o1 WHERE total = (SELECT max(total) FROM orders o2 WHERE o2.status = o1.status) ORDER BY status
---
SELECT o.id FROM orders AS o (id, who) WHERE who = 5 ORDER BY 1
---
WITH x (a, b) AS (VALUES (1, 2), (3, 4)) SELECT sum(a) AS a, sum(b) AS b FROM x
---
WITH orders AS (SELECT 1 AS only_column) SELECT only_column FROM orders
---
WITH a AS (SELECT 1 AS n), b AS (SELECT n + 1 AS n FROM a) SELECT a.n AS first, b.n AS second FROM a CROSS JOIN b
---
SELECT x FROM (SELECT total AS x FROM orders UNION SELECT amount FROM payments) AS u ORDER BY x DESC LIMIT 3
---
SELECT status, count(*) AS n FROM orders GROUP BY status HAVING count(*) >= ALL (SELECT count(*) FROM orders GROUP BY status)
---
SELECT sum(quantity) FROM order_items i JOIN orders o ON o.id = i.order_id JOIN customers c ON c.id = o.customer_id JOIN products p ON p.id = i.product_id JOIN categories k ON k.id = p.category_id WHERE k.name = 'Sensors' AND c.country = 'US' AND o.status = 'delivered'
