-- customers: New customers with an order within 30 days
WITH orders AS (
  SELECT
    customer_id,
    COUNT(*) AS children,
    MIN(ordered_at) AS first_at
  FROM public.orders
  WHERE is_test IS NOT TRUE
  GROUP BY 1
)
SELECT
  DATE_TRUNC(DATE(c.signed_up_at), MONTH) AS month,
  SAFE_DIVIDE(COUNT(CASE WHEN orders.first_at < TIMESTAMP_ADD(c.signed_up_at, INTERVAL 30 DAY) THEN 1 END), COUNT(*)) AS activation_rate
FROM public.customers AS c
LEFT JOIN orders ON orders.customer_id = c.id
WHERE DATE(c.signed_up_at) < DATE_ADD(DATE_TRUNC(CURRENT_DATE(), MONTH), INTERVAL -1 MONTH)
GROUP BY 1
ORDER BY month;

-- products: Average product gross margin
SELECT AVG(SAFE_DIVIDE(CAST(price AS NUMERIC) - cost, price)) AS gross_margin
FROM public.products
WHERE cost > 0;

-- order_items: Top 10 customers by order item amount
SELECT
  c.name AS customer,
  SUM(oi.quantity * oi.unit_price) AS amount,
  SAFE_DIVIDE(SUM(oi.quantity * oi.unit_price), SUM(SUM(oi.quantity * oi.unit_price)) OVER ()) AS share
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
JOIN public.customers AS c ON c.id = o.customer_id
GROUP BY c.id, c.name
ORDER BY amount DESC
LIMIT 10;

-- sessions: Session: start to end time (median, p90)
SELECT
  DATE_TRUNC(DATE(started_at), MONTH) AS month,
  APPROX_QUANTILES(TIMESTAMP_DIFF(ended_at, started_at, SECOND) / 60, 100)[OFFSET(50)] AS median_minutes,
  APPROX_QUANTILES(TIMESTAMP_DIFF(ended_at, started_at, SECOND) / 60, 100)[OFFSET(90)] AS p90_minutes
FROM public.sessions
WHERE ended_at >= started_at
  AND DATE(started_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
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
SELECT SAFE_DIVIDE(SUM(CASE WHEN place <= 10 THEN tickets END), SUM(tickets)) AS top_10_share
FROM ranked;

-- subscriptions: Active subscriptions at the end of each month
WITH months AS (
  SELECT
    DATE_TRUNC(started_on, MONTH) AS month,
    COUNT(*) AS started
  FROM public.subscriptions
  WHERE started_on < DATE_TRUNC(CURRENT_DATE(), MONTH)
  GROUP BY 1
)
SELECT
  months.month,
  COUNT(*) AS active_subscriptions
FROM months
JOIN public.subscriptions AS s
  ON s.started_on < DATE_ADD(months.month, INTERVAL 1 MONTH)
    AND (s.cancelled_on IS NULL OR s.cancelled_on >= DATE_ADD(months.month, INTERVAL 1 MONTH))
GROUP BY 1
ORDER BY month;

-- tickets: Tickets by weekday
SELECT
  MOD(EXTRACT(DAYOFWEEK FROM opened_at) + 5, 7) + 1 AS weekday_position,
  FORMAT_DATE('%a', DATE(opened_at)) AS weekday,
  COUNT(*) AS tickets
FROM public.tickets
GROUP BY 1, 2
ORDER BY weekday_position NULLS LAST;

-- MonthlyTargets: Target amount, latest
SELECT SUM(`TargetAmount`) AS target_amount
FROM public.`MonthlyTargets`
WHERE `Month` = (SELECT MAX(`Month`) AS latest FROM public.`MonthlyTargets`);

-- events: Event value growth, month on month
WITH grouped AS (
  SELECT
    DATE_TRUNC(DATE(occurred_at), MONTH) AS month,
    SUM(CAST(JSON_VALUE(payload, '$."value"') AS NUMERIC)) AS value
  FROM public.events
  WHERE DATE(occurred_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
  GROUP BY 1
),
per_period AS (
  SELECT
    month,
    value,
    LAG(value) OVER (ORDER BY month) AS previous_value
  FROM grouped
)
SELECT
  month,
  SAFE_DIVIDE(value - previous_value, previous_value) AS growth
FROM per_period
WHERE previous_value IS NOT NULL
ORDER BY month;

-- sessions: Sessions by number of events
WITH events AS (
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
LEFT JOIN events ON events.session_id = s.id
GROUP BY 1
ORDER BY number_of_events;

-- events: Events by hour of day
SELECT
  EXTRACT(HOUR FROM occurred_at) AS hour_of_day,
  COUNT(*) AS events
FROM public.events
GROUP BY 1
ORDER BY hour_of_day NULLS LAST;

-- tickets: Customers with tickets per month
SELECT
  DATE_TRUNC(DATE(opened_at), MONTH) AS month,
  COUNT(DISTINCT customer_id) AS active_customer_count
FROM public.tickets
WHERE DATE(opened_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
GROUP BY 1
ORDER BY month;

-- products: Products over time, cumulative
WITH growth AS (
  SELECT
    DATE_TRUNC(launched_on, MONTH) AS month,
    COUNT(*) AS added
  FROM public.products
  WHERE launched_on < DATE_TRUNC(CURRENT_DATE(), MONTH)
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
  FROM public.events
  GROUP BY 1
)
SELECT
  DATE_TRUNC(DATE(s.started_at), MONTH) AS month,
  APPROX_QUANTILES(TIMESTAMP_DIFF(events.first_at, s.started_at, SECOND) / 3600, 100)[OFFSET(50)] AS median_hours
FROM public.sessions AS s
JOIN events ON events.session_id = s.id
WHERE events.first_at >= s.started_at
  AND DATE(s.started_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
GROUP BY 1
ORDER BY month;

-- customers: Customers by country
SELECT
  country,
  COUNT(*) AS customers,
  SAFE_DIVIDE(COUNT(*), SUM(COUNT(*)) OVER ()) AS share
FROM public.customers
WHERE country IS NOT NULL
GROUP BY 1
ORDER BY customers DESC;

-- events: Events per month
SELECT
  DATE_TRUNC(DATE(occurred_at), MONTH) AS month,
  COUNT(*) AS events
FROM public.events
WHERE DATE(occurred_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
GROUP BY 1
ORDER BY month;

-- events: Average event items by month
SELECT
  DATE_TRUNC(DATE(occurred_at), MONTH) AS month,
  AVG(CAST(JSON_VALUE(payload, '$."items"') AS NUMERIC)) AS average_items
FROM public.events
WHERE DATE(occurred_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
GROUP BY 1
ORDER BY month;

-- machines: Machines by site
SELECT
  site,
  COUNT(*) AS machines,
  SAFE_DIVIDE(COUNT(*), SUM(COUNT(*)) OVER ()) AS share
FROM public.machines
GROUP BY 1
ORDER BY machines DESC;

-- order_items: Average order item unit price by month
SELECT
  DATE_TRUNC(DATE(o.ordered_at), MONTH) AS month,
  AVG(oi.unit_price) AS average_unit_price
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
WHERE o.is_test IS NOT TRUE
  AND DATE(o.ordered_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
GROUP BY 1
ORDER BY month;

-- orders: Order discount rate by month
SELECT
  DATE_TRUNC(DATE(ordered_at), MONTH) AS month,
  SAFE_DIVIDE(SUM(discount), SUM(total)) AS discount_rate
FROM public.orders
WHERE is_test IS NOT TRUE
  AND DATE(ordered_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
GROUP BY 1
ORDER BY month;

-- orders: Average order days by channel
SELECT
  channel,
  AVG(CAST(JSON_VALUE(shipping, '$."days"') AS NUMERIC)) AS average_days,
  COUNT(*) AS orders
FROM public.orders
WHERE is_test IS NOT TRUE
GROUP BY 1
ORDER BY average_days DESC
LIMIT 15;

-- payments: Payment fee per month
SELECT
  DATE_TRUNC(DATE(paid_at), MONTH) AS month,
  SUM(fee) AS fee
FROM public.payments
WHERE DATE(paid_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
GROUP BY 1
ORDER BY month;

-- products: Products with complete data, share
SELECT SAFE_DIVIDE(COUNT(CASE WHEN cost IS NOT NULL THEN 1 END), COUNT(*)) AS complete_share
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
SELECT SAFE_DIVIDE(COUNT(CASE WHEN sessions >= 2 THEN 1 END), COUNT(*)) AS repeat_rate
FROM per_customer;

-- sessions: Bounced share of sessions by month
SELECT
  DATE_TRUNC(DATE(started_at), MONTH) AS month,
  SAFE_DIVIDE(COUNT(CASE WHEN bounced IS TRUE THEN 1 END), COUNT(*)) AS bounced_share
FROM public.sessions
WHERE DATE(started_at) < DATE_TRUNC(CURRENT_DATE(), MONTH)
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
SELECT DATETIME_TRUNC(ordered_at, MINUTE) AS start_minute
FROM public.orders;

-- orders: operator difference_minute
SELECT TIMESTAMP_DIFF(CAST(delivered_on AS TIMESTAMP), CAST(ordered_at AS TIMESTAMP), SECOND) / 60 AS difference_minute
FROM public.orders;

-- orders: operator start_hour
SELECT DATETIME_TRUNC(ordered_at, HOUR) AS start_hour
FROM public.orders;

-- orders: operator difference_hour
SELECT TIMESTAMP_DIFF(CAST(delivered_on AS TIMESTAMP), CAST(ordered_at AS TIMESTAMP), SECOND) / 3600 AS difference_hour
FROM public.orders;

-- orders: operator shift_hour
SELECT DATETIME_ADD(ordered_at, INTERVAL -2 HOUR) AS shift_hour
FROM public.orders;

-- orders: operator start_day
SELECT DATE(ordered_at) AS start_day
FROM public.orders;

-- orders: operator difference_day
SELECT TIMESTAMP_DIFF(CAST(delivered_on AS TIMESTAMP), CAST(ordered_at AS TIMESTAMP), SECOND) / 86400 AS difference_day
FROM public.orders;

-- orders: operator shift_day
SELECT DATETIME_ADD(ordered_at, INTERVAL -2 DAY) AS shift_day
FROM public.orders;

-- orders: operator period_day
SELECT DATE_ADD(CURRENT_DATE(), INTERVAL -3 DAY) AS period_day
FROM public.orders;

-- orders: operator start_week
SELECT DATE_TRUNC(DATE(ordered_at), WEEK(MONDAY)) AS start_week
FROM public.orders;

-- orders: operator difference_week
SELECT TIMESTAMP_DIFF(CAST(delivered_on AS TIMESTAMP), CAST(ordered_at AS TIMESTAMP), SECOND) / 604800 AS difference_week
FROM public.orders;

-- orders: operator shift_week
SELECT DATETIME_ADD(ordered_at, INTERVAL -2 WEEK) AS shift_week
FROM public.orders;

-- orders: operator period_week
SELECT DATE_ADD(DATE_TRUNC(CURRENT_DATE(), WEEK(MONDAY)), INTERVAL -3 WEEK) AS period_week
FROM public.orders;

-- orders: operator start_month
SELECT DATE_TRUNC(DATE(ordered_at), MONTH) AS start_month
FROM public.orders;

-- orders: operator difference_month
SELECT DATE_DIFF(delivered_on, DATE(ordered_at), MONTH) AS difference_month
FROM public.orders;

-- orders: operator shift_month
SELECT DATETIME_ADD(ordered_at, INTERVAL -2 MONTH) AS shift_month
FROM public.orders;

-- orders: operator period_month
SELECT DATE_ADD(DATE_TRUNC(CURRENT_DATE(), MONTH), INTERVAL -3 MONTH) AS period_month
FROM public.orders;

-- orders: operator start_quarter
SELECT DATE_TRUNC(DATE(ordered_at), QUARTER) AS start_quarter
FROM public.orders;

-- orders: operator difference_quarter
SELECT DATE_DIFF(delivered_on, DATE(ordered_at), QUARTER) AS difference_quarter
FROM public.orders;

-- orders: operator shift_quarter
SELECT DATETIME_ADD(ordered_at, INTERVAL -2 QUARTER) AS shift_quarter
FROM public.orders;

-- orders: operator period_quarter
SELECT DATE_ADD(DATE_TRUNC(CURRENT_DATE(), QUARTER), INTERVAL -3 QUARTER) AS period_quarter
FROM public.orders;

-- orders: operator start_year
SELECT DATE_TRUNC(DATE(ordered_at), YEAR) AS start_year
FROM public.orders;

-- orders: operator difference_year
SELECT DATE_DIFF(delivered_on, DATE(ordered_at), YEAR) AS difference_year
FROM public.orders;

-- orders: operator shift_year
SELECT DATETIME_ADD(ordered_at, INTERVAL -2 YEAR) AS shift_year
FROM public.orders;

-- orders: operator period_year
SELECT DATE_ADD(DATE_TRUNC(CURRENT_DATE(), YEAR), INTERVAL -3 YEAR) AS period_year
FROM public.orders;

-- orders: operator bucket
SELECT FLOOR(total * 1.0 / 50) * 50 AS bucket
FROM public.orders;

-- orders: operator least_of
SELECT LEAST(total, discount) AS least_of
FROM public.orders;

-- orders: operator label
SELECT channel || ' ' || currency AS label
FROM public.orders;

-- orders: operator has_gift
SELECT CASE WHEN LOWER(note) LIKE '%it\'s a gift%' THEN 1 END AS has_gift
FROM public.orders;

-- orders: operator lower_case
SELECT LOWER(channel) AS lower_case
FROM public.orders;

-- orders: operator today
SELECT CURRENT_DATE() AS today
FROM public.orders;

-- orders: operator now
SELECT CURRENT_TIMESTAMP() AS now
FROM public.orders;

-- orders: operator whole
SELECT CAST(total AS INT64) AS whole
FROM public.orders;

-- orders: operator as_text
SELECT CAST(total AS STRING) AS as_text
FROM public.orders;

-- orders: operator as_date
SELECT CAST(ordered_at AS DATE) AS as_date
FROM public.orders;

-- orders: operator fee
SELECT CAST(JSON_VALUE(shipping, '$."fee"') AS NUMERIC) AS fee
FROM public.orders;

-- orders: operator city
SELECT JSON_VALUE(shipping, '$."address"."city"') AS city
FROM public.orders;

-- order_items: whole numbers
SELECT
  AVG(quantity) AS average_quantity,
  SUM(quantity) AS quantity,
  SUM(quantity * (unit_price - discount)) AS amount,
  SUM(unit_price - discount) AS net,
  AVG(CASE WHEN quantity > 1 THEN quantity END) AS large,
  SAFE_DIVIDE(SUM(quantity), COUNT(*)) AS per_line
FROM public.order_items;

-- order_items: bucket of whole numbers
SELECT
  FLOOR(quantity * 1.0 / 5) * 5 AS quantity_from,
  COUNT(*) AS items
FROM public.order_items
GROUP BY 1
ORDER BY quantity_from NULLS LAST;

-- orders: ratio of sums of decimals
SELECT SAFE_DIVIDE(SUM(discount), SUM(total)) AS rate
FROM public.orders;

-- orders: text as other types
SELECT
  SAFE_CAST(note AS NUMERIC) AS a_number,
  SAFE_CAST(note AS NUMERIC) AS a_whole_number,
  SAFE_CAST(note AS DATE) AS a_date,
  SAFE_CAST(note AS DATETIME) AS a_time,
  SAFE_CAST(note AS BOOL) AS a_flag
FROM public.orders;

-- orders: window functions
WITH grouped AS (
  SELECT
    DATE_TRUNC(DATE(ordered_at), MONTH) AS month,
    channel,
    SUM(total) AS total,
    COUNT(*) AS value
  FROM public.orders
  GROUP BY 1, 2
)
SELECT
  month,
  channel,
  total,
  LAG(total) OVER (ORDER BY month) AS previous,
  SUM(total) OVER (ORDER BY month) AS up_to_here,
  ROW_NUMBER() OVER (PARTITION BY month ORDER BY total DESC) AS place,
  SUM(total) OVER (PARTITION BY month) AS of_month,
  SAFE_DIVIDE(value, SUM(value) OVER ()) AS share
FROM grouped
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
  DATE_DIFF(delivered_on, due_on, DAY) AS dates_days,
  DATE_DIFF(delivered_on, due_on, MONTH) AS dates_months,
  TIMESTAMP_DIFF(CAST(delivered_on AS TIMESTAMP), CAST(due_on AS TIMESTAMP), SECOND) / 3600 AS dates_hours,
  TIMESTAMP_DIFF(shipped_at, shipped_at, SECOND) / 3600 AS instants_hours,
  TIMESTAMP_DIFF(CAST(shipped_at AS TIMESTAMP), CAST(ordered_at AS TIMESTAMP), SECOND) / 86400 AS mixed_days,
  DATETIME_ADD(CAST(due_on AS DATETIME), INTERVAL -2 HOUR) AS hour_of_date,
  DATE_TRUNC(DATE(shipped_at), WEEK(MONDAY)) AS week_of_instant,
  FORMAT_DATE('%a', due_on) AS weekday_of_date,
  EXTRACT(HOUR FROM shipped_at) AS hour_of_instant,
  TIMESTAMP(DATETIME_ADD(DATETIME(shipped_at), INTERVAL 1 MONTH)) AS month_of_instant
FROM public.orders
WHERE CAST(delivered_on AS DATETIME) > ordered_at
  AND CAST(ordered_at AS TIMESTAMP) < shipped_at
  AND DATE(shipped_at) >= DATE_ADD(DATE_TRUNC(CURRENT_DATE(), WEEK(MONDAY)), INTERVAL -4 WEEK)
  AND DATE(shipped_at) < DATE_TRUNC(CURRENT_DATE(), WEEK(MONDAY));

-- orders: percentiles of two values
SELECT
  channel,
  APPROX_QUANTILES(total, 100)[OFFSET(50)] AS median_total,
  APPROX_QUANTILES(discount, 100)[OFFSET(90)] AS p90_discount,
  APPROX_QUANTILES(CASE WHEN total > 100 THEN total END, 100)[OFFSET(50)] AS median_large,
  COUNT(DISTINCT customer_id) AS buyers
FROM public.orders
GROUP BY 1
ORDER BY median_total DESC;

-- orders: a name that hides a column
SELECT
  LOWER(channel) AS channel,
  SUM(total) AS total,
  SAFE_DIVIDE(SUM(total), COUNT(*)) AS average
FROM public.orders
WHERE total > 0
  AND channel <> '매장'
GROUP BY 1
ORDER BY total DESC;

-- customers: without a partner
SELECT COUNT(CASE WHEN o.id IS NULL THEN 1 END) AS without_orders
FROM public.customers AS c
LEFT JOIN public.orders AS o ON o.customer_id = c.id;

-- orders: texts
SELECT
  COALESCE(channel, 'it\'s a \\ “none”') AS label,
  COUNT(*) AS orders
FROM public.orders
WHERE channel IN ('a', '온라인')
GROUP BY 1
ORDER BY orders DESC;

-- orders: flags in JSON
SELECT
  COUNT(CASE WHEN CAST(JSON_VALUE(shipping, '$."insured"') AS BOOL) IS TRUE THEN 1 END) AS insured,
  AVG(CAST(JSON_VALUE(shipping, '$."days"') AS NUMERIC)) AS days,
  MAX(CAST(JSON_VALUE(shipping, '$."sent on"') AS DATE)) AS sent
FROM public.orders;

-- orders: operator day_digits
SELECT SAFE.PARSE_DATE('%Y%m%d', '20240131') AS day_digits
FROM public.orders;

-- orders: operator no_day
SELECT SAFE.PARSE_DATE('%Y%m%d', '00000000') AS no_day
FROM public.orders;

-- orders: operator channel_day
SELECT SAFE.PARSE_DATE('%Y%m%d', channel) AS channel_day
FROM public.orders;

-- orders: operator second_digits
SELECT SAFE.PARSE_DATETIME('%Y%m%d%H%M%S', '20240131235859') AS second_digits
FROM public.orders;

-- orders: operator iso_day
SELECT SAFE_CAST('2024-01-31' AS DATE) AS iso_day
FROM public.orders;

-- orders: operator iso_second
SELECT SAFE_CAST('2024-01-31 23:58:59' AS DATETIME) AS iso_second
FROM public.orders;

-- orders: operator epoch_seconds
SELECT TIMESTAMP_SECONDS(1706745539) AS epoch_seconds
FROM public.orders;

-- orders: operator epoch_milliseconds
SELECT TIMESTAMP_MILLIS(1706745539000) AS epoch_milliseconds
FROM public.orders;

-- orders: operator day_number
SELECT SAFE.PARSE_DATE('%Y%m%d', CAST(20240131 AS STRING)) AS day_number
FROM public.orders;

