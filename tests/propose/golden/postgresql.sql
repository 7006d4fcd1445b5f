-- customers: New customers with an order within 30 days
WITH orders AS (
  SELECT
    customer_id,
    COUNT(*) AS children,
    MIN(ordered_at) AS first_at
  FROM orders
  WHERE is_test IS NOT TRUE
  GROUP BY 1
)
SELECT
  date_trunc('month', c.signed_up_at)::date AS month,
  COUNT(*) FILTER (WHERE orders.first_at < c.signed_up_at + INTERVAL '30 days')::numeric / NULLIF(COUNT(*), 0) AS activation_rate
FROM customers AS c
LEFT JOIN orders ON orders.customer_id = c.id
WHERE c.signed_up_at < date_trunc('month', CURRENT_DATE) - INTERVAL '1 month'
GROUP BY 1
ORDER BY month;

-- products: Average product gross margin
SELECT AVG((price::numeric - cost) / NULLIF(price, 0)) AS gross_margin
FROM products
WHERE cost > 0;

-- order_items: Top 10 customers by order item amount
SELECT
  c.name AS customer,
  SUM(oi.quantity * oi.unit_price) AS amount,
  SUM(oi.quantity * oi.unit_price) / NULLIF(SUM(SUM(oi.quantity * oi.unit_price)) OVER (), 0) AS share
FROM order_items AS oi
JOIN orders AS o ON o.id = oi.order_id
JOIN customers AS c ON c.id = o.customer_id
GROUP BY c.id, c.name
ORDER BY amount DESC NULLS LAST
LIMIT 10;

-- sessions: Session: start to end time (median, p90)
SELECT
  date_trunc('month', started_at)::date AS month,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM (ended_at - started_at)) / 60) AS median_minutes,
  PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM (ended_at - started_at)) / 60) AS p90_minutes
FROM sessions
WHERE ended_at >= started_at
  AND started_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- tickets: Top 10 customers: share of tickets
WITH ranked AS (
  SELECT
    customer_id AS customer,
    COUNT(*) AS tickets,
    ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC NULLS LAST) AS place
  FROM tickets
  WHERE customer_id IS NOT NULL
  GROUP BY 1
)
SELECT SUM(tickets) FILTER (WHERE place <= 10)::numeric / NULLIF(SUM(tickets), 0) AS top_10_share
FROM ranked;

-- subscriptions: Active subscriptions at the end of each month
WITH months AS (
  SELECT
    date_trunc('month', started_on)::date AS month,
    COUNT(*) AS started
  FROM subscriptions
  WHERE started_on < date_trunc('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  months.month,
  COUNT(*) AS active_subscriptions
FROM months
JOIN subscriptions AS s
  ON s.started_on < months.month + INTERVAL '1 month'
    AND (s.cancelled_on IS NULL OR s.cancelled_on >= months.month + INTERVAL '1 month')
GROUP BY 1
ORDER BY month;

-- tickets: Tickets by weekday
SELECT
  EXTRACT(ISODOW FROM opened_at)::int AS weekday_position,
  to_char(opened_at, 'Dy') AS weekday,
  COUNT(*) AS tickets
FROM tickets
GROUP BY 1, 2
ORDER BY weekday_position;

-- MonthlyTargets: Target amount, latest
SELECT SUM("TargetAmount") AS target_amount
FROM "MonthlyTargets"
WHERE "Month" = (SELECT MAX("Month") AS latest FROM "MonthlyTargets");

-- events: Event value growth, month on month
WITH per_period AS (
  SELECT
    date_trunc('month', occurred_at)::date AS month,
    SUM((payload ->> 'value')::numeric) AS value,
    LAG(SUM((payload ->> 'value')::numeric)) OVER (ORDER BY date_trunc('month', occurred_at)::date) AS previous_value
  FROM events
  WHERE occurred_at < date_trunc('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  month,
  (value - previous_value) / NULLIF(previous_value, 0) AS growth
FROM per_period
WHERE previous_value IS NOT NULL
ORDER BY month;

-- sessions: Sessions by number of events
WITH events AS (
  SELECT
    session_id,
    COUNT(*) AS children
  FROM events
  GROUP BY 1
)
SELECT
  CASE
    WHEN COALESCE(events.children, 0) <= 0 THEN '0'
    WHEN COALESCE(events.children, 0) <= 1 THEN '1'
    WHEN COALESCE(events.children, 0) <= 5 THEN '2 to 5'
    WHEN COALESCE(events.children, 0) <= 10 THEN '6 to 10'
    ELSE 'more than 10'
  END AS number_of_events,
  COUNT(*) AS sessions
FROM sessions AS s
LEFT JOIN events ON events.session_id = s.id
GROUP BY 1
ORDER BY number_of_events;

-- events: Events by hour of day
SELECT
  EXTRACT(HOUR FROM occurred_at)::int AS hour_of_day,
  COUNT(*) AS events
FROM events
GROUP BY 1
ORDER BY hour_of_day;

-- tickets: Customers with tickets per month
SELECT
  date_trunc('month', opened_at)::date AS month,
  COUNT(DISTINCT customer_id) AS active_customer_count
FROM tickets
WHERE opened_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- products: Products over time, cumulative
WITH growth AS (
  SELECT
    date_trunc('month', launched_on)::date AS month,
    COUNT(*) AS added
  FROM products
  WHERE launched_on < date_trunc('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  month,
  SUM(added) OVER (ORDER BY month) AS total_products
FROM growth
ORDER BY month;

-- sessions: Session: time to first event (median hours)
WITH events AS (
  SELECT
    session_id,
    COUNT(*) AS children,
    MIN(occurred_at) AS first_at
  FROM events
  GROUP BY 1
)
SELECT
  date_trunc('month', s.started_at)::date AS month,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM (events.first_at - s.started_at)) / 3600) AS median_hours
FROM sessions AS s
JOIN events ON events.session_id = s.id
WHERE events.first_at >= s.started_at
  AND s.started_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- customers: Customers by country
SELECT
  country,
  COUNT(*) AS customers,
  COUNT(*)::numeric / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM customers
WHERE country IS NOT NULL
GROUP BY 1
ORDER BY customers DESC;

-- events: Events per month
SELECT
  date_trunc('month', occurred_at)::date AS month,
  COUNT(*) AS events
FROM events
WHERE occurred_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- events: Average event items by month
SELECT
  date_trunc('month', occurred_at)::date AS month,
  AVG((payload ->> 'items')::numeric) AS average_items
FROM events
WHERE occurred_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- machines: Machines by site
SELECT
  site,
  COUNT(*) AS machines,
  COUNT(*)::numeric / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM machines
GROUP BY 1
ORDER BY machines DESC;

-- order_items: Average order item unit price by month
SELECT
  date_trunc('month', o.ordered_at)::date AS month,
  AVG(oi.unit_price) AS average_unit_price
FROM order_items AS oi
JOIN orders AS o ON o.id = oi.order_id
WHERE o.is_test IS NOT TRUE
  AND o.ordered_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- orders: Order discount rate by month
SELECT
  date_trunc('month', ordered_at)::date AS month,
  SUM(discount) / NULLIF(SUM(total), 0) AS discount_rate
FROM orders
WHERE is_test IS NOT TRUE
  AND ordered_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- orders: Average order days by channel
SELECT
  channel,
  AVG((shipping ->> 'days')::numeric) AS average_days,
  COUNT(*) AS orders
FROM orders
WHERE is_test IS NOT TRUE
GROUP BY 1
ORDER BY average_days DESC NULLS LAST
LIMIT 15;

-- payments: Payment fee per month
SELECT
  date_trunc('month', paid_at)::date AS month,
  SUM(fee) AS fee
FROM payments
WHERE paid_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- products: Products with complete data, share
SELECT COUNT(*) FILTER (WHERE cost IS NOT NULL)::numeric / NULLIF(COUNT(*), 0) AS complete_share
FROM products;

-- sessions: Repeat rate of customers by sessions
WITH per_customer AS (
  SELECT
    customer_id AS customer,
    COUNT(*) AS sessions
  FROM sessions
  WHERE customer_id IS NOT NULL
  GROUP BY 1
)
SELECT COUNT(*) FILTER (WHERE sessions >= 2)::numeric / NULLIF(COUNT(*), 0) AS repeat_rate
FROM per_customer;

-- sessions: Bounced share of sessions by month
SELECT
  date_trunc('month', started_at)::date AS month,
  COUNT(*) FILTER (WHERE bounced IS TRUE)::numeric / NULLIF(COUNT(*), 0) AS bounced_share
FROM sessions
WHERE started_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- shipments: Average shipment cost by carrier
SELECT
  carrier,
  AVG(cost) AS average_cost,
  COUNT(*) AS shipments
FROM shipments
GROUP BY 1
ORDER BY average_cost DESC NULLS LAST
LIMIT 15;

-- orders: operator start_minute
SELECT date_trunc('minute', ordered_at) AS start_minute
FROM orders;

-- orders: operator difference_minute
SELECT EXTRACT(EPOCH FROM (delivered_on - ordered_at)) / 60 AS difference_minute
FROM orders;

-- orders: operator start_hour
SELECT date_trunc('hour', ordered_at) AS start_hour
FROM orders;

-- orders: operator difference_hour
SELECT EXTRACT(EPOCH FROM (delivered_on - ordered_at)) / 3600 AS difference_hour
FROM orders;

-- orders: operator shift_hour
SELECT ordered_at - INTERVAL '2 hours' AS shift_hour
FROM orders;

-- orders: operator start_day
SELECT ordered_at::date AS start_day
FROM orders;

-- orders: operator difference_day
SELECT EXTRACT(EPOCH FROM (delivered_on - ordered_at)) / 86400 AS difference_day
FROM orders;

-- orders: operator shift_day
SELECT ordered_at - INTERVAL '2 days' AS shift_day
FROM orders;

-- orders: operator period_day
SELECT CURRENT_DATE - INTERVAL '3 days' AS period_day
FROM orders;

-- orders: operator start_week
SELECT date_trunc('week', ordered_at)::date AS start_week
FROM orders;

-- orders: operator difference_week
SELECT EXTRACT(EPOCH FROM (delivered_on - ordered_at)) / 604800 AS difference_week
FROM orders;

-- orders: operator shift_week
SELECT ordered_at - INTERVAL '2 weeks' AS shift_week
FROM orders;

-- orders: operator period_week
SELECT date_trunc('week', CURRENT_DATE) - INTERVAL '3 weeks' AS period_week
FROM orders;

-- orders: operator start_month
SELECT date_trunc('month', ordered_at)::date AS start_month
FROM orders;

-- orders: operator difference_month
SELECT ((EXTRACT(YEAR FROM delivered_on) - EXTRACT(YEAR FROM ordered_at)) * 12 + EXTRACT(MONTH FROM delivered_on) - EXTRACT(MONTH FROM ordered_at))::int AS difference_month
FROM orders;

-- orders: operator shift_month
SELECT ordered_at - INTERVAL '2 months' AS shift_month
FROM orders;

-- orders: operator period_month
SELECT date_trunc('month', CURRENT_DATE) - INTERVAL '3 months' AS period_month
FROM orders;

-- orders: operator start_quarter
SELECT date_trunc('quarter', ordered_at)::date AS start_quarter
FROM orders;

-- orders: operator difference_quarter
SELECT ((EXTRACT(YEAR FROM delivered_on) - EXTRACT(YEAR FROM ordered_at)) * 4 + EXTRACT(QUARTER FROM delivered_on) - EXTRACT(QUARTER FROM ordered_at))::int AS difference_quarter
FROM orders;

-- orders: operator shift_quarter
SELECT ordered_at - INTERVAL '6 months' AS shift_quarter
FROM orders;

-- orders: operator period_quarter
SELECT date_trunc('quarter', CURRENT_DATE) - INTERVAL '9 months' AS period_quarter
FROM orders;

-- orders: operator start_year
SELECT date_trunc('year', ordered_at)::date AS start_year
FROM orders;

-- orders: operator difference_year
SELECT (EXTRACT(YEAR FROM delivered_on) - EXTRACT(YEAR FROM ordered_at))::int AS difference_year
FROM orders;

-- orders: operator shift_year
SELECT ordered_at - INTERVAL '2 years' AS shift_year
FROM orders;

-- orders: operator period_year
SELECT date_trunc('year', CURRENT_DATE) - INTERVAL '3 years' AS period_year
FROM orders;

-- orders: operator bucket
SELECT FLOOR(total / 50) * 50 AS bucket
FROM orders;

-- orders: operator least_of
SELECT LEAST(total, discount) AS least_of
FROM orders;

-- orders: operator label
SELECT channel || ' ' || currency AS label
FROM orders;

-- orders: operator has_gift
SELECT CASE WHEN note ILIKE '%It''s a gift%' THEN 1 END AS has_gift
FROM orders;

-- orders: operator lower_case
SELECT LOWER(channel) AS lower_case
FROM orders;

-- orders: operator today
SELECT CURRENT_DATE AS today
FROM orders;

-- orders: operator now
SELECT CURRENT_TIMESTAMP AS now
FROM orders;

-- orders: operator whole
SELECT total::bigint AS whole
FROM orders;

-- orders: operator as_text
SELECT total::text AS as_text
FROM orders;

-- orders: operator as_date
SELECT ordered_at::date AS as_date
FROM orders;

-- orders: operator fee
SELECT (shipping ->> 'fee')::numeric AS fee
FROM orders;

-- orders: operator city
SELECT (shipping -> 'address' ->> 'city') AS city
FROM orders;

-- order_items: whole numbers
SELECT
  AVG(quantity) AS average_quantity,
  SUM(quantity) AS quantity,
  SUM(quantity::bigint * (unit_price - discount)) AS amount,
  SUM(unit_price - discount) AS net,
  AVG(quantity) FILTER (WHERE quantity > 1) AS large,
  SUM(quantity)::numeric / NULLIF(COUNT(*), 0) AS per_line
FROM order_items;

-- order_items: bucket of whole numbers
SELECT
  FLOOR(quantity::numeric / 5) * 5 AS quantity_from,
  COUNT(*) AS items
FROM order_items
GROUP BY 1
ORDER BY quantity_from;

-- orders: ratio of sums of decimals
SELECT SUM(discount) / NULLIF(SUM(total), 0) AS rate
FROM orders;

-- orders: text as other types
SELECT
  CASE WHEN note ~ '^-?[0-9]+([.][0-9]+)?$' THEN note::numeric END AS a_number,
  CASE WHEN note ~ '^-?[0-9]+([.][0-9]+)?$' THEN note::numeric END AS a_whole_number,
  CASE WHEN note ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]|$)' THEN note::date END AS a_date,
  CASE WHEN note ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]|$)' THEN note::timestamp END AS a_time,
  CASE WHEN note ~ '^(true|false)$' THEN note::boolean END AS a_flag
FROM orders;

-- orders: window functions
SELECT
  date_trunc('month', ordered_at)::date AS month,
  channel,
  SUM(total) AS total,
  LAG(SUM(total)) OVER (ORDER BY date_trunc('month', ordered_at)::date) AS previous,
  SUM(SUM(total)) OVER (ORDER BY date_trunc('month', ordered_at)::date) AS up_to_here,
  ROW_NUMBER() OVER (PARTITION BY date_trunc('month', ordered_at)::date ORDER BY SUM(total) DESC NULLS LAST) AS place,
  SUM(SUM(total)) OVER (PARTITION BY date_trunc('month', ordered_at)::date) AS of_month,
  COUNT(*)::numeric / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM orders
GROUP BY 1, 2
ORDER BY month, total DESC NULLS LAST
LIMIT 20;

-- orders: stages
SELECT
  1 AS "position",
  'ordered_at' AS stage,
  COUNT(ordered_at) AS orders
FROM orders
UNION ALL
SELECT
  2 AS "position",
  'shipped_at' AS stage,
  COUNT(shipped_at) AS orders
FROM orders
UNION ALL
SELECT
  3 AS "position",
  'delivered_on' AS stage,
  COUNT(delivered_on) AS orders
FROM orders
ORDER BY "position";

-- orders: times of several kinds
SELECT
  delivered_on - due_on AS dates_days,
  ((EXTRACT(YEAR FROM delivered_on) - EXTRACT(YEAR FROM due_on)) * 12 + EXTRACT(MONTH FROM delivered_on) - EXTRACT(MONTH FROM due_on))::int AS dates_months,
  (delivered_on - due_on) * 24 AS dates_hours,
  EXTRACT(EPOCH FROM (shipped_at - shipped_at)) / 3600 AS instants_hours,
  EXTRACT(EPOCH FROM (shipped_at - ordered_at)) / 86400 AS mixed_days,
  due_on - INTERVAL '2 hours' AS hour_of_date,
  date_trunc('week', shipped_at)::date AS week_of_instant,
  to_char(due_on, 'Dy') AS weekday_of_date,
  EXTRACT(HOUR FROM shipped_at)::int AS hour_of_instant,
  shipped_at + INTERVAL '1 month' AS month_of_instant
FROM orders
WHERE delivered_on > ordered_at
  AND ordered_at < shipped_at
  AND shipped_at >= date_trunc('week', CURRENT_DATE) - INTERVAL '4 weeks'
  AND shipped_at < date_trunc('week', CURRENT_DATE);

-- orders: percentiles of two values
SELECT
  channel,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total) AS median_total,
  PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY discount) AS p90_discount,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY total) FILTER (WHERE total > 100) AS median_large,
  COUNT(DISTINCT customer_id) AS buyers
FROM orders
GROUP BY 1
ORDER BY median_total DESC NULLS LAST;

-- orders: a name that hides a column
SELECT
  LOWER(channel) AS channel,
  SUM(total) AS total,
  SUM(total) / NULLIF(COUNT(*), 0) AS average
FROM orders
WHERE total > 0
  AND channel <> '매장'
GROUP BY 1
ORDER BY total DESC NULLS LAST;

-- customers: without a partner
SELECT COUNT(*) FILTER (WHERE o.id IS NULL) AS without_orders
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id;

-- orders: texts
SELECT
  COALESCE(channel, 'it''s a \ “none”') AS label,
  COUNT(*) AS orders
FROM orders
WHERE channel IN ('a', '온라인')
GROUP BY 1
ORDER BY orders DESC;

-- orders: flags in JSON
SELECT
  COUNT(*) FILTER (WHERE (shipping ->> 'insured')::boolean IS TRUE) AS insured,
  AVG((shipping ->> 'days')::numeric) AS days,
  MAX((shipping ->> 'sent on')::date) AS sent
FROM orders;

-- orders: operator day_digits
SELECT TO_DATE(SUBSTRING('20240131' FROM '^[12]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$'), 'YYYYMMDD') AS day_digits
FROM orders;

-- orders: operator no_day
SELECT TO_DATE(SUBSTRING('00000000' FROM '^[12]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$'), 'YYYYMMDD') AS no_day
FROM orders;

-- orders: operator channel_day
SELECT TO_DATE(SUBSTRING(channel FROM '^[12]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$'), 'YYYYMMDD') AS channel_day
FROM orders;

-- orders: operator second_digits
SELECT TO_TIMESTAMP(SUBSTRING('20240131235859' FROM '^[12]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$'), 'YYYYMMDDHH24MISS')::timestamp AS second_digits
FROM orders;

-- orders: operator iso_day
SELECT TO_DATE(SUBSTRING('2024-01-31' FROM '^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$'), 'YYYY-MM-DD') AS iso_day
FROM orders;

-- orders: operator iso_second
SELECT SUBSTRING('2024-01-31 23:58:59' FROM '^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d')::timestamp AS iso_second
FROM orders;

-- orders: operator epoch_seconds
SELECT TO_TIMESTAMP(1706745539) AS epoch_seconds
FROM orders;

-- orders: operator epoch_milliseconds
SELECT TO_TIMESTAMP(1706745539000 / 1000.0) AS epoch_milliseconds
FROM orders;

-- orders: operator day_number
SELECT TO_DATE(SUBSTRING(CAST(20240131 AS text) FROM '^[12]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$'), 'YYYYMMDD') AS day_number
FROM orders;

