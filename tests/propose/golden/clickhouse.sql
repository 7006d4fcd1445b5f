-- customers: New customers with an order within 30 days
WITH orders AS (
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
LEFT JOIN orders ON orders.customer_id = c.id
WHERE c.signed_up_at < toStartOfMonth(today()) - INTERVAL 1 MONTH
GROUP BY 1
ORDER BY month;

-- products: Average product gross margin
SELECT AVG((CAST(price AS Nullable(Decimal(38, 10))) - cost) / nullIf(price, 0)) AS gross_margin
FROM public.products
WHERE cost > 0;

-- order_items: Top 10 customers by order item amount
SELECT
  c.name AS customer,
  SUM(oi.quantity * oi.unit_price) AS amount,
  SUM(oi.quantity * oi.unit_price) / nullIf(SUM(SUM(oi.quantity * oi.unit_price)) OVER (), 0) AS share
FROM public.order_items AS oi
JOIN public.orders AS o ON o.id = oi.order_id
JOIN public.customers AS c ON c.id = o.customer_id
GROUP BY c.id, c.name
ORDER BY amount DESC NULLS LAST
LIMIT 10;

-- sessions: Session: start to end time (median, p90)
SELECT
  toStartOfMonth(started_at) AS month,
  quantileExactInclusive(0.5)(dateDiff('second', toDateTime(started_at), toDateTime(ended_at)) / 60) AS median_minutes,
  quantileExactInclusive(0.9)(dateDiff('second', toDateTime(started_at), toDateTime(ended_at)) / 60) AS p90_minutes
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
JOIN public.subscriptions AS s
  ON s.started_on < months.month + INTERVAL 1 MONTH
    AND (s.cancelled_on IS NULL OR s.cancelled_on >= months.month + INTERVAL 1 MONTH)
GROUP BY 1
ORDER BY month;

-- tickets: Tickets by weekday
SELECT
  toDayOfWeek(opened_at) AS weekday_position,
  formatDateTime(opened_at, '%a') AS weekday,
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
    SUM(CAST(nullIf(JSONExtractString(payload, 'value'), '') AS Nullable(Decimal(38, 10)))) AS value,
    LAG(SUM(CAST(nullIf(JSONExtractString(payload, 'value'), '') AS Nullable(Decimal(38, 10))))) OVER (ORDER BY toStartOfMonth(occurred_at)) AS previous_value
  FROM public.events
  WHERE occurred_at < toStartOfMonth(today())
  GROUP BY 1
)
SELECT
  month,
  (value - previous_value) / nullIf(previous_value, 0) AS growth
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
WITH events AS (
  SELECT
    session_id,
    COUNT(*) AS children,
    MIN(occurred_at) AS first_at
  FROM public.events
  GROUP BY 1
)
SELECT
  toStartOfMonth(s.started_at) AS month,
  quantileExactInclusive(0.5)(dateDiff('second', toDateTime(s.started_at), toDateTime(events.first_at)) / 3600) AS median_hours
FROM public.sessions AS s
JOIN events ON events.session_id = s.id
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
  AVG(CAST(nullIf(JSONExtractString(payload, 'items'), '') AS Nullable(Decimal(38, 10)))) AS average_items
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
  SUM(discount) / nullIf(SUM(total), 0) AS discount_rate
FROM public.orders
WHERE ifNull(is_test, false) = false
  AND ordered_at < toStartOfMonth(today())
GROUP BY 1
ORDER BY month;

-- orders: Average order days by channel
SELECT
  channel,
  AVG(CAST(nullIf(JSONExtractString(shipping, 'days'), '') AS Nullable(Decimal(38, 10)))) AS average_days,
  COUNT(*) AS orders
FROM public.orders
WHERE ifNull(is_test, false) = false
GROUP BY 1
ORDER BY average_days DESC NULLS LAST
LIMIT 15;

-- payments: Payment fee per month
SELECT
  toStartOfMonth(paid_at) AS month,
  SUM(fee) AS fee
FROM public.payments
WHERE paid_at < toStartOfMonth(today())
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
SELECT CAST(nullIf(JSONExtractString(shipping, 'fee'), '') AS Nullable(Decimal(38, 10))) AS fee
FROM public.orders;

-- orders: operator city
SELECT nullIf(JSONExtractString(shipping, 'address', 'city'), '') AS city
FROM public.orders;

