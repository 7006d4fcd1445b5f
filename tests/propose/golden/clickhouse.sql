-- customers: New customers with an order within 30 days
WITH orders_grouped AS (
  SELECT
    customer_id,
    COUNT(*) AS children,
    MIN(ordered_at) AS first_at
  FROM public.orders
  WHERE ifNull(is_test, false) = false
  GROUP BY 1
)
SELECT
  toStartOfMonth(c.signed_up_at) AS month,
  COUNT(*) FILTER (WHERE orders.first_at < c.signed_up_at + INTERVAL 30 DAY) / nullIf(COUNT(*), 0) AS activation_rate
FROM public.customers AS c
LEFT JOIN orders_grouped AS orders ON orders.customer_id = c.id
WHERE c.signed_up_at < toStartOfMonth(today()) - INTERVAL 1 MONTH
GROUP BY 1
ORDER BY month
SETTINGS join_use_nulls = 1;

-- products: Average product gross margin
SELECT AVG(toFloat64(CAST(price AS Nullable(Decimal(38, 10))) - cost) / nullIf(price, 0)) AS gross_margin
FROM public.products
WHERE cost > 0;

-- order_items: Top 10 customers by order item amount
SELECT
  c.name AS customer,
  SUM(oi.quantity * oi.unit_price) AS amount,
  toFloat64(SUM(oi.quantity * oi.unit_price)) / nullIf(SUM(SUM(oi.quantity * oi.unit_price)) OVER (), 0) AS share
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
JOIN public.customers AS c ON c.id = o.customer_id
GROUP BY c.id, c.name
ORDER BY amount DESC NULLS LAST
LIMIT 10;

-- sessions: Session: start to end time (median, p90)
SELECT
  toStartOfMonth(started_at) AS month,
  quantileExactInclusive(0.5)(toFloat64(dateDiff('second', toDateTime(started_at), toDateTime(ended_at)) / 60)) AS median_minutes,
  quantileExactInclusive(0.9)(toFloat64(dateDiff('second', toDateTime(started_at), toDateTime(ended_at)) / 60)) AS p90_minutes
FROM public.sessions
WHERE ended_at >= started_at
  AND started_at < toStartOfMonth(today())
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
SELECT SUM(tickets) FILTER (WHERE place <= 10) / nullIf(SUM(tickets), 0) AS top_10_share
FROM ranked;

-- subscriptions: Active subscriptions at the end of each month
WITH months AS (
  SELECT
    toStartOfMonth(started_on) AS month,
    COUNT(*) AS started
  FROM public.subscriptions
  WHERE started_on < toStartOfMonth(today())
  GROUP BY 1
)
SELECT
  months.month,
  COUNT(*) AS active_subscriptions
FROM months
CROSS JOIN public.subscriptions AS s
WHERE s.started_on < months.month + INTERVAL 1 MONTH
  AND (s.cancelled_on IS NULL OR s.cancelled_on >= months.month + INTERVAL 1 MONTH)
GROUP BY 1
ORDER BY month;

-- tickets: Tickets by weekday
SELECT
  toDayOfWeek(opened_at) AS weekday_position,
  substring('MonTueWedThuFriSatSun', 3 * toDayOfWeek(opened_at) - 2, 3) AS weekday,
  COUNT(*) AS tickets
FROM public.tickets
GROUP BY 1, 2
ORDER BY weekday_position;

-- MonthlyTargets: Target amount, latest
SELECT SUM(`TargetAmount`) AS target_amount
FROM public.`MonthlyTargets`
WHERE `Month` = (SELECT MAX(`Month`) AS latest FROM public.`MonthlyTargets`);

-- events: Event value growth, month on month
WITH per_period AS (
  SELECT
    toStartOfMonth(occurred_at) AS month,
    SUM(JSONExtract(payload, 'value', 'Nullable(Float64)')) AS value,
    lagInFrame(toNullable(SUM(JSONExtract(payload, 'value', 'Nullable(Float64)')))) OVER (ORDER BY toStartOfMonth(occurred_at) ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS previous_value
  FROM public.events
  WHERE occurred_at < toStartOfMonth(today())
  GROUP BY 1
)
SELECT
  month,
  toFloat64(value - previous_value) / nullIf(previous_value, 0) AS growth
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
ORDER BY number_of_events
SETTINGS join_use_nulls = 1;

-- events: Events by hour of day
SELECT
  toHour(occurred_at) AS hour_of_day,
  COUNT(*) AS events
FROM public.events
GROUP BY 1
ORDER BY hour_of_day;

-- tickets: Customers with tickets per month
SELECT
  toStartOfMonth(opened_at) AS month,
  COUNT(DISTINCT customer_id) AS active_customer_count
FROM public.tickets
WHERE opened_at < toStartOfMonth(today())
GROUP BY 1
ORDER BY month;

-- products: Products over time, cumulative
WITH growth AS (
  SELECT
    toStartOfMonth(launched_on) AS month,
    COUNT(*) AS added
  FROM public.products
  WHERE launched_on < toStartOfMonth(today())
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
)
SELECT
  toStartOfMonth(s.started_at) AS month,
  quantileExactInclusive(0.5)(toFloat64(dateDiff('second', toDateTime(s.started_at), toDateTime(events.first_at)) / 3600)) AS median_hours
FROM public.sessions AS s
JOIN events_grouped AS events ON events.session_id = s.id
WHERE events.first_at >= s.started_at
  AND s.started_at < toStartOfMonth(today())
GROUP BY 1
ORDER BY month;

-- customers: Customers by country
SELECT
  country,
  COUNT(*) AS customers,
  COUNT(*) / nullIf(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.customers
WHERE country IS NOT NULL
GROUP BY 1
ORDER BY customers DESC;

-- events: Events per month
SELECT
  toStartOfMonth(occurred_at) AS month,
  COUNT(*) AS events
FROM public.events
WHERE occurred_at < toStartOfMonth(today())
GROUP BY 1
ORDER BY month;

-- events: Average event items by month
SELECT
  toStartOfMonth(occurred_at) AS month,
  AVG(JSONExtract(payload, 'items', 'Nullable(Float64)')) AS average_items
FROM public.events
WHERE occurred_at < toStartOfMonth(today())
GROUP BY 1
ORDER BY month;

-- machines: Machines by site
SELECT
  site,
  COUNT(*) AS machines,
  COUNT(*) / nullIf(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.machines
GROUP BY 1
ORDER BY machines DESC;

-- order_items: Average order item unit price by month
SELECT
  toStartOfMonth(o.ordered_at) AS month,
  AVG(oi.unit_price) AS average_unit_price
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
WHERE ifNull(o.is_test, false) = false
  AND o.ordered_at < toStartOfMonth(today())
GROUP BY 1
ORDER BY month;

-- orders: Order discount rate by month
SELECT
  toStartOfMonth(ordered_at) AS month,
  toFloat64(SUM(discount)) / nullIf(SUM(total), 0) AS discount_rate
FROM public.orders
WHERE ifNull(is_test, false) = false
  AND ordered_at < toStartOfMonth(today())
GROUP BY 1
ORDER BY month;

-- orders: Average order days by channel
SELECT
  channel,
  AVG(JSONExtract(shipping, 'days', 'Nullable(Float64)')) AS average_days,
  COUNT(*) AS orders
FROM public.orders
WHERE ifNull(is_test, false) = false
GROUP BY 1
ORDER BY average_days DESC NULLS LAST
LIMIT 15;

-- payments: Payment fee per month
SELECT
  toStartOfMonth(p.paid_at) AS month,
  SUM(p.fee) AS fee
FROM public.payments AS p
WHERE p.paid_at < toStartOfMonth(today())
GROUP BY 1
ORDER BY month;

-- products: Products with complete data, share
SELECT COUNT(*) FILTER (WHERE cost IS NOT NULL) / nullIf(COUNT(*), 0) AS complete_share
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
SELECT COUNT(*) FILTER (WHERE sessions >= 2) / nullIf(COUNT(*), 0) AS repeat_rate
FROM per_customer;

-- sessions: Bounced share of sessions by month
SELECT
  toStartOfMonth(started_at) AS month,
  COUNT(*) FILTER (WHERE ifNull(bounced, false) = true) / nullIf(COUNT(*), 0) AS bounced_share
FROM public.sessions
WHERE started_at < toStartOfMonth(today())
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
SELECT toStartOfMinute(ordered_at) AS start_minute
FROM public.orders;

-- orders: operator difference_minute
SELECT dateDiff('second', toDateTime(ordered_at), toDateTime(delivered_on)) / 60 AS difference_minute
FROM public.orders;

-- orders: operator start_hour
SELECT toStartOfHour(ordered_at) AS start_hour
FROM public.orders;

-- orders: operator difference_hour
SELECT dateDiff('second', toDateTime(ordered_at), toDateTime(delivered_on)) / 3600 AS difference_hour
FROM public.orders;

-- orders: operator shift_hour
SELECT ordered_at - INTERVAL 2 HOUR AS shift_hour
FROM public.orders;

-- orders: operator start_day
SELECT toDate(ordered_at) AS start_day
FROM public.orders;

-- orders: operator difference_day
SELECT dateDiff('second', toDateTime(ordered_at), toDateTime(delivered_on)) / 86400 AS difference_day
FROM public.orders;

-- orders: operator shift_day
SELECT ordered_at - INTERVAL 2 DAY AS shift_day
FROM public.orders;

-- orders: operator period_day
SELECT toDate(today()) - INTERVAL 3 DAY AS period_day
FROM public.orders;

-- orders: operator start_week
SELECT toMonday(ordered_at) AS start_week
FROM public.orders;

-- orders: operator difference_week
SELECT dateDiff('second', toDateTime(ordered_at), toDateTime(delivered_on)) / 604800 AS difference_week
FROM public.orders;

-- orders: operator shift_week
SELECT ordered_at - INTERVAL 2 WEEK AS shift_week
FROM public.orders;

-- orders: operator period_week
SELECT toMonday(today()) - INTERVAL 3 WEEK AS period_week
FROM public.orders;

-- orders: operator start_month
SELECT toStartOfMonth(ordered_at) AS start_month
FROM public.orders;

-- orders: operator difference_month
SELECT dateDiff('month', ordered_at, delivered_on) AS difference_month
FROM public.orders;

-- orders: operator shift_month
SELECT ordered_at - INTERVAL 2 MONTH AS shift_month
FROM public.orders;

-- orders: operator period_month
SELECT toStartOfMonth(today()) - INTERVAL 3 MONTH AS period_month
FROM public.orders;

-- orders: operator start_quarter
SELECT toStartOfQuarter(ordered_at) AS start_quarter
FROM public.orders;

-- orders: operator difference_quarter
SELECT dateDiff('quarter', ordered_at, delivered_on) AS difference_quarter
FROM public.orders;

-- orders: operator shift_quarter
SELECT ordered_at - INTERVAL 2 QUARTER AS shift_quarter
FROM public.orders;

-- orders: operator period_quarter
SELECT toStartOfQuarter(today()) - INTERVAL 3 QUARTER AS period_quarter
FROM public.orders;

-- orders: operator start_year
SELECT toStartOfYear(ordered_at) AS start_year
FROM public.orders;

-- orders: operator difference_year
SELECT dateDiff('year', ordered_at, delivered_on) AS difference_year
FROM public.orders;

-- orders: operator shift_year
SELECT ordered_at - INTERVAL 2 YEAR AS shift_year
FROM public.orders;

-- orders: operator period_year
SELECT toStartOfYear(today()) - INTERVAL 3 YEAR AS period_year
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
SELECT CASE WHEN note ILIKE '%It''s a gift%' THEN 1 END AS has_gift
FROM public.orders;

-- orders: operator lower_case
SELECT LOWER(channel) AS lower_case
FROM public.orders;

-- orders: operator today
SELECT today() AS today
FROM public.orders;

-- orders: operator now
SELECT now() AS now
FROM public.orders;

-- orders: operator whole
SELECT CAST(total AS Nullable(Int64)) AS whole
FROM public.orders;

-- orders: operator as_text
SELECT CAST(total AS Nullable(String)) AS as_text
FROM public.orders;

-- orders: operator as_date
SELECT CAST(ordered_at AS Nullable(Date)) AS as_date
FROM public.orders;

-- orders: operator fee
SELECT JSONExtract(shipping, 'fee', 'Nullable(Float64)') AS fee
FROM public.orders;

-- orders: operator city
SELECT JSONExtract(shipping, 'address', 'city', 'Nullable(String)') AS city
FROM public.orders;

-- order_items: whole numbers
SELECT
  AVG(oi.quantity) AS average_quantity,
  SUM(oi.quantity) AS quantity,
  SUM(oi.quantity * (oi.unit_price - oi.discount)) AS amount,
  SUM(oi.unit_price - oi.discount) AS net,
  AVG(oi.quantity) FILTER (WHERE oi.quantity > 1) AS large,
  SUM(oi.quantity) / nullIf(COUNT(*), 0) AS per_line
FROM public.order_items AS oi;

-- order_items: bucket of whole numbers
SELECT
  FLOOR(quantity * 1.0 / 5) * 5 AS quantity_from,
  COUNT(*) AS items
FROM public.order_items
GROUP BY 1
ORDER BY quantity_from;

-- orders: ratio of sums of decimals
SELECT toFloat64(SUM(discount)) / nullIf(SUM(total), 0) AS rate
FROM public.orders;

-- orders: text as other types
SELECT
  toFloat64OrNull(note) AS a_number,
  toFloat64OrNull(note) AS a_whole_number,
  toDate(parseDateTimeBestEffortOrNull(note)) AS a_date,
  parseDateTimeBestEffortOrNull(note) AS a_time,
  accurateCastOrNull(note, 'Bool') AS a_flag
FROM public.orders;

-- orders: window functions
SELECT
  toStartOfMonth(o.ordered_at) AS month,
  o.channel,
  SUM(o.total) AS total,
  lagInFrame(toNullable(SUM(o.total))) OVER (ORDER BY toStartOfMonth(o.ordered_at) ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS previous,
  SUM(SUM(o.total)) OVER (ORDER BY toStartOfMonth(o.ordered_at)) AS up_to_here,
  ROW_NUMBER() OVER (PARTITION BY toStartOfMonth(o.ordered_at) ORDER BY SUM(o.total) DESC NULLS LAST) AS place,
  SUM(SUM(o.total)) OVER (PARTITION BY toStartOfMonth(o.ordered_at)) AS of_month,
  COUNT(*) / nullIf(SUM(COUNT(*)) OVER (), 0) AS share
FROM public.orders AS o
GROUP BY 1, 2
ORDER BY month, total DESC NULLS LAST
LIMIT 20;

-- orders: stages
SELECT *
FROM (
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
)
ORDER BY position;

-- orders: times of several kinds
SELECT
  dateDiff('second', toDateTime(due_on), toDateTime(delivered_on)) / 86400 AS dates_days,
  dateDiff('month', due_on, delivered_on) AS dates_months,
  dateDiff('second', toDateTime(due_on), toDateTime(delivered_on)) / 3600 AS dates_hours,
  dateDiff('second', toDateTime(shipped_at), toDateTime(shipped_at)) / 3600 AS instants_hours,
  dateDiff('second', toDateTime(ordered_at), toDateTime(shipped_at)) / 86400 AS mixed_days,
  due_on - INTERVAL 2 HOUR AS hour_of_date,
  toMonday(shipped_at) AS week_of_instant,
  substring('MonTueWedThuFriSatSun', 3 * toDayOfWeek(due_on) - 2, 3) AS weekday_of_date,
  toHour(shipped_at) AS hour_of_instant,
  shipped_at + INTERVAL 1 MONTH AS month_of_instant
FROM public.orders
WHERE delivered_on > ordered_at
  AND ordered_at < shipped_at
  AND shipped_at >= toMonday(today()) - INTERVAL 4 WEEK
  AND shipped_at < toMonday(today());

-- orders: percentiles of two values
SELECT
  channel,
  quantileExactInclusive(0.5)(toFloat64(total)) AS median_total,
  quantileExactInclusive(0.9)(toFloat64(discount)) AS p90_discount,
  quantileExactInclusive(0.5)(toFloat64(total)) FILTER (WHERE total > 100) AS median_large,
  COUNT(DISTINCT customer_id) AS buyers
FROM public.orders
GROUP BY 1
ORDER BY median_total DESC NULLS LAST;

-- orders: a name that hides a column
SELECT
  LOWER(o.channel) AS channel,
  SUM(o.total) AS total,
  toFloat64(SUM(o.total)) / nullIf(COUNT(*), 0) AS average
FROM public.orders AS o
WHERE o.total > 0
  AND o.channel <> '매장'
GROUP BY 1
ORDER BY total DESC NULLS LAST;

-- customers: without a partner
SELECT COUNT(*) FILTER (WHERE o.id IS NULL) AS without_orders
FROM public.customers AS c
LEFT JOIN public.orders AS o ON o.customer_id = c.id
SETTINGS join_use_nulls = 1;

-- orders: texts
SELECT
  COALESCE(channel, 'it''s a \\ “none”') AS label,
  COUNT(*) AS orders
FROM public.orders
WHERE channel IN ('a', '온라인')
GROUP BY 1
ORDER BY orders DESC;

-- orders: flags in JSON
SELECT
  COUNT(*) FILTER (WHERE ifNull(JSONExtract(shipping, 'insured', 'Nullable(Bool)'), false) = true) AS insured,
  AVG(JSONExtract(shipping, 'days', 'Nullable(Float64)')) AS days,
  MAX(CAST(JSONExtract(shipping, 'sent on', 'Nullable(String)') AS Nullable(Date))) AS sent
FROM public.orders;

-- orders: operator day_digits
SELECT toDate(parseDateTimeBestEffortOrNull('20240131')) AS day_digits
FROM public.orders;

-- orders: operator no_day
SELECT toDate(parseDateTimeBestEffortOrNull('00000000')) AS no_day
FROM public.orders;

-- orders: operator channel_day
SELECT toDate(parseDateTimeBestEffortOrNull(channel)) AS channel_day
FROM public.orders;

-- orders: operator second_digits
SELECT parseDateTimeBestEffortOrNull('20240131235859') AS second_digits
FROM public.orders;

-- orders: operator iso_day
SELECT toDate(parseDateTimeBestEffortOrNull('2024-01-31')) AS iso_day
FROM public.orders;

-- orders: operator iso_second
SELECT parseDateTimeBestEffortOrNull('2024-01-31 23:58:59') AS iso_second
FROM public.orders;

-- orders: operator epoch_seconds
SELECT toDateTime(1706745539) AS epoch_seconds
FROM public.orders;

-- orders: operator epoch_milliseconds
SELECT fromUnixTimestamp64Milli(1706745539000) AS epoch_milliseconds
FROM public.orders;

-- orders: operator day_number
SELECT toDate(parseDateTimeBestEffortOrNull(CAST(20240131 AS Nullable(String)))) AS day_number
FROM public.orders;

