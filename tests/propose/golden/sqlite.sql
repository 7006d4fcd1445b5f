-- customers: New customers with an order within 30 days
WITH orders_grouped AS (
  SELECT
    customer_id,
    COUNT(*) AS children,
    MIN(ordered_at) AS first_at
  FROM public.orders
  WHERE is_test IS NOT TRUE
  GROUP BY 1
)
SELECT
  date(c.signed_up_at, 'start of month') AS month,
  COUNT(*) FILTER (WHERE orders.first_at < datetime(c.signed_up_at, '+30 days')) * 1.0 / NULLIF(COUNT(*), 0) AS activation_rate
FROM public.customers AS c
LEFT JOIN orders_grouped AS orders ON orders.customer_id = c.id
WHERE c.signed_up_at < date('now', 'start of month', '-1 month')
GROUP BY 1
ORDER BY month;

-- products: Average product gross margin
SELECT AVG((CAST(price AS REAL) - cost) * 1.0 / NULLIF(price, 0)) AS gross_margin
FROM public.products
WHERE cost > 0;

-- order_items: Top 10 customers by order item amount
SELECT
  c.name AS customer,
  SUM(oi.quantity * oi.unit_price) AS amount,
  SUM(oi.quantity * oi.unit_price) * 1.0 / NULLIF(SUM(SUM(oi.quantity * oi.unit_price)) OVER (), 0) AS share
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
JOIN public.customers AS c ON c.id = o.customer_id
GROUP BY c.id, c.name
ORDER BY amount DESC
LIMIT 10;

-- sessions: Session: start to end time (median, p90)
WITH measured AS (
  SELECT
    date(started_at, 'start of month') AS month,
    (julianday(ended_at) - julianday(started_at)) * 1440 AS value
  FROM public.sessions
  WHERE ended_at >= started_at
    AND started_at < date('now', 'start of month')
),
ordered AS (
  SELECT
    month,
    value,
    ROW_NUMBER() OVER (PARTITION BY month ORDER BY value DESC) AS place,
    SUM(CASE WHEN value IS NOT NULL THEN 1 END) OVER (PARTITION BY month) AS number_of_values,
    ROW_NUMBER() OVER (PARTITION BY month ORDER BY value DESC) - 0.1 * (SUM(CASE WHEN value IS NOT NULL THEN 1 END) OVER (PARTITION BY month) - 1) AS distance_from_90
  FROM measured
)
SELECT
  month,
  AVG(value) FILTER (WHERE 2 * place >= number_of_values AND 2 * place <= number_of_values + 2) AS median_minutes,
  SUM(CASE WHEN distance_from_90 > 0 AND distance_from_90 < 1 THEN value * distance_from_90 WHEN distance_from_90 >= 1 AND distance_from_90 < 2 THEN value * (2 - distance_from_90) END) AS p90_minutes
FROM ordered
GROUP BY 1
ORDER BY month;

-- tickets: Top 10 customers: share of tickets
WITH ranked AS (
  SELECT
    customer_id AS customer,
    COUNT(*) AS tickets,
    ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC) AS place
  FROM public.tickets
  WHERE customer_id IS NOT NULL
  GROUP BY 1
)
SELECT SUM(tickets) FILTER (WHERE place <= 10) * 1.0 / NULLIF(SUM(tickets), 0) AS top_10_share
FROM ranked;

-- subscriptions: Active subscriptions at the end of each month
WITH months AS (
  SELECT
    date(started_on, 'start of month') AS month,
    COUNT(*) AS started
  FROM public.subscriptions
  WHERE started_on < date('now', 'start of month')
  GROUP BY 1
)
SELECT
  months.month,
  COUNT(*) AS active_subscriptions
FROM months
JOIN public.subscriptions AS s
  ON s.started_on < date(months.month, '+1 month')
    AND (s.cancelled_on IS NULL OR s.cancelled_on >= date(months.month, '+1 month'))
GROUP BY 1
ORDER BY month;

-- tickets: Tickets by weekday
SELECT
  (CAST(strftime('%w', opened_at) AS INTEGER) + 6) % 7 + 1 AS weekday_position,
  substr('SunMonTueWedThuFriSat', 3 * CAST(strftime('%w', opened_at) AS INTEGER) + 1, 3) AS weekday,
  COUNT(*) AS tickets
FROM public.tickets
GROUP BY 1, 2
ORDER BY weekday_position NULLS LAST;

-- MonthlyTargets: Target amount, latest
SELECT SUM("TargetAmount") AS target_amount
FROM public."MonthlyTargets"
WHERE "Month" = (SELECT MAX("Month") AS latest FROM public."MonthlyTargets");

-- events: Event value growth, month on month
WITH per_period AS (
  SELECT
    date(occurred_at, 'start of month') AS month,
    SUM(CAST(json_extract(payload, '$."value"') AS REAL)) AS value,
    LAG(SUM(CAST(json_extract(payload, '$."value"') AS REAL))) OVER (ORDER BY date(occurred_at, 'start of month')) AS previous_value
  FROM public.events
  WHERE occurred_at < date('now', 'start of month')
  GROUP BY 1
)
SELECT
  month,
  (value - previous_value) * 1.0 / NULLIF(previous_value, 0) AS growth
FROM per_period
WHERE previous_value IS NOT NULL
ORDER BY month;

-- sessions: Sessions by number of events
WITH events_grouped AS (
  SELECT
    session_id,
    COUNT(*) AS children
  FROM public.events
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
FROM public.sessions AS s
LEFT JOIN events_grouped AS events ON events.session_id = s.id
GROUP BY 1
ORDER BY number_of_events;

-- events: Events by hour of day
SELECT
  CAST(strftime('%H', occurred_at) AS INTEGER) AS hour_of_day,
  COUNT(*) AS events
FROM public.events
GROUP BY 1
ORDER BY hour_of_day NULLS LAST;

-- tickets: Customers with tickets per month
SELECT
  date(opened_at, 'start of month') AS month,
  COUNT(DISTINCT customer_id) AS active_customer_count
FROM public.tickets
WHERE opened_at < date('now', 'start of month')
GROUP BY 1
ORDER BY month;

-- products: Products over time, cumulative
WITH growth AS (
  SELECT
    date(launched_on, 'start of month') AS month,
    COUNT(*) AS added
  FROM public.products
  WHERE launched_on < date('now', 'start of month')
  GROUP BY 1
)
SELECT
  month,
  SUM(added) OVER (ORDER BY month) AS total_products
FROM growth
ORDER BY month;

-- sessions: Session: time to first event (median hours)
WITH events_grouped AS (
  SELECT
    session_id,
    COUNT(*) AS children,
    MIN(occurred_at) AS first_at
  FROM public.events
  GROUP BY 1
),
measured AS (
  SELECT
    date(s.started_at, 'start of month') AS month,
    (julianday(events.first_at) - julianday(s.started_at)) * 24 AS value
  FROM public.sessions AS s
  JOIN events_grouped AS events ON events.session_id = s.id
  WHERE events.first_at >= s.started_at
    AND s.started_at < date('now', 'start of month')
),
ordered AS (
  SELECT
    month,
    value,
    ROW_NUMBER() OVER (PARTITION BY month ORDER BY value DESC) AS place,
    SUM(CASE WHEN value IS NOT NULL THEN 1 END) OVER (PARTITION BY month) AS number_of_values
  FROM measured
)
SELECT
  month,
  AVG(value) FILTER (WHERE 2 * place >= number_of_values AND 2 * place <= number_of_values + 2) AS median_hours
FROM ordered
GROUP BY 1
ORDER BY month;

-- customers: Customers by country
SELECT
  country,
  COUNT(*) AS customers,
  COUNT(*) * 1.0 / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.customers
WHERE country IS NOT NULL
GROUP BY 1
ORDER BY customers DESC;

-- events: Events per month
SELECT
  date(occurred_at, 'start of month') AS month,
  COUNT(*) AS events
FROM public.events
WHERE occurred_at < date('now', 'start of month')
GROUP BY 1
ORDER BY month;

-- events: Average event items by month
SELECT
  date(occurred_at, 'start of month') AS month,
  AVG(CAST(json_extract(payload, '$."items"') AS REAL)) AS average_items
FROM public.events
WHERE occurred_at < date('now', 'start of month')
GROUP BY 1
ORDER BY month;

-- machines: Machines by site
SELECT
  site,
  COUNT(*) AS machines,
  COUNT(*) * 1.0 / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.machines
GROUP BY 1
ORDER BY machines DESC;

-- order_items: Average order item unit price by month
SELECT
  date(o.ordered_at, 'start of month') AS month,
  AVG(oi.unit_price) AS average_unit_price
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
WHERE o.is_test IS NOT TRUE
  AND o.ordered_at < date('now', 'start of month')
GROUP BY 1
ORDER BY month;

-- orders: Order discount rate by month
SELECT
  date(ordered_at, 'start of month') AS month,
  SUM(discount) * 1.0 / NULLIF(SUM(total), 0) AS discount_rate
FROM public.orders
WHERE is_test IS NOT TRUE
  AND ordered_at < date('now', 'start of month')
GROUP BY 1
ORDER BY month;

-- orders: Average order days by channel
SELECT
  channel,
  AVG(CAST(json_extract(shipping, '$."days"') AS REAL)) AS average_days,
  COUNT(*) AS orders
FROM public.orders
WHERE is_test IS NOT TRUE
GROUP BY 1
ORDER BY average_days DESC
LIMIT 15;

-- payments: Payment fee per month
SELECT
  date(paid_at, 'start of month') AS month,
  SUM(fee) AS fee
FROM public.payments
WHERE paid_at < date('now', 'start of month')
GROUP BY 1
ORDER BY month;

-- products: Products with complete data, share
SELECT COUNT(*) FILTER (WHERE cost IS NOT NULL) * 1.0 / NULLIF(COUNT(*), 0) AS complete_share
FROM public.products;

-- sessions: Repeat rate of customers by sessions
WITH per_customer AS (
  SELECT
    customer_id AS customer,
    COUNT(*) AS sessions
  FROM public.sessions
  WHERE customer_id IS NOT NULL
  GROUP BY 1
)
SELECT COUNT(*) FILTER (WHERE sessions >= 2) * 1.0 / NULLIF(COUNT(*), 0) AS repeat_rate
FROM per_customer;

-- sessions: Bounced share of sessions by month
SELECT
  date(started_at, 'start of month') AS month,
  COUNT(*) FILTER (WHERE bounced IS TRUE) * 1.0 / NULLIF(COUNT(*), 0) AS bounced_share
FROM public.sessions
WHERE started_at < date('now', 'start of month')
GROUP BY 1
ORDER BY month;

-- shipments: Average shipment cost by carrier
SELECT
  carrier,
  AVG(cost) AS average_cost,
  COUNT(*) AS shipments
FROM public.shipments
GROUP BY 1
ORDER BY average_cost DESC
LIMIT 15;

-- orders: operator start_minute
SELECT strftime('%Y-%m-%d %H:%M:00', ordered_at) AS start_minute
FROM public.orders;

-- orders: operator difference_minute
SELECT (julianday(delivered_on) - julianday(ordered_at)) * 1440 AS difference_minute
FROM public.orders;

-- orders: operator start_hour
SELECT strftime('%Y-%m-%d %H:00:00', ordered_at) AS start_hour
FROM public.orders;

-- orders: operator difference_hour
SELECT (julianday(delivered_on) - julianday(ordered_at)) * 24 AS difference_hour
FROM public.orders;

-- orders: operator shift_hour
SELECT datetime(ordered_at, '-2 hours') AS shift_hour
FROM public.orders;

-- orders: operator start_day
SELECT date(ordered_at) AS start_day
FROM public.orders;

-- orders: operator difference_day
SELECT (julianday(delivered_on) - julianday(ordered_at)) AS difference_day
FROM public.orders;

-- orders: operator shift_day
SELECT datetime(ordered_at, '-2 days') AS shift_day
FROM public.orders;

-- orders: operator period_day
SELECT date('now', '-3 days') AS period_day
FROM public.orders;

-- orders: operator start_week
SELECT date(ordered_at, '-6 days', 'weekday 1') AS start_week
FROM public.orders;

-- orders: operator difference_week
SELECT (julianday(delivered_on) - julianday(ordered_at)) / 7 AS difference_week
FROM public.orders;

-- orders: operator shift_week
SELECT datetime(ordered_at, '-14 days') AS shift_week
FROM public.orders;

-- orders: operator period_week
SELECT date('now', '-6 days', 'weekday 1', '-21 days') AS period_week
FROM public.orders;

-- orders: operator start_month
SELECT date(ordered_at, 'start of month') AS start_month
FROM public.orders;

-- orders: operator difference_month
SELECT ((CAST(strftime('%Y', delivered_on) AS INTEGER) - CAST(strftime('%Y', ordered_at) AS INTEGER)) * 12 + CAST(strftime('%m', delivered_on) AS INTEGER) - CAST(strftime('%m', ordered_at) AS INTEGER)) AS difference_month
FROM public.orders;

-- orders: operator shift_month
SELECT datetime(ordered_at, '-2 months') AS shift_month
FROM public.orders;

-- orders: operator period_month
SELECT date('now', 'start of month', '-3 months') AS period_month
FROM public.orders;

-- orders: operator start_quarter
SELECT date(ordered_at, 'start of month', '-' || ((CAST(strftime('%m', ordered_at) AS INTEGER) - 1) % 3) || ' months') AS start_quarter
FROM public.orders;

-- orders: operator difference_quarter
SELECT ((CAST(strftime('%Y', delivered_on) AS INTEGER) - CAST(strftime('%Y', ordered_at) AS INTEGER)) * 4 + (CAST(strftime('%m', delivered_on) AS INTEGER) + 2) / 3 - (CAST(strftime('%m', ordered_at) AS INTEGER) + 2) / 3) AS difference_quarter
FROM public.orders;

-- orders: operator shift_quarter
SELECT datetime(ordered_at, '-6 months') AS shift_quarter
FROM public.orders;

-- orders: operator period_quarter
SELECT date('now', 'start of month', '-' || ((CAST(strftime('%m', 'now') AS INTEGER) - 1) % 3) || ' months', '-9 months') AS period_quarter
FROM public.orders;

-- orders: operator start_year
SELECT date(ordered_at, 'start of year') AS start_year
FROM public.orders;

-- orders: operator difference_year
SELECT (CAST(strftime('%Y', delivered_on) AS INTEGER) - CAST(strftime('%Y', ordered_at) AS INTEGER)) AS difference_year
FROM public.orders;

-- orders: operator shift_year
SELECT datetime(ordered_at, '-2 years') AS shift_year
FROM public.orders;

-- orders: operator period_year
SELECT date('now', 'start of year', '-3 years') AS period_year
FROM public.orders;

-- orders: operator bucket
SELECT (CAST(ROUND(total * 1.0 / 50, 9) AS INTEGER) - (ROUND(total * 1.0 / 50, 9) < CAST(ROUND(total * 1.0 / 50, 9) AS INTEGER))) * 50 AS bucket
FROM public.orders;

-- orders: operator least_of
SELECT MIN(total, discount) AS least_of
FROM public.orders;

-- orders: operator label
SELECT channel || ' ' || currency AS label
FROM public.orders;

-- orders: operator has_gift
SELECT CASE WHEN LOWER(note) LIKE '%it''s a gift%' THEN 1 END AS has_gift
FROM public.orders;

-- orders: operator lower_case
SELECT LOWER(channel) AS lower_case
FROM public.orders;

-- orders: operator today
SELECT date('now') AS today
FROM public.orders;

-- orders: operator now
SELECT datetime('now') AS now
FROM public.orders;

-- orders: operator whole
SELECT CAST(total AS INTEGER) AS whole
FROM public.orders;

-- orders: operator as_text
SELECT CAST(total AS TEXT) AS as_text
FROM public.orders;

-- orders: operator as_date
SELECT date(ordered_at) AS as_date
FROM public.orders;

-- orders: operator fee
SELECT CAST(json_extract(shipping, '$."fee"') AS REAL) AS fee
FROM public.orders;

-- orders: operator city
SELECT json_extract(shipping, '$."address"."city"') AS city
FROM public.orders;

-- order_items: whole numbers
SELECT
  AVG(quantity) AS average_quantity,
  SUM(quantity) AS quantity,
  SUM(quantity * (unit_price - discount)) AS amount,
  SUM(unit_price - discount) AS net,
  AVG(quantity) FILTER (WHERE quantity > 1) AS large,
  SUM(quantity) * 1.0 / NULLIF(COUNT(*), 0) AS per_line
FROM public.order_items;

-- order_items: bucket of whole numbers
SELECT
  (CAST(ROUND(quantity * 1.0 / 5, 9) AS INTEGER) - (ROUND(quantity * 1.0 / 5, 9) < CAST(ROUND(quantity * 1.0 / 5, 9) AS INTEGER))) * 5 AS quantity_from,
  COUNT(*) AS items
FROM public.order_items
GROUP BY 1
ORDER BY quantity_from NULLS LAST;

-- orders: ratio of sums of decimals
SELECT SUM(discount) * 1.0 / NULLIF(SUM(total), 0) AS rate
FROM public.orders;

-- orders: text as other types
SELECT
  CASE WHEN note GLOB '*[0-9]' AND note NOT GLOB '*[^0-9.-]*' THEN CAST(note AS REAL) END AS a_number,
  CASE WHEN note GLOB '*[0-9]' AND note NOT GLOB '*[^0-9.-]*' THEN CAST(note AS REAL) END AS a_whole_number,
  date(note) AS a_date,
  datetime(note) AS a_time,
  CASE WHEN note IN ('true', 1) THEN 1 WHEN note IN ('false', 0) THEN 0 END AS a_flag
FROM public.orders;

-- orders: window functions
SELECT
  date(ordered_at, 'start of month') AS month,
  channel,
  SUM(total) AS total,
  LAG(SUM(total)) OVER (ORDER BY date(ordered_at, 'start of month')) AS previous,
  SUM(SUM(total)) OVER (ORDER BY date(ordered_at, 'start of month')) AS up_to_here,
  ROW_NUMBER() OVER (PARTITION BY date(ordered_at, 'start of month') ORDER BY SUM(total) DESC) AS place,
  SUM(SUM(total)) OVER (PARTITION BY date(ordered_at, 'start of month')) AS of_month,
  COUNT(*) * 1.0 / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.orders
GROUP BY 1, 2
ORDER BY month NULLS LAST, total DESC
LIMIT 20;

-- orders: stages
SELECT
  1 AS position,
  'ordered_at' AS stage,
  COUNT(ordered_at) AS orders
FROM public.orders
UNION ALL
SELECT
  2 AS position,
  'shipped_at' AS stage,
  COUNT(shipped_at) AS orders
FROM public.orders
UNION ALL
SELECT
  3 AS position,
  'delivered_on' AS stage,
  COUNT(delivered_on) AS orders
FROM public.orders
ORDER BY position;

-- orders: times of several kinds
SELECT
  (julianday(delivered_on) - julianday(due_on)) AS dates_days,
  ((CAST(strftime('%Y', delivered_on) AS INTEGER) - CAST(strftime('%Y', due_on) AS INTEGER)) * 12 + CAST(strftime('%m', delivered_on) AS INTEGER) - CAST(strftime('%m', due_on) AS INTEGER)) AS dates_months,
  (julianday(delivered_on) - julianday(due_on)) * 24 AS dates_hours,
  (julianday(shipped_at) - julianday(shipped_at)) * 24 AS instants_hours,
  (julianday(shipped_at) - julianday(ordered_at)) AS mixed_days,
  datetime(due_on, '-2 hours') AS hour_of_date,
  date(shipped_at, '-6 days', 'weekday 1') AS week_of_instant,
  substr('SunMonTueWedThuFriSat', 3 * CAST(strftime('%w', due_on) AS INTEGER) + 1, 3) AS weekday_of_date,
  CAST(strftime('%H', shipped_at) AS INTEGER) AS hour_of_instant,
  datetime(shipped_at, '+1 month') AS month_of_instant
FROM public.orders
WHERE datetime(delivered_on) > ordered_at
  AND datetime(ordered_at) < shipped_at
  AND shipped_at >= date('now', '-6 days', 'weekday 1', '-28 days')
  AND shipped_at < date('now', '-6 days', 'weekday 1');

-- orders: percentiles of two values
WITH measured AS (
  SELECT
    channel,
    total,
    discount,
    CASE WHEN total > 100 THEN total END AS value,
    customer_id
  FROM public.orders
),
ordered AS (
  SELECT
    channel,
    total,
    ROW_NUMBER() OVER (PARTITION BY channel ORDER BY total DESC) AS place,
    SUM(CASE WHEN total IS NOT NULL THEN 1 END) OVER (PARTITION BY channel) AS number_of_values,
    discount,
    ROW_NUMBER() OVER (PARTITION BY channel ORDER BY discount DESC) - 0.1 * (SUM(CASE WHEN discount IS NOT NULL THEN 1 END) OVER (PARTITION BY channel) - 1) AS distance_from_90,
    value,
    ROW_NUMBER() OVER (PARTITION BY channel ORDER BY value DESC) AS place_2,
    SUM(CASE WHEN value IS NOT NULL THEN 1 END) OVER (PARTITION BY channel) AS number_of_values_2,
    customer_id
  FROM measured
)
SELECT
  channel,
  AVG(total) FILTER (WHERE 2 * place >= number_of_values AND 2 * place <= number_of_values + 2) AS median_total,
  SUM(CASE WHEN distance_from_90 > 0 AND distance_from_90 < 1 THEN discount * distance_from_90 WHEN distance_from_90 >= 1 AND distance_from_90 < 2 THEN discount * (2 - distance_from_90) END) AS p90_discount,
  AVG(value) FILTER (WHERE 2 * place_2 >= number_of_values_2 AND 2 * place_2 <= number_of_values_2 + 2) AS median_large,
  COUNT(DISTINCT customer_id) AS buyers
FROM ordered
GROUP BY 1
ORDER BY median_total DESC;

-- orders: a name that hides a column
SELECT
  LOWER(channel) AS channel,
  SUM(total) AS total,
  SUM(total) * 1.0 / NULLIF(COUNT(*), 0) AS average
FROM public.orders
WHERE total > 0
  AND channel <> '매장'
GROUP BY 1
ORDER BY total DESC;

-- customers: without a partner
SELECT COUNT(*) FILTER (WHERE o.id IS NULL) AS without_orders
FROM public.customers AS c
LEFT JOIN public.orders AS o ON o.customer_id = c.id;

-- orders: texts
SELECT
  COALESCE(channel, 'it''s a \ “none”') AS label,
  COUNT(*) AS orders
FROM public.orders
WHERE channel IN ('a', '온라인')
GROUP BY 1
ORDER BY orders DESC;

-- orders: flags in JSON
SELECT
  COUNT(*) FILTER (WHERE json_extract(shipping, '$."insured"') IS TRUE) AS insured,
  AVG(CAST(json_extract(shipping, '$."days"') AS REAL)) AS days,
  MAX(json_extract(shipping, '$."sent on"')) AS sent
FROM public.orders;

-- orders: operator day_digits
SELECT CASE WHEN length('20240131') = 8 THEN date(substr('20240131', 1, 4) || '-' || substr('20240131', 5, 2) || '-' || substr('20240131', 7, 2)) END AS day_digits
FROM public.orders;

-- orders: operator no_day
SELECT CASE WHEN length('00000000') = 8 THEN date(substr('00000000', 1, 4) || '-' || substr('00000000', 5, 2) || '-' || substr('00000000', 7, 2)) END AS no_day
FROM public.orders;

-- orders: operator channel_day
SELECT CASE WHEN length(channel) = 8 THEN date(substr(channel, 1, 4) || '-' || substr(channel, 5, 2) || '-' || substr(channel, 7, 2)) END AS channel_day
FROM public.orders;

-- orders: operator second_digits
SELECT CASE WHEN length('20240131235859') = 14 THEN datetime(substr('20240131235859', 1, 4) || '-' || substr('20240131235859', 5, 2) || '-' || substr('20240131235859', 7, 2) || ' ' || substr('20240131235859', 9, 2) || ':' || substr('20240131235859', 11, 2) || ':' || substr('20240131235859', 13, 2)) END AS second_digits
FROM public.orders;

-- orders: operator iso_day
SELECT CASE WHEN length('2024-01-31') = 10 THEN date('2024-01-31') END AS iso_day
FROM public.orders;

-- orders: operator iso_second
SELECT CASE WHEN length('2024-01-31 23:58:59') >= 19 THEN datetime('2024-01-31 23:58:59') END AS iso_second
FROM public.orders;

-- orders: operator epoch_seconds
SELECT datetime(1706745539, 'unixepoch') AS epoch_seconds
FROM public.orders;

-- orders: operator epoch_milliseconds
SELECT datetime(1706745539000 / 1000, 'unixepoch') AS epoch_milliseconds
FROM public.orders;

-- orders: operator day_number
SELECT CASE WHEN length(20240131) = 8 THEN date(substr(20240131, 1, 4) || '-' || substr(20240131, 5, 2) || '-' || substr(20240131, 7, 2)) END AS day_number
FROM public.orders;

