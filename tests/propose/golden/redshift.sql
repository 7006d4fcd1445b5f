-- customers: New customers with an order within 30 days
WITH orders AS (
  SELECT
    customer_id,
    COUNT(*) AS children,
    MIN(ordered_at) AS first_at
  FROM orders
  WHERE COALESCE(is_test, FALSE) = FALSE
  GROUP BY 1
)
SELECT
  CAST(DATE_TRUNC('month', c.signed_up_at) AS DATE) AS month,
  CAST(COUNT(CASE WHEN orders.first_at < DATEADD(DAY, 30, c.signed_up_at) THEN 1 END) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS activation_rate
FROM customers AS c
LEFT JOIN orders ON orders.customer_id = c.id
WHERE c.signed_up_at < DATEADD(month, -1, DATE_TRUNC('month', CURRENT_DATE))
GROUP BY 1
ORDER BY month;

-- products: Average product gross margin
SELECT AVG(CAST(CAST(price AS DECIMAL(38, 10)) - cost AS DOUBLE PRECISION) / NULLIF(price, 0)) AS gross_margin
FROM products
WHERE cost > 0;

-- order_items: Top 10 customers by order item amount
SELECT
  c.name AS customer,
  SUM(oi.quantity * oi.unit_price) AS amount,
  CAST(SUM(oi.quantity * oi.unit_price) AS DOUBLE PRECISION) / NULLIF(SUM(SUM(oi.quantity * oi.unit_price)) OVER (), 0) AS share
FROM order_items AS oi
JOIN orders AS o ON o.id = oi.order_id
JOIN customers AS c ON c.id = o.customer_id
GROUP BY c.id, c.name
ORDER BY amount DESC NULLS LAST
LIMIT 10;

-- sessions: Session: start to end time (median, p90)
SELECT
  CAST(DATE_TRUNC('month', started_at) AS DATE) AS month,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY DATEDIFF(SECOND, started_at, ended_at) / 60.0) AS median_minutes,
  PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY DATEDIFF(SECOND, started_at, ended_at) / 60.0) AS p90_minutes
FROM sessions
WHERE ended_at >= started_at
  AND started_at < DATE_TRUNC('month', CURRENT_DATE)
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
SELECT CAST(SUM(CASE WHEN place <= 10 THEN tickets END) AS DOUBLE PRECISION) / NULLIF(SUM(tickets), 0) AS top_10_share
FROM ranked;

-- subscriptions: Active subscriptions at the end of each month
WITH months AS (
  SELECT
    CAST(DATE_TRUNC('month', started_on) AS DATE) AS month,
    COUNT(*) AS started
  FROM subscriptions
  WHERE started_on < DATE_TRUNC('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  months.month,
  COUNT(*) AS active_subscriptions
FROM months
JOIN subscriptions AS s
  ON s.started_on < DATEADD(MONTH, 1, months.month)
    AND (s.cancelled_on IS NULL OR s.cancelled_on >= DATEADD(MONTH, 1, months.month))
GROUP BY 1
ORDER BY month;

-- tickets: Tickets by weekday
SELECT
  MOD(CAST(EXTRACT(DOW FROM opened_at) AS INTEGER) + 6, 7) + 1 AS weekday_position,
  TO_CHAR(opened_at, 'Dy') AS weekday,
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
    CAST(DATE_TRUNC('month', occurred_at) AS DATE) AS month,
    SUM(CAST(JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(payload), 'value') AS DECIMAL(38, 10))) AS value,
    LAG(SUM(CAST(JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(payload), 'value') AS DECIMAL(38, 10)))) OVER (ORDER BY CAST(DATE_TRUNC('month', occurred_at) AS DATE)) AS previous_value
  FROM events
  WHERE occurred_at < DATE_TRUNC('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  month,
  CAST(value - previous_value AS DOUBLE PRECISION) / NULLIF(previous_value, 0) AS growth
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
  CAST(EXTRACT(HOUR FROM occurred_at) AS INTEGER) AS hour_of_day,
  COUNT(*) AS events
FROM events
GROUP BY 1
ORDER BY hour_of_day;

-- tickets: Customers with tickets per month
SELECT
  CAST(DATE_TRUNC('month', opened_at) AS DATE) AS month,
  COUNT(DISTINCT customer_id) AS active_customer_count
FROM tickets
WHERE opened_at < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- products: Products over time, cumulative
WITH growth AS (
  SELECT
    CAST(DATE_TRUNC('month', launched_on) AS DATE) AS month,
    COUNT(*) AS added
  FROM products
  WHERE launched_on < DATE_TRUNC('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  month,
  SUM(added) OVER (ORDER BY month ROWS UNBOUNDED PRECEDING) AS total_products
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
  CAST(DATE_TRUNC('month', s.started_at) AS DATE) AS month,
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY DATEDIFF(SECOND, s.started_at, events.first_at) / 3600.0) AS median_hours
FROM sessions AS s
JOIN events ON events.session_id = s.id
WHERE events.first_at >= s.started_at
  AND s.started_at < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- customers: Customers by country
SELECT
  country,
  COUNT(*) AS customers,
  CAST(COUNT(*) AS DOUBLE PRECISION) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM customers
WHERE country IS NOT NULL
GROUP BY 1
ORDER BY customers DESC;

-- events: Events per month
SELECT
  CAST(DATE_TRUNC('month', occurred_at) AS DATE) AS month,
  COUNT(*) AS events
FROM events
WHERE occurred_at < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- events: Average event items by month
SELECT
  CAST(DATE_TRUNC('month', occurred_at) AS DATE) AS month,
  AVG(CAST(JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(payload), 'items') AS DECIMAL(38, 10))) AS average_items
FROM events
WHERE occurred_at < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- machines: Machines by site
SELECT
  site,
  COUNT(*) AS machines,
  CAST(COUNT(*) AS DOUBLE PRECISION) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM machines
GROUP BY 1
ORDER BY machines DESC;

-- order_items: Average order item unit price by month
SELECT
  CAST(DATE_TRUNC('month', o.ordered_at) AS DATE) AS month,
  AVG(oi.unit_price) AS average_unit_price
FROM order_items AS oi
JOIN orders AS o ON o.id = oi.order_id
WHERE COALESCE(o.is_test, FALSE) = FALSE
  AND o.ordered_at < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- orders: Order discount rate by month
SELECT
  CAST(DATE_TRUNC('month', ordered_at) AS DATE) AS month,
  CAST(SUM(discount) AS DOUBLE PRECISION) / NULLIF(SUM(total), 0) AS discount_rate
FROM orders
WHERE COALESCE(is_test, FALSE) = FALSE
  AND ordered_at < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- orders: Average order days by channel
SELECT
  channel,
  AVG(CAST(JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(shipping), 'days') AS DECIMAL(38, 10))) AS average_days,
  COUNT(*) AS orders
FROM orders
WHERE COALESCE(is_test, FALSE) = FALSE
GROUP BY 1
ORDER BY average_days DESC NULLS LAST
LIMIT 15;

-- payments: Payment fee per month
SELECT
  CAST(DATE_TRUNC('month', paid_at) AS DATE) AS month,
  SUM(fee) AS fee
FROM payments
WHERE paid_at < DATE_TRUNC('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- products: Products with complete data, share
SELECT CAST(COUNT(CASE WHEN cost IS NOT NULL THEN 1 END) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS complete_share
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
SELECT CAST(COUNT(CASE WHEN sessions >= 2 THEN 1 END) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS repeat_rate
FROM per_customer;

-- sessions: Bounced share of sessions by month
SELECT
  CAST(DATE_TRUNC('month', started_at) AS DATE) AS month,
  CAST(COUNT(CASE WHEN COALESCE(bounced, FALSE) = TRUE THEN 1 END) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS bounced_share
FROM sessions
WHERE started_at < DATE_TRUNC('month', CURRENT_DATE)
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
SELECT DATE_TRUNC('minute', ordered_at) AS start_minute
FROM orders;

-- orders: operator difference_minute
SELECT DATEDIFF(SECOND, ordered_at, delivered_on) / 60.0 AS difference_minute
FROM orders;

-- orders: operator start_hour
SELECT DATE_TRUNC('hour', ordered_at) AS start_hour
FROM orders;

-- orders: operator difference_hour
SELECT DATEDIFF(SECOND, ordered_at, delivered_on) / 3600.0 AS difference_hour
FROM orders;

-- orders: operator shift_hour
SELECT DATEADD(HOUR, -2, ordered_at) AS shift_hour
FROM orders;

-- orders: operator start_day
SELECT CAST(DATE_TRUNC('day', ordered_at) AS DATE) AS start_day
FROM orders;

-- orders: operator difference_day
SELECT DATEDIFF(SECOND, ordered_at, delivered_on) / 86400.0 AS difference_day
FROM orders;

-- orders: operator shift_day
SELECT DATEADD(DAY, -2, ordered_at) AS shift_day
FROM orders;

-- orders: operator period_day
SELECT DATEADD(day, -3, DATE_TRUNC('day', CURRENT_DATE)) AS period_day
FROM orders;

-- orders: operator start_week
SELECT CAST(DATE_TRUNC('week', ordered_at) AS DATE) AS start_week
FROM orders;

-- orders: operator difference_week
SELECT DATEDIFF(SECOND, ordered_at, delivered_on) / 604800.0 AS difference_week
FROM orders;

-- orders: operator shift_week
SELECT DATEADD(WEEK, -2, ordered_at) AS shift_week
FROM orders;

-- orders: operator period_week
SELECT DATEADD(week, -3, DATE_TRUNC('week', CURRENT_DATE)) AS period_week
FROM orders;

-- orders: operator start_month
SELECT CAST(DATE_TRUNC('month', ordered_at) AS DATE) AS start_month
FROM orders;

-- orders: operator difference_month
SELECT DATEDIFF(MONTH, ordered_at, delivered_on) AS difference_month
FROM orders;

-- orders: operator shift_month
SELECT DATEADD(MONTH, -2, ordered_at) AS shift_month
FROM orders;

-- orders: operator period_month
SELECT DATEADD(month, -3, DATE_TRUNC('month', CURRENT_DATE)) AS period_month
FROM orders;

-- orders: operator start_quarter
SELECT CAST(DATE_TRUNC('quarter', ordered_at) AS DATE) AS start_quarter
FROM orders;

-- orders: operator difference_quarter
SELECT DATEDIFF(QUARTER, ordered_at, delivered_on) AS difference_quarter
FROM orders;

-- orders: operator shift_quarter
SELECT DATEADD(QUARTER, -2, ordered_at) AS shift_quarter
FROM orders;

-- orders: operator period_quarter
SELECT DATEADD(quarter, -3, DATE_TRUNC('quarter', CURRENT_DATE)) AS period_quarter
FROM orders;

-- orders: operator start_year
SELECT CAST(DATE_TRUNC('year', ordered_at) AS DATE) AS start_year
FROM orders;

-- orders: operator difference_year
SELECT DATEDIFF(YEAR, ordered_at, delivered_on) AS difference_year
FROM orders;

-- orders: operator shift_year
SELECT DATEADD(YEAR, -2, ordered_at) AS shift_year
FROM orders;

-- orders: operator period_year
SELECT DATEADD(year, -3, DATE_TRUNC('year', CURRENT_DATE)) AS period_year
FROM orders;

-- orders: operator bucket
SELECT FLOOR(total * 1.0 / 50) * 50 AS bucket
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
SELECT GETDATE() AS now
FROM orders;

-- orders: operator whole
SELECT CAST(total AS BIGINT) AS whole
FROM orders;

-- orders: operator as_text
SELECT CAST(total AS VARCHAR) AS as_text
FROM orders;

-- orders: operator as_date
SELECT CAST(ordered_at AS DATE) AS as_date
FROM orders;

-- orders: operator fee
SELECT CAST(JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(shipping), 'fee') AS DECIMAL(38, 10)) AS fee
FROM orders;

-- orders: operator city
SELECT JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(shipping), 'address', 'city') AS city
FROM orders;

-- order_items: whole numbers
SELECT
  AVG(CAST(quantity AS DOUBLE PRECISION)) AS average_quantity,
  SUM(quantity) AS quantity,
  SUM(CAST(quantity AS BIGINT) * (unit_price - discount)) AS amount,
  SUM(unit_price - discount) AS net,
  AVG(CAST(CASE WHEN quantity > 1 THEN quantity END AS DOUBLE PRECISION)) AS large,
  CAST(SUM(quantity) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS per_line
FROM order_items;

-- order_items: bucket of whole numbers
SELECT
  FLOOR(quantity * 1.0 / 5) * 5 AS quantity_from,
  COUNT(*) AS items
FROM order_items
GROUP BY 1
ORDER BY quantity_from;

-- orders: ratio of sums of decimals
SELECT CAST(SUM(discount) AS DOUBLE PRECISION) / NULLIF(SUM(total), 0) AS rate
FROM orders;

-- orders: text as other types
SELECT
  CASE WHEN note ~ '^-?[0-9]+([.][0-9]+)?$' THEN CAST(note AS DECIMAL(38, 10)) END AS a_number,
  CASE WHEN note ~ '^-?[0-9]+([.][0-9]+)?$' THEN CAST(note AS DECIMAL(38, 10)) END AS a_whole_number,
  CASE WHEN note ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]|$)' THEN CAST(note AS DATE) END AS a_date,
  CASE WHEN note ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]|$)' THEN CAST(note AS TIMESTAMP) END AS a_time,
  CASE WHEN note ~ '^(true|false)$' THEN CAST(note AS BOOLEAN) END AS a_flag
FROM orders;

-- orders: window functions
SELECT
  CAST(DATE_TRUNC('month', ordered_at) AS DATE) AS month,
  channel,
  SUM(total) AS total,
  LAG(SUM(total)) OVER (ORDER BY CAST(DATE_TRUNC('month', ordered_at) AS DATE)) AS previous,
  SUM(SUM(total)) OVER (ORDER BY CAST(DATE_TRUNC('month', ordered_at) AS DATE) ROWS UNBOUNDED PRECEDING) AS up_to_here,
  ROW_NUMBER() OVER (PARTITION BY CAST(DATE_TRUNC('month', ordered_at) AS DATE) ORDER BY SUM(total) DESC NULLS LAST) AS place,
  SUM(SUM(total)) OVER (PARTITION BY CAST(DATE_TRUNC('month', ordered_at) AS DATE)) AS of_month,
  CAST(COUNT(*) AS DOUBLE PRECISION) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM orders
GROUP BY 1, 2
ORDER BY month, total DESC NULLS LAST
LIMIT 20;

-- orders: stages
SELECT
  1 AS position,
  'ordered_at' AS stage,
  COUNT(ordered_at) AS orders
FROM orders
UNION ALL
SELECT
  2 AS position,
  'shipped_at' AS stage,
  COUNT(shipped_at) AS orders
FROM orders
UNION ALL
SELECT
  3 AS position,
  'delivered_on' AS stage,
  COUNT(delivered_on) AS orders
FROM orders
ORDER BY position;

-- orders: times of several kinds
SELECT
  DATEDIFF(SECOND, due_on, delivered_on) / 86400.0 AS dates_days,
  DATEDIFF(MONTH, due_on, delivered_on) AS dates_months,
  DATEDIFF(SECOND, due_on, delivered_on) / 3600.0 AS dates_hours,
  DATEDIFF(SECOND, shipped_at, shipped_at) / 3600.0 AS instants_hours,
  DATEDIFF(SECOND, ordered_at, shipped_at) / 86400.0 AS mixed_days,
  DATEADD(HOUR, -2, due_on) AS hour_of_date,
  CAST(DATE_TRUNC('week', shipped_at) AS DATE) AS week_of_instant,
  TO_CHAR(due_on, 'Dy') AS weekday_of_date,
  CAST(EXTRACT(HOUR FROM shipped_at) AS INTEGER) AS hour_of_instant,
  DATEADD(MONTH, 1, shipped_at) AS month_of_instant
FROM orders
WHERE delivered_on > ordered_at
  AND ordered_at < shipped_at
  AND shipped_at >= DATEADD(week, -4, DATE_TRUNC('week', CURRENT_DATE))
  AND shipped_at < DATE_TRUNC('week', CURRENT_DATE);

-- orders: percentiles of two values
WITH measured AS (
  SELECT
    channel,
    total,
    discount,
    CASE WHEN total > 100 THEN total END AS value,
    customer_id
  FROM orders
),
ordered AS (
  SELECT
    channel,
    total,
    ROW_NUMBER() OVER (PARTITION BY channel ORDER BY total DESC NULLS LAST) AS place,
    SUM(CASE WHEN total IS NOT NULL THEN 1 END) OVER (PARTITION BY channel) AS number_of_values,
    discount,
    ROW_NUMBER() OVER (PARTITION BY channel ORDER BY discount DESC NULLS LAST) - 0.1 * (SUM(CASE WHEN discount IS NOT NULL THEN 1 END) OVER (PARTITION BY channel) - 1) AS distance_from_90,
    value,
    ROW_NUMBER() OVER (PARTITION BY channel ORDER BY value DESC NULLS LAST) AS place_2,
    SUM(CASE WHEN value IS NOT NULL THEN 1 END) OVER (PARTITION BY channel) AS number_of_values_2,
    customer_id
  FROM measured
)
SELECT
  channel,
  AVG(CASE WHEN 2 * place >= number_of_values AND 2 * place <= number_of_values + 2 THEN total END) AS median_total,
  SUM(CASE WHEN distance_from_90 > 0 AND distance_from_90 < 1 THEN discount * distance_from_90 WHEN distance_from_90 >= 1 AND distance_from_90 < 2 THEN discount * (2 - distance_from_90) END) AS p90_discount,
  AVG(CASE WHEN 2 * place_2 >= number_of_values_2 AND 2 * place_2 <= number_of_values_2 + 2 THEN value END) AS median_large,
  COUNT(DISTINCT customer_id) AS buyers
FROM ordered
GROUP BY 1
ORDER BY median_total DESC NULLS LAST;

-- orders: a name that hides a column
SELECT
  LOWER(channel) AS channel,
  SUM(total) AS total,
  CAST(SUM(total) AS DOUBLE PRECISION) / NULLIF(COUNT(*), 0) AS average
FROM orders
WHERE total > 0
  AND channel <> '매장'
GROUP BY 1
ORDER BY total DESC NULLS LAST;

-- customers: without a partner
SELECT COUNT(CASE WHEN o.id IS NULL THEN 1 END) AS without_orders
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
  COUNT(CASE WHEN COALESCE(CAST(JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(shipping), 'insured') AS BOOLEAN), FALSE) = TRUE THEN 1 END) AS insured,
  AVG(CAST(JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(shipping), 'days') AS DECIMAL(38, 10))) AS days,
  MAX(CAST(JSON_EXTRACT_PATH_TEXT(JSON_SERIALIZE(shipping), 'sent on') AS DATE)) AS sent
FROM orders;

-- orders: operator day_digits
SELECT CASE WHEN '20240131' ~ '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$' THEN TO_DATE('20240131', 'YYYYMMDD') END AS day_digits
FROM orders;

-- orders: operator no_day
SELECT CASE WHEN '00000000' ~ '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$' THEN TO_DATE('00000000', 'YYYYMMDD') END AS no_day
FROM orders;

-- orders: operator channel_day
SELECT CASE WHEN channel ~ '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$' THEN TO_DATE(channel, 'YYYYMMDD') END AS channel_day
FROM orders;

-- orders: operator second_digits
SELECT CASE WHEN '20240131235859' ~ '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]$' THEN TO_TIMESTAMP('20240131235859', 'YYYYMMDDHH24MISS')::timestamp END AS second_digits
FROM orders;

-- orders: operator iso_day
SELECT CASE WHEN '2024-01-31' ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' THEN TO_DATE('2024-01-31', 'YYYY-MM-DD') END AS iso_day
FROM orders;

-- orders: operator iso_second
SELECT CASE WHEN '2024-01-31 23:58:59' ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[ T]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]' THEN '2024-01-31 23:58:59'::timestamp END AS iso_second
FROM orders;

-- orders: operator epoch_seconds
SELECT (TIMESTAMP 'epoch' + 1706745539 * INTERVAL '1 second') AS epoch_seconds
FROM orders;

-- orders: operator epoch_milliseconds
SELECT (TIMESTAMP 'epoch' + 1706745539000 / 1000 * INTERVAL '1 second') AS epoch_milliseconds
FROM orders;

-- orders: operator day_number
SELECT CASE WHEN CAST(20240131 AS varchar(20)) ~ '^[12][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$' THEN TO_DATE(CAST(20240131 AS varchar(20)), 'YYYYMMDD') END AS day_number
FROM orders;

