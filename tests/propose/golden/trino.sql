-- customers: New customers with an order within 30 days
WITH orders AS (
  SELECT
    customer_id,
    COUNT(*) AS children,
    MIN(ordered_at) AS first_at
  FROM public.orders
  WHERE COALESCE(is_test, FALSE) = FALSE
  GROUP BY 1
)
SELECT
  CAST(date_trunc('month', c.signed_up_at) AS DATE) AS month,
  CAST(COUNT(*) FILTER (WHERE orders.first_at < date_add('day', 30, c.signed_up_at)) AS DOUBLE) / NULLIF(COUNT(*), 0) AS activation_rate
FROM public.customers AS c
LEFT JOIN orders ON orders.customer_id = c.id
WHERE c.signed_up_at < date_add('month', -1, date_trunc('month', CURRENT_DATE))
GROUP BY 1
ORDER BY month;

-- products: Average product gross margin
SELECT AVG(CAST(CAST(price AS DECIMAL(38, 10)) - cost AS DOUBLE) / NULLIF(price, 0)) AS gross_margin
FROM public.products
WHERE cost > 0;

-- order_items: Top 10 customers by order item amount
SELECT
  c.name AS customer,
  SUM(oi.quantity * oi.unit_price) AS amount,
  CAST(SUM(oi.quantity * oi.unit_price) AS DOUBLE) / NULLIF(SUM(SUM(oi.quantity * oi.unit_price)) OVER (), 0) AS share
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
JOIN public.customers AS c ON c.id = o.customer_id
GROUP BY c.id, c.name
ORDER BY amount DESC NULLS LAST
LIMIT 10;

-- sessions: Session: start to end time (median, p90)
SELECT
  CAST(date_trunc('month', started_at) AS DATE) AS month,
  approx_percentile(date_diff('second', CAST(started_at AS TIMESTAMP), CAST(ended_at AS TIMESTAMP)) / 60e0, 0.5) AS median_minutes,
  approx_percentile(date_diff('second', CAST(started_at AS TIMESTAMP), CAST(ended_at AS TIMESTAMP)) / 60e0, 0.9) AS p90_minutes
FROM public.sessions
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
  FROM public.tickets
  WHERE customer_id IS NOT NULL
  GROUP BY 1
)
SELECT CAST(SUM(tickets) FILTER (WHERE place <= 10) AS DOUBLE) / NULLIF(SUM(tickets), 0) AS top_10_share
FROM ranked;

-- subscriptions: Active subscriptions at the end of each month
WITH months AS (
  SELECT
    CAST(date_trunc('month', started_on) AS DATE) AS month,
    COUNT(*) AS started
  FROM public.subscriptions
  WHERE started_on < date_trunc('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  months.month,
  COUNT(*) AS active_subscriptions
FROM months
JOIN public.subscriptions AS s
  ON s.started_on < date_add('month', 1, months.month)
    AND (s.cancelled_on IS NULL OR s.cancelled_on >= date_add('month', 1, months.month))
GROUP BY 1
ORDER BY month;

-- tickets: Tickets by weekday
SELECT
  day_of_week(opened_at) AS weekday_position,
  date_format(opened_at, '%a') AS weekday,
  COUNT(*) AS tickets
FROM public.tickets
GROUP BY 1, 2
ORDER BY weekday_position;

-- MonthlyTargets: Target amount, latest
SELECT SUM("TargetAmount") AS target_amount
FROM public."MonthlyTargets"
WHERE "Month" = (SELECT MAX("Month") AS latest FROM public."MonthlyTargets");

-- events: Event value growth, month on month
WITH per_period AS (
  SELECT
    CAST(date_trunc('month', occurred_at) AS DATE) AS month,
    SUM(CAST(json_extract_scalar(payload, '$["value"]') AS DECIMAL(38, 10))) AS value,
    LAG(SUM(CAST(json_extract_scalar(payload, '$["value"]') AS DECIMAL(38, 10)))) OVER (ORDER BY CAST(date_trunc('month', occurred_at) AS DATE)) AS previous_value
  FROM public.events
  WHERE occurred_at < date_trunc('month', CURRENT_DATE)
  GROUP BY 1
)
SELECT
  month,
  CAST(value - previous_value AS DOUBLE) / NULLIF(previous_value, 0) AS growth
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
  hour(occurred_at) AS hour_of_day,
  COUNT(*) AS events
FROM public.events
GROUP BY 1
ORDER BY hour_of_day;

-- tickets: Customers with tickets per month
SELECT
  CAST(date_trunc('month', opened_at) AS DATE) AS month,
  COUNT(DISTINCT customer_id) AS active_customer_count
FROM public.tickets
WHERE opened_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- products: Products over time, cumulative
WITH growth AS (
  SELECT
    CAST(date_trunc('month', launched_on) AS DATE) AS month,
    COUNT(*) AS added
  FROM public.products
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
  FROM public.events
  GROUP BY 1
)
SELECT
  CAST(date_trunc('month', s.started_at) AS DATE) AS month,
  approx_percentile(date_diff('second', CAST(s.started_at AS TIMESTAMP), CAST(events.first_at AS TIMESTAMP)) / 3600e0, 0.5) AS median_hours
FROM public.sessions AS s
JOIN events ON events.session_id = s.id
WHERE events.first_at >= s.started_at
  AND s.started_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- customers: Customers by country
SELECT
  country,
  COUNT(*) AS customers,
  CAST(COUNT(*) AS DOUBLE) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.customers
WHERE country IS NOT NULL
GROUP BY 1
ORDER BY customers DESC;

-- events: Events per month
SELECT
  CAST(date_trunc('month', occurred_at) AS DATE) AS month,
  COUNT(*) AS events
FROM public.events
WHERE occurred_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- events: Average event items by month
SELECT
  CAST(date_trunc('month', occurred_at) AS DATE) AS month,
  AVG(CAST(json_extract_scalar(payload, '$["items"]') AS DECIMAL(38, 10))) AS average_items
FROM public.events
WHERE occurred_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- machines: Machines by site
SELECT
  site,
  COUNT(*) AS machines,
  CAST(COUNT(*) AS DOUBLE) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.machines
GROUP BY 1
ORDER BY machines DESC;

-- order_items: Average order item unit price by month
SELECT
  CAST(date_trunc('month', o.ordered_at) AS DATE) AS month,
  AVG(oi.unit_price) AS average_unit_price
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
WHERE COALESCE(o.is_test, FALSE) = FALSE
  AND o.ordered_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- orders: Order discount rate by month
SELECT
  CAST(date_trunc('month', ordered_at) AS DATE) AS month,
  CAST(SUM(discount) AS DOUBLE) / NULLIF(SUM(total), 0) AS discount_rate
FROM public.orders
WHERE COALESCE(is_test, FALSE) = FALSE
  AND ordered_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- orders: Average order days by channel
SELECT
  channel,
  AVG(CAST(json_extract_scalar(shipping, '$["days"]') AS DECIMAL(38, 10))) AS average_days,
  COUNT(*) AS orders
FROM public.orders
WHERE COALESCE(is_test, FALSE) = FALSE
GROUP BY 1
ORDER BY average_days DESC NULLS LAST
LIMIT 15;

-- payments: Payment fee per month
SELECT
  CAST(date_trunc('month', paid_at) AS DATE) AS month,
  SUM(fee) AS fee
FROM public.payments
WHERE paid_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- products: Products with complete data, share
SELECT CAST(COUNT(*) FILTER (WHERE cost IS NOT NULL) AS DOUBLE) / NULLIF(COUNT(*), 0) AS complete_share
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
SELECT CAST(COUNT(*) FILTER (WHERE sessions >= 2) AS DOUBLE) / NULLIF(COUNT(*), 0) AS repeat_rate
FROM per_customer;

-- sessions: Bounced share of sessions by month
SELECT
  CAST(date_trunc('month', started_at) AS DATE) AS month,
  CAST(COUNT(*) FILTER (WHERE COALESCE(bounced, FALSE) = TRUE) AS DOUBLE) / NULLIF(COUNT(*), 0) AS bounced_share
FROM public.sessions
WHERE started_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY month;

-- shipments: Average shipment cost by carrier
SELECT
  carrier,
  AVG(cost) AS average_cost,
  COUNT(*) AS shipments
FROM public.shipments
GROUP BY 1
ORDER BY average_cost DESC NULLS LAST
LIMIT 15;

-- orders: operator start_minute
SELECT date_trunc('minute', ordered_at) AS start_minute
FROM public.orders;

-- orders: operator difference_minute
SELECT date_diff('second', CAST(ordered_at AS TIMESTAMP), CAST(delivered_on AS TIMESTAMP)) / 60e0 AS difference_minute
FROM public.orders;

-- orders: operator start_hour
SELECT date_trunc('hour', ordered_at) AS start_hour
FROM public.orders;

-- orders: operator difference_hour
SELECT date_diff('second', CAST(ordered_at AS TIMESTAMP), CAST(delivered_on AS TIMESTAMP)) / 3600e0 AS difference_hour
FROM public.orders;

-- orders: operator shift_hour
SELECT date_add('hour', -2, ordered_at) AS shift_hour
FROM public.orders;

-- orders: operator start_day
SELECT CAST(date_trunc('day', ordered_at) AS DATE) AS start_day
FROM public.orders;

-- orders: operator difference_day
SELECT date_diff('second', CAST(ordered_at AS TIMESTAMP), CAST(delivered_on AS TIMESTAMP)) / 86400e0 AS difference_day
FROM public.orders;

-- orders: operator shift_day
SELECT date_add('day', -2, ordered_at) AS shift_day
FROM public.orders;

-- orders: operator period_day
SELECT date_add('day', -3, date_trunc('day', CURRENT_DATE)) AS period_day
FROM public.orders;

-- orders: operator start_week
SELECT CAST(date_trunc('week', ordered_at) AS DATE) AS start_week
FROM public.orders;

-- orders: operator difference_week
SELECT date_diff('second', CAST(ordered_at AS TIMESTAMP), CAST(delivered_on AS TIMESTAMP)) / 604800e0 AS difference_week
FROM public.orders;

-- orders: operator shift_week
SELECT date_add('week', -2, ordered_at) AS shift_week
FROM public.orders;

-- orders: operator period_week
SELECT date_add('week', -3, date_trunc('week', CURRENT_DATE)) AS period_week
FROM public.orders;

-- orders: operator start_month
SELECT CAST(date_trunc('month', ordered_at) AS DATE) AS start_month
FROM public.orders;

-- orders: operator difference_month
SELECT date_diff('month', date_trunc('month', ordered_at), date_trunc('month', delivered_on)) AS difference_month
FROM public.orders;

-- orders: operator shift_month
SELECT date_add('month', -2, ordered_at) AS shift_month
FROM public.orders;

-- orders: operator period_month
SELECT date_add('month', -3, date_trunc('month', CURRENT_DATE)) AS period_month
FROM public.orders;

-- orders: operator start_quarter
SELECT CAST(date_trunc('quarter', ordered_at) AS DATE) AS start_quarter
FROM public.orders;

-- orders: operator difference_quarter
SELECT date_diff('quarter', date_trunc('quarter', ordered_at), date_trunc('quarter', delivered_on)) AS difference_quarter
FROM public.orders;

-- orders: operator shift_quarter
SELECT date_add('quarter', -2, ordered_at) AS shift_quarter
FROM public.orders;

-- orders: operator period_quarter
SELECT date_add('quarter', -3, date_trunc('quarter', CURRENT_DATE)) AS period_quarter
FROM public.orders;

-- orders: operator start_year
SELECT CAST(date_trunc('year', ordered_at) AS DATE) AS start_year
FROM public.orders;

-- orders: operator difference_year
SELECT date_diff('year', date_trunc('year', ordered_at), date_trunc('year', delivered_on)) AS difference_year
FROM public.orders;

-- orders: operator shift_year
SELECT date_add('year', -2, ordered_at) AS shift_year
FROM public.orders;

-- orders: operator period_year
SELECT date_add('year', -3, date_trunc('year', CURRENT_DATE)) AS period_year
FROM public.orders;

-- orders: operator bucket
SELECT FLOOR(CAST(total AS DOUBLE) / 50) * 50 AS bucket
FROM public.orders;

-- orders: operator least_of
SELECT LEAST(total, discount) AS least_of
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
SELECT CURRENT_DATE AS today
FROM public.orders;

-- orders: operator now
SELECT CURRENT_TIMESTAMP AS now
FROM public.orders;

-- orders: operator whole
SELECT CAST(total AS BIGINT) AS whole
FROM public.orders;

-- orders: operator as_text
SELECT CAST(total AS VARCHAR) AS as_text
FROM public.orders;

-- orders: operator as_date
SELECT CAST(ordered_at AS DATE) AS as_date
FROM public.orders;

-- orders: operator fee
SELECT CAST(json_extract_scalar(shipping, '$["fee"]') AS DECIMAL(38, 10)) AS fee
FROM public.orders;

-- orders: operator city
SELECT json_extract_scalar(shipping, '$["address"]["city"]') AS city
FROM public.orders;

-- order_items: whole numbers
SELECT
  AVG(quantity) AS average_quantity,
  SUM(quantity) AS quantity,
  SUM(CAST(quantity AS BIGINT) * (unit_price - discount)) AS amount,
  SUM(unit_price - discount) AS net,
  AVG(quantity) FILTER (WHERE quantity > 1) AS large,
  CAST(SUM(quantity) AS DOUBLE) / NULLIF(COUNT(*), 0) AS per_line
FROM public.order_items;

-- order_items: bucket of whole numbers
SELECT
  FLOOR(CAST(quantity AS DOUBLE) / 5) * 5 AS quantity_from,
  COUNT(*) AS items
FROM public.order_items
GROUP BY 1
ORDER BY quantity_from;

-- orders: ratio of sums of decimals
SELECT CAST(SUM(discount) AS DOUBLE) / NULLIF(SUM(total), 0) AS rate
FROM public.orders;

-- orders: text as other types
SELECT
  TRY_CAST(note AS DECIMAL(38, 10)) AS a_number,
  TRY_CAST(note AS DECIMAL(38, 10)) AS a_whole_number,
  TRY_CAST(note AS DATE) AS a_date,
  TRY_CAST(note AS TIMESTAMP) AS a_time,
  TRY_CAST(note AS BOOLEAN) AS a_flag
FROM public.orders;

-- orders: window functions
SELECT
  CAST(date_trunc('month', ordered_at) AS DATE) AS month,
  channel,
  SUM(total) AS total,
  LAG(SUM(total)) OVER (ORDER BY CAST(date_trunc('month', ordered_at) AS DATE)) AS previous,
  SUM(SUM(total)) OVER (ORDER BY CAST(date_trunc('month', ordered_at) AS DATE)) AS up_to_here,
  ROW_NUMBER() OVER (PARTITION BY CAST(date_trunc('month', ordered_at) AS DATE) ORDER BY SUM(total) DESC NULLS LAST) AS place,
  SUM(SUM(total)) OVER (PARTITION BY CAST(date_trunc('month', ordered_at) AS DATE)) AS of_month,
  CAST(COUNT(*) AS DOUBLE) / NULLIF(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.orders
GROUP BY 1, 2
ORDER BY month, total DESC NULLS LAST
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
  date_diff('second', CAST(due_on AS TIMESTAMP), CAST(delivered_on AS TIMESTAMP)) / 86400e0 AS dates_days,
  date_diff('month', date_trunc('month', due_on), date_trunc('month', delivered_on)) AS dates_months,
  date_diff('second', CAST(due_on AS TIMESTAMP), CAST(delivered_on AS TIMESTAMP)) / 3600e0 AS dates_hours,
  date_diff('second', CAST(shipped_at AS TIMESTAMP), CAST(shipped_at AS TIMESTAMP)) / 3600e0 AS instants_hours,
  date_diff('second', CAST(ordered_at AS TIMESTAMP), CAST(shipped_at AS TIMESTAMP)) / 86400e0 AS mixed_days,
  date_add('hour', -2, CAST(due_on AS TIMESTAMP)) AS hour_of_date,
  CAST(date_trunc('week', shipped_at) AS DATE) AS week_of_instant,
  date_format(due_on, '%a') AS weekday_of_date,
  hour(shipped_at) AS hour_of_instant,
  date_add('month', 1, shipped_at) AS month_of_instant
FROM public.orders
WHERE delivered_on > ordered_at
  AND ordered_at < shipped_at
  AND shipped_at >= date_add('week', -4, date_trunc('week', CURRENT_DATE))
  AND shipped_at < date_trunc('week', CURRENT_DATE);

-- orders: percentiles of two values
SELECT
  channel,
  approx_percentile(total, 0.5) AS median_total,
  approx_percentile(discount, 0.9) AS p90_discount,
  approx_percentile(total, 0.5) FILTER (WHERE total > 100) AS median_large,
  COUNT(DISTINCT customer_id) AS buyers
FROM public.orders
GROUP BY 1
ORDER BY median_total DESC NULLS LAST;

-- orders: a name that hides a column
SELECT
  LOWER(channel) AS channel,
  SUM(total) AS total,
  CAST(SUM(total) AS DOUBLE) / NULLIF(COUNT(*), 0) AS average
FROM public.orders
WHERE total > 0
  AND channel <> '매장'
GROUP BY 1
ORDER BY total DESC NULLS LAST;

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
  COUNT(*) FILTER (WHERE COALESCE(CAST(json_extract_scalar(shipping, '$["insured"]') AS BOOLEAN), FALSE) = TRUE) AS insured,
  AVG(CAST(json_extract_scalar(shipping, '$["days"]') AS DECIMAL(38, 10))) AS days,
  MAX(CAST(json_extract_scalar(shipping, '$["sent on"]') AS DATE)) AS sent
FROM public.orders;

-- orders: operator day_digits
SELECT TRY(CAST(date_parse('20240131', '%Y%m%d') AS date)) AS day_digits
FROM public.orders;

-- orders: operator no_day
SELECT TRY(CAST(date_parse('00000000', '%Y%m%d') AS date)) AS no_day
FROM public.orders;

-- orders: operator channel_day
SELECT TRY(CAST(date_parse(channel, '%Y%m%d') AS date)) AS channel_day
FROM public.orders;

-- orders: operator second_digits
SELECT TRY(date_parse('20240131235859', '%Y%m%d%H%i%s')) AS second_digits
FROM public.orders;

-- orders: operator iso_day
SELECT TRY_CAST('2024-01-31' AS date) AS iso_day
FROM public.orders;

-- orders: operator iso_second
SELECT TRY_CAST('2024-01-31 23:58:59' AS timestamp) AS iso_second
FROM public.orders;

-- orders: operator epoch_seconds
SELECT from_unixtime(1706745539) AS epoch_seconds
FROM public.orders;

-- orders: operator epoch_milliseconds
SELECT from_unixtime(1706745539000 / 1e3) AS epoch_milliseconds
FROM public.orders;

-- orders: operator day_number
SELECT TRY(CAST(date_parse(CAST(20240131 AS varchar), '%Y%m%d') AS date)) AS day_number
FROM public.orders;

