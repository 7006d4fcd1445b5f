-- SPDX-License-Identifier: GPL-3.0-or-later
-- # KPIs that a business analyst would put on a dashboard. The tests move the dates of the schema so
-- # that its last order is of yesterday.
-- @name: Monthly revenue
-- @why: money over complete months
SELECT date_trunc('month', ordered_at) AS month, sum(total - discount) AS revenue
FROM orders
WHERE ordered_at >= date_trunc('month', CURRENT_DATE) - INTERVAL '12 months'
  AND ordered_at < date_trunc('month', CURRENT_DATE) AND status <> 'cancelled' AND NOT is_test
GROUP BY 1
ORDER BY 1
---
-- @name: Cancellation rate
-- @why: share of orders that come to nothing
SELECT count(*) FILTER (WHERE status = 'cancelled')::numeric / NULLIF(count(*), 0) AS cancellation_rate
FROM orders
WHERE ordered_at >= CURRENT_DATE - INTERVAL '90 days' AND NOT is_test
---
-- @name: Return rate by month
-- @why: a ratio over time
SELECT date_trunc('month', ordered_at) AS month,
       count(*) FILTER (WHERE status = 'returned')::numeric / NULLIF(count(*), 0) AS return_rate
FROM orders
WHERE ordered_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Average order value
-- @why: the classic of sales
SELECT avg(total - discount) AS average_order_value
FROM orders
WHERE status NOT IN ('cancelled', 'returned') AND ordered_at >= CURRENT_DATE - INTERVAL '30 days'
---
-- @name: Average order value by channel
-- @why: a measure by a dimension of few values
SELECT channel, avg(total - discount) AS average_order_value
FROM orders
WHERE status <> 'cancelled'
GROUP BY channel
ORDER BY average_order_value DESC
---
-- @name: Revenue by country
-- @why: joins the customer in, and keeps the list short
SELECT c.country, sum(o.total - o.discount) AS revenue
FROM orders AS o
JOIN customers AS c ON c.id = o.customer_id
WHERE o.status <> 'cancelled' AND c.country IS NOT NULL
GROUP BY c.country
ORDER BY revenue DESC
LIMIT 10
---
-- @name: Share of revenue from the ten largest customers
-- @why: concentration
WITH per_customer AS (
  SELECT customer_id, sum(total) AS revenue
  FROM orders
  WHERE status <> 'cancelled'
  GROUP BY customer_id
), ranked AS (
  SELECT revenue, row_number() OVER (ORDER BY revenue DESC) AS place
  FROM per_customer
)
SELECT sum(revenue) FILTER (WHERE place <= 10) / NULLIF(sum(revenue), 0) AS top_ten_share
FROM ranked
---
-- @name: Repeat purchase rate
-- @why: customers who came back
WITH orders_per_customer AS (
  SELECT customer_id, count(*) AS orders
  FROM orders
  WHERE status <> 'cancelled'
  GROUP BY customer_id
)
SELECT count(*) FILTER (WHERE orders >= 2)::numeric / NULLIF(count(*), 0) AS repeat_rate
FROM orders_per_customer
---
-- @name: Revenue growth against the previous month
-- @why: compares complete periods
WITH monthly AS (
  SELECT date_trunc('month', ordered_at) AS month, sum(total) AS revenue
  FROM orders
  WHERE ordered_at < date_trunc('month', CURRENT_DATE) AND status <> 'cancelled'
  GROUP BY 1
)
SELECT month, revenue / NULLIF(lag(revenue) OVER (ORDER BY month), 0) - 1 AS growth
FROM monthly
ORDER BY month
---
-- @name: Discount rate by month
-- @why: what is given away of the turnover
SELECT date_trunc('month', ordered_at) AS month, sum(discount) / NULLIF(sum(total), 0) AS discount_rate
FROM orders
WHERE ordered_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Days from order to delivery
-- @why: median and 90th percentile of a duration
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY delivered_on - ordered_at::date) AS median_days,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY delivered_on - ordered_at::date) AS days_90
FROM orders
WHERE delivered_on IS NOT NULL AND ordered_at >= CURRENT_DATE - INTERVAL '180 days'
---
-- @name: Best selling products
-- @why: top list with readable names
SELECT p.name AS product, sum(i.quantity) AS units
FROM order_items AS i
JOIN products AS p ON p.id = i.product_id
GROUP BY p.name
ORDER BY units DESC
LIMIT 10
---
-- @name: Revenue by category
-- @why: two joins that add meaning
SELECT k.name AS category, sum(i.quantity * i.unit_price) AS revenue
FROM order_items AS i
JOIN products AS p ON p.id = i.product_id
JOIN categories AS k ON k.id = p.category_id
GROUP BY k.name
ORDER BY revenue DESC
---
-- @name: Gross margin by category
-- @why: a ratio by a dimension over joins
SELECT k.name AS category, sum(i.quantity * (i.unit_price - p.cost)) / NULLIF(sum(i.quantity * i.unit_price), 0) AS margin
FROM order_items AS i
JOIN products AS p ON p.id = i.product_id
JOIN categories AS k ON k.id = p.category_id
WHERE p.cost IS NOT NULL
GROUP BY k.name
ORDER BY margin DESC
---
-- @name: Items returned by product category
-- @why: quality by category
SELECT k.name AS category, count(*) FILTER (WHERE i.returned)::numeric / NULLIF(count(*), 0) AS return_rate
FROM order_items AS i
JOIN products AS p ON p.id = i.product_id
JOIN categories AS k ON k.id = p.category_id
GROUP BY k.name
ORDER BY return_rate DESC
---
-- @name: Units per order line over time
-- @why: average of a quantity by month
SELECT date_trunc('month', o.ordered_at) AS month, avg(i.quantity) AS units_per_line
FROM order_items AS i
JOIN orders AS o ON o.id = i.order_id
WHERE o.ordered_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Refund rate by payment method
-- @why: ratio by few groups
SELECT method, count(*) FILTER (WHERE refunded)::numeric / NULLIF(count(*), 0) AS refund_rate
FROM payments
GROUP BY method
ORDER BY refund_rate DESC
---
-- @name: Payment volume by month
-- @why: money over time
SELECT date_trunc('month', paid_at) AS month, sum(amount) AS volume
FROM payments
WHERE NOT refunded AND paid_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Payment fee rate
-- @why: what taking money costs
SELECT sum(fee) / NULLIF(sum(amount) FILTER (WHERE fee IS NOT NULL), 0) AS fee_rate
FROM payments
WHERE paid_at >= CURRENT_DATE - INTERVAL '90 days'
---
-- @name: Hours from order to first payment
-- @why: duration across two tables
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM (f.first_paid - o.ordered_at AT TIME ZONE 'UTC')) / 3600.0) AS median_hours
FROM orders AS o
JOIN (SELECT order_id, min(paid_at) AS first_paid FROM payments GROUP BY order_id) AS f ON f.order_id = o.id
---
-- @name: On-time share of deliveries
-- @why: punctuality
SELECT count(*) FILTER (WHERE delivered_at <= shipped_at + INTERVAL '3 days')::numeric / NULLIF(count(*), 0) AS on_time
FROM shipments
WHERE delivered_at IS NOT NULL AND shipped_at >= CURRENT_DATE - INTERVAL '180 days'
---
-- @name: Transit time by carrier
-- @why: compares carriers
SELECT carrier, avg(EXTRACT(EPOCH FROM (delivered_at - shipped_at)) / 3600.0) AS hours
FROM shipments
WHERE delivered_at IS NOT NULL
GROUP BY carrier
ORDER BY hours
---
-- @name: Shipping cost per parcel by carrier
-- @why: a unit cost
SELECT carrier, sum(cost) / NULLIF(sum(parcels), 0) AS cost_per_parcel
FROM shipments
GROUP BY carrier
ORDER BY cost_per_parcel
---
-- @name: Shipments under way
-- @why: backlog with its age
SELECT count(*) AS under_way, max(CURRENT_DATE - shipped_at::date) AS oldest_days
FROM shipments
WHERE delivered_at IS NULL
---
-- @name: Shipping cost by month
-- @why: cost over time
SELECT date_trunc('month', shipped_at) AS month, sum(cost) AS shipping_cost
FROM shipments
WHERE shipped_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Bounce rate by device
-- @why: ratio by few groups
SELECT device, count(*) FILTER (WHERE bounced)::numeric / NULLIF(count(*), 0) AS bounce_rate
FROM sessions
GROUP BY device
ORDER BY bounce_rate DESC
---
-- @name: Weekly active customers
-- @why: distinct people over time
SELECT date_trunc('week', started_at) AS week, count(DISTINCT customer_id) AS active_customers
FROM sessions
WHERE customer_id IS NOT NULL AND started_at < date_trunc('week', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Pages per session by month
-- @why: depth of use over time
SELECT date_trunc('month', started_at) AS month, avg(page_views) AS pages_per_session
FROM sessions
WHERE started_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Median session length by device
-- @why: duration by few groups
SELECT device, percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM (ended_at - started_at)) / 60.0) AS median_minutes
FROM sessions
WHERE ended_at IS NOT NULL
GROUP BY device
ORDER BY median_minutes DESC
---
-- @name: Share of signed-in sessions
-- @why: how much of the traffic is known
SELECT date_trunc('month', started_at) AS month, count(customer_id)::numeric / NULLIF(count(*), 0) AS signed_in
FROM sessions
WHERE started_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Conversion from search to purchase
-- @why: a funnel as one number
SELECT count(DISTINCT session_id) FILTER (WHERE event_type = 'purchase')::numeric
       / NULLIF(count(DISTINCT session_id) FILTER (WHERE event_type = 'search'), 0) AS conversion
FROM events
WHERE occurred_at >= CURRENT_DATE - INTERVAL '90 days'
---
-- @name: Funnel of events
-- @why: stages side by side
SELECT event_type AS stage, count(DISTINCT session_id) AS sessions
FROM events
GROUP BY event_type
ORDER BY sessions DESC
---
-- @name: Events per session by week
-- @why: intensity over time
SELECT date_trunc('week', occurred_at) AS week, count(*)::numeric / NULLIF(count(DISTINCT session_id), 0) AS events_per_session
FROM events
WHERE occurred_at < date_trunc('week', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Slow events
-- @why: 95th percentile of a duration by type
SELECT event_type, percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95_ms
FROM events
WHERE duration_ms IS NOT NULL
GROUP BY event_type
ORDER BY p95_ms DESC
---
-- @name: Monthly recurring revenue
-- @why: the number of a subscription business
SELECT sum(monthly_fee) AS recurring_revenue
FROM subscriptions
WHERE cancelled_on IS NULL
---
-- @name: Recurring revenue by plan
-- @why: money by few groups
SELECT plan, sum(monthly_fee) AS recurring_revenue
FROM subscriptions
WHERE cancelled_on IS NULL
GROUP BY plan
ORDER BY recurring_revenue DESC
---
-- @name: Churn by plan
-- @why: ratio by few groups
SELECT plan, count(cancelled_on)::numeric / NULLIF(count(*), 0) AS churned
FROM subscriptions
GROUP BY plan
ORDER BY churned DESC
---
-- @name: New subscriptions by month
-- @why: growth over time
SELECT date_trunc('month', started_on) AS month, count(*) AS new_subscriptions
FROM subscriptions
GROUP BY 1
ORDER BY 1
---
-- @name: Lifetime of cancelled subscriptions
-- @why: duration by plan
SELECT plan, percentile_cont(0.5) WITHIN GROUP (ORDER BY cancelled_on - started_on) AS median_days
FROM subscriptions
WHERE cancelled_on IS NOT NULL
GROUP BY plan
ORDER BY median_days
---
-- @name: Seats per subscription by plan
-- @why: size of customers
SELECT plan, avg(seats) AS seats
FROM subscriptions
WHERE cancelled_on IS NULL
GROUP BY plan
ORDER BY seats DESC
---
-- @name: Share on automatic renewal by plan
-- @why: predicts churn
SELECT plan, count(*) FILTER (WHERE auto_renew)::numeric / NULLIF(count(*), 0) AS auto_renewal
FROM subscriptions
WHERE cancelled_on IS NULL
GROUP BY plan
ORDER BY auto_renewal DESC
---
-- @name: Revenue per customer segment
-- @why: joins the segment in
SELECT c.segment, sum(o.total) / NULLIF(count(DISTINCT c.id), 0) AS revenue_per_customer
FROM orders AS o
JOIN customers AS c ON c.id = o.customer_id
WHERE o.status <> 'cancelled'
GROUP BY c.segment
ORDER BY revenue_per_customer DESC
---
-- @name: Open tickets by priority
-- @why: backlog by few groups
SELECT priority, count(*) AS open_tickets, avg(EXTRACT(EPOCH FROM (now() - opened_at)) / 86400.0) AS average_age_days
FROM tickets
WHERE closed_at IS NULL
GROUP BY priority
ORDER BY priority
---
-- @name: Resolution time by priority
-- @why: median duration by few groups
SELECT priority, percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM (closed_at - opened_at)) / 3600.0) AS median_hours
FROM tickets
WHERE closed_at IS NOT NULL
GROUP BY priority
ORDER BY priority
---
-- @name: First response within an hour
-- @why: service level as a ratio
SELECT count(*) FILTER (WHERE first_response <= INTERVAL '1 hour')::numeric / NULLIF(count(first_response), 0) AS within_an_hour
FROM tickets
WHERE opened_at >= CURRENT_DATE - INTERVAL '90 days'
---
-- @name: Satisfaction by agent
-- @why: score by few groups
SELECT agent, avg(satisfaction) AS satisfaction
FROM tickets
WHERE agent IS NOT NULL AND satisfaction IS NOT NULL
GROUP BY agent
ORDER BY satisfaction DESC
---
-- @name: Satisfaction by month
-- @why: score over time
SELECT date_trunc('month', opened_at) AS month, avg(satisfaction) AS satisfaction
FROM tickets
WHERE satisfaction IS NOT NULL AND opened_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Tickets per hundred orders
-- @why: load of support in relation to the business
WITH t AS (
  SELECT date_trunc('month', opened_at) AS month, count(*) AS tickets FROM tickets GROUP BY 1
), o AS (
  SELECT date_trunc('month', ordered_at AT TIME ZONE 'UTC') AS month, count(*) AS orders FROM orders GROUP BY 1
)
SELECT o.month, 100.0 * t.tickets / NULLIF(o.orders, 0) AS tickets_per_hundred_orders
FROM o
JOIN t ON t.month = o.month
WHERE o.month < date_trunc('month', CURRENT_DATE)
ORDER BY o.month
---
-- @name: Reply rate of tickets
-- @why: completeness that means something
SELECT date_trunc('month', opened_at) AS month, count(first_response)::numeric / NULLIF(count(*), 0) AS replied
FROM tickets
WHERE opened_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Defect rate by machine
-- @why: ratio over a join with readable names
SELECT m.code AS machine, sum(r.defects)::numeric / NULLIF(sum(r.produced), 0) AS defect_rate
FROM machine_readings AS r
JOIN machines AS m ON m.id = r.machine_id
GROUP BY m.code
ORDER BY defect_rate DESC
---
-- @name: Output by site and week
-- @why: two dimensions, one of time
SELECT date_trunc('week', r.read_at) AS week, m.site, sum(r.produced) AS output
FROM machine_readings AS r
JOIN machines AS m ON m.id = r.machine_id
WHERE r.read_at < date_trunc('week', CURRENT_DATE)
GROUP BY 1, 2
ORDER BY 1, 2
---
-- @name: Alarm share by machine
-- @why: reliability
SELECT m.code AS machine, count(*) FILTER (WHERE r.alarm)::numeric / NULLIF(count(*), 0) AS alarm_share
FROM machine_readings AS r
JOIN machines AS m ON m.id = r.machine_id
GROUP BY m.code
ORDER BY alarm_share DESC
---
-- @name: Average temperature by machine
-- @why: state by few groups
SELECT m.code AS machine, avg(r.temperature) AS temperature
FROM machine_readings AS r
JOIN machines AS m ON m.id = r.machine_id
WHERE r.temperature IS NOT NULL AND r.read_at >= CURRENT_DATE - INTERVAL '30 days'
GROUP BY m.code
ORDER BY temperature DESC
---
-- @name: Utilisation against rated output
-- @why: a ratio to what is possible
SELECT m.code AS machine, avg(r.produced)::numeric / NULLIF(max(m.rated_output), 0) AS utilisation
FROM machine_readings AS r
JOIN machines AS m ON m.id = r.machine_id
GROUP BY m.code
ORDER BY utilisation DESC
---
-- @name: New customers by month
-- @why: growth over time
SELECT date_trunc('month', signed_up_at) AS month, count(*) AS new_customers
FROM customers
WHERE signed_up_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Share of active customers by segment
-- @why: ratio by few groups
SELECT segment, count(*) FILTER (WHERE is_active)::numeric / NULLIF(count(*), 0) AS active
FROM customers
GROUP BY segment
ORDER BY active DESC
---
-- @name: Referral rate
-- @why: how much growth comes by itself
SELECT date_trunc('quarter', signed_up_at) AS quarter, count(referrer_id)::numeric / NULLIF(count(*), 0) AS referred
FROM customers
GROUP BY 1
ORDER BY 1
---
-- @name: Best referrers
-- @why: top list over a foreign key to the same table
SELECT r.name AS referrer, count(*) AS referred
FROM customers AS c
JOIN customers AS r ON r.id = c.referrer_id
GROUP BY r.name
ORDER BY referred DESC
LIMIT 10
---
-- @name: Days from sign-up to first order
-- @why: activation
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM (f.first_order - c.signed_up_at)) / 86400.0) AS median_days
FROM customers AS c
JOIN (SELECT customer_id, min(ordered_at) AS first_order FROM orders GROUP BY customer_id) AS f ON f.customer_id = c.id
WHERE f.first_order >= c.signed_up_at
---
-- @name: Customers who have ordered, by segment
-- @why: activation by few groups, zeros kept
SELECT c.segment, count(DISTINCT o.customer_id)::numeric / NULLIF(count(DISTINCT c.id), 0) AS activated
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id
GROUP BY c.segment
ORDER BY activated DESC
---
-- @name: Credit used by segment
-- @why: ratio of money
SELECT c.segment, sum(o.total) / NULLIF(sum(DISTINCT c.credit_limit), 0) AS credit_used
FROM orders AS o
JOIN customers AS c ON c.id = o.customer_id
WHERE c.credit_limit IS NOT NULL AND o.status = 'pending'
GROUP BY c.segment
ORDER BY credit_used DESC
---
-- @name: Stock value by category
-- @why: money over a join
SELECT k.name AS category, sum(p.in_stock * p.cost) AS stock_value
FROM products AS p
JOIN categories AS k ON k.id = p.category_id
WHERE NOT p.discontinued AND p.cost IS NOT NULL
GROUP BY k.name
ORDER BY stock_value DESC
---
-- @name: Products out of stock
-- @why: a ratio to act upon
SELECT count(*) FILTER (WHERE in_stock = 0)::numeric / NULLIF(count(*), 0) AS out_of_stock
FROM products
WHERE NOT discontinued
---
-- @name: Average mark-up by category
-- @why: a ratio over a join
SELECT k.name AS category, avg((p.price - p.cost) / NULLIF(p.cost, 0)) AS mark_up
FROM products AS p
JOIN categories AS k ON k.id = p.category_id
WHERE p.cost IS NOT NULL
GROUP BY k.name
ORDER BY mark_up DESC
---
-- @name: Orders by weekday
-- @why: a profile of the week
SELECT EXTRACT(isodow FROM ordered_at) AS weekday, count(*) AS orders
FROM orders
GROUP BY 1
ORDER BY 1
---
-- @name: Orders by hour of the day
-- @why: a profile of the day
SELECT EXTRACT(hour FROM ordered_at)::int AS hour, count(*) AS orders
FROM orders
GROUP BY 1
ORDER BY 1
---
-- @name: Express share of shipping
-- @why: a key of a JSON column as a ratio over time
SELECT date_trunc('month', ordered_at) AS month,
       count(*) FILTER (WHERE shipping ->> 'method' = 'express')::numeric / NULLIF(count(shipping), 0) AS express_share
FROM orders
WHERE ordered_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Shipping fees by method
-- @why: money out of JSON
SELECT shipping ->> 'method' AS method, sum((shipping ->> 'fee')::numeric) AS fees
FROM orders
WHERE shipping IS NOT NULL
GROUP BY 1
ORDER BY fees DESC
---
-- @name: Revenue mix by currency
-- @why: shares of the whole
SELECT currency, sum(total) / NULLIF(sum(sum(total)) OVER (), 0) AS share
FROM orders
WHERE status <> 'cancelled'
GROUP BY currency
ORDER BY share DESC
---
-- @name: Running revenue of the year
-- @why: accumulates by month
SELECT month, sum(revenue) OVER (PARTITION BY date_trunc('year', month) ORDER BY month) AS revenue_to_date
FROM (SELECT date_trunc('month', ordered_at) AS month, sum(total) AS revenue FROM orders
      WHERE ordered_at < date_trunc('month', CURRENT_DATE) GROUP BY 1) AS monthly
ORDER BY month
---
-- @name: Revenue last complete month
-- @why: one number against the month before
SELECT sum(total) FILTER (WHERE ordered_at >= date_trunc('month', CURRENT_DATE) - INTERVAL '1 month') AS last_month,
       sum(total) FILTER (WHERE ordered_at < date_trunc('month', CURRENT_DATE) - INTERVAL '1 month') AS month_before
FROM orders
WHERE ordered_at >= date_trunc('month', CURRENT_DATE) - INTERVAL '2 months' AND ordered_at < date_trunc('month', CURRENT_DATE)
---
-- @name: Retention of sign-up quarters
-- @why: cohorts
SELECT date_trunc('quarter', c.signed_up_at) AS cohort,
       count(DISTINCT c.id) FILTER (WHERE o.ordered_at >= CURRENT_DATE - INTERVAL '90 days')::numeric / NULLIF(count(DISTINCT c.id), 0) AS still_buying
FROM customers AS c
LEFT JOIN orders AS o ON o.customer_id = c.id
GROUP BY 1
ORDER BY 1
---
-- @name: Customers who stopped buying
-- @why: churn of customers without a contract
WITH last_order AS (SELECT customer_id, max(ordered_at) AS last_at FROM orders GROUP BY customer_id)
SELECT count(*) FILTER (WHERE last_at < CURRENT_DATE - INTERVAL '60 days')::numeric / NULLIF(count(*), 0) AS lapsed
FROM last_order
---
-- @name: Items per order by channel
-- @why: basket size by few groups
SELECT channel, avg(items_count) AS items_per_order
FROM orders
GROUP BY channel
ORDER BY items_per_order DESC
---
-- @name: Budget by region
-- @why: plan by few groups
SELECT region, sum(amount) AS budget
FROM finance.budgets
GROUP BY region
ORDER BY budget DESC
---
-- @name: Share of approved budget by region
-- @why: ratio of money
SELECT region, sum(amount) FILTER (WHERE approved_by IS NOT NULL) / NULLIF(sum(amount), 0) AS approved
FROM finance.budgets
GROUP BY region
ORDER BY approved DESC
---
-- @name: Target by region and quarter
-- @why: plan over time
SELECT date_trunc('quarter', "Month") AS quarter, "Region" AS region, sum("TargetAmount") AS target
FROM "MonthlyTargets"
GROUP BY 1, 2
ORDER BY 1, 2
---
-- @name: Ordered but not shipped
-- @why: backlog in money
SELECT count(*) AS orders, sum(o.total) AS value
FROM orders AS o
WHERE o.status = 'paid' AND NOT EXISTS (SELECT FROM shipments AS s WHERE s.order_id = o.id)
---
-- @name: Distance by carrier
-- @why: a measure by few groups
SELECT carrier, avg(distance_km) AS kilometres
FROM shipments
GROUP BY carrier
ORDER BY kilometres DESC
---
-- @name: Payment attempts by issuer
-- @why: friction, out of JSON
SELECT details ->> 'issuer' AS issuer, avg((details ->> 'attempts')::int) AS attempts
FROM payments
GROUP BY 1
ORDER BY attempts DESC
---
-- @name: Orders with several payments
-- @why: a ratio over a subquery
SELECT count(*) FILTER (WHERE payments > 1)::numeric / NULLIF(count(*), 0) AS split_payments
FROM (SELECT order_id, count(*) AS payments FROM payments GROUP BY order_id) AS per_order
---
-- @name: Value of a customer by country
-- @why: money per head over a join
SELECT c.country, sum(o.total) / NULLIF(count(DISTINCT o.customer_id), 0) AS revenue_per_buyer
FROM orders AS o
JOIN customers AS c ON c.id = o.customer_id
WHERE c.country IS NOT NULL AND o.status <> 'cancelled'
GROUP BY c.country
ORDER BY revenue_per_buyer DESC
---
-- @name: Produced per running hour
-- @why: speed of a machine
SELECT m.code AS machine, sum(r.produced)::numeric / NULLIF(max(r.runtime_hours) - min(r.runtime_hours), 0) AS pieces_per_hour
FROM machine_readings AS r
JOIN machines AS m ON m.id = r.machine_id
GROUP BY m.code
ORDER BY pieces_per_hour DESC
---
-- @name: Pieces made per machine since the first reading
-- @why: a counter used rightly, as a difference
SELECT m.code AS machine, max(r.total_output) - min(r.total_output) AS pieces
FROM machine_readings AS r
JOIN machines AS m ON m.id = r.machine_id
GROUP BY m.code
ORDER BY pieces DESC
---
-- @name: Latest output counter by machine
-- @why: the last state of each
SELECT DISTINCT ON (m.code) m.code AS machine, r.total_output AS counter
FROM machine_readings AS r
JOIN machines AS m ON m.id = r.machine_id
ORDER BY m.code, r.read_at DESC
---
-- @name: Tickets per agent and month
-- @why: load by person over time
SELECT date_trunc('month', opened_at) AS month, agent, count(*) AS tickets
FROM tickets
WHERE agent IS NOT NULL AND opened_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1, 2
ORDER BY 1, 2
---
-- @name: Unassigned tickets
-- @why: share of work nobody does
SELECT count(*) FILTER (WHERE agent IS NULL)::numeric / NULLIF(count(*), 0) AS unassigned
FROM tickets
WHERE opened_at >= CURRENT_DATE - INTERVAL '90 days'
---
-- @name: Net revenue after returns
-- @why: a measure with conditions, over time
SELECT date_trunc('month', ordered_at) AS month,
       sum(total) FILTER (WHERE status <> 'cancelled') - COALESCE(sum(total) FILTER (WHERE status = 'returned'), 0) AS net_revenue
FROM orders
WHERE ordered_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Sessions by country
-- @why: breakdown into few groups in a recent span
SELECT country, count(*) AS sessions
FROM sessions
WHERE started_at >= CURRENT_DATE - INTERVAL '30 days'
GROUP BY country
ORDER BY sessions DESC
---
-- @name: Mobile share of sessions by month
-- @why: ratio over time
SELECT date_trunc('month', started_at) AS month, count(*) FILTER (WHERE device = 'mobile')::numeric / NULLIF(count(*), 0) AS mobile_share
FROM sessions
WHERE started_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Purchases per hundred sessions by device
-- @why: conversion by few groups over a join
SELECT s.device, 100.0 * count(DISTINCT e.session_id) FILTER (WHERE e.event_type = 'purchase') / NULLIF(count(DISTINCT s.id), 0) AS purchases_per_hundred
FROM sessions AS s
LEFT JOIN events AS e ON e.session_id = s.id
GROUP BY s.device
ORDER BY purchases_per_hundred DESC
---
-- @name: Average discount of discounted lines by category
-- @why: a rate over joins
SELECT k.name AS category, avg(i.discount_rate) AS discount_rate
FROM order_items AS i
JOIN products AS p ON p.id = i.product_id
JOIN categories AS k ON k.id = p.category_id
WHERE i.discount_rate > 0
GROUP BY k.name
ORDER BY discount_rate DESC
---
-- @name: Pareto of products
-- @why: accumulated shares
WITH per_product AS (
  SELECT p.name AS product, sum(i.quantity * i.unit_price) AS revenue
  FROM order_items AS i
  JOIN products AS p ON p.id = i.product_id
  GROUP BY p.name
)
SELECT product, sum(revenue) OVER (ORDER BY revenue DESC) / NULLIF(sum(revenue) OVER (), 0) AS accumulated_share
FROM per_product
ORDER BY revenue DESC
LIMIT 20
---
-- @name: Late deliveries by month
-- @why: ratio over time
SELECT date_trunc('month', shipped_at) AS month,
       count(*) FILTER (WHERE delivered_at > shipped_at + INTERVAL '4 days')::numeric / NULLIF(count(delivered_at), 0) AS late_share
FROM shipments
WHERE shipped_at < date_trunc('month', CURRENT_DATE)
GROUP BY 1
ORDER BY 1
---
-- @name: Seats under contract by month of start
-- @why: a quantity over time
SELECT date_trunc('month', started_on) AS month, sum(seats) AS seats
FROM subscriptions
GROUP BY 1
ORDER BY 1
---
-- @name: Average price by category
-- @why: level of prices by few groups
SELECT k.name AS category, avg(p.price) AS average_price
FROM products AS p
JOIN categories AS k ON k.id = p.category_id
WHERE NOT p.discontinued
GROUP BY k.name
ORDER BY average_price DESC
---
-- @name: Share of orders below twenty-four hours to payment
-- @why: speed as a ratio
SELECT count(*) FILTER (WHERE p.paid_at - o.ordered_at AT TIME ZONE 'UTC' <= INTERVAL '2 hours')::numeric / NULLIF(count(*), 0) AS quick
FROM orders AS o
JOIN (SELECT order_id, min(paid_at) AS paid_at FROM payments GROUP BY order_id) AS p ON p.order_id = o.id
---
-- @name: Average payment by method and quarter
-- @why: a measure over time by few groups
SELECT date_trunc('quarter', paid_at) AS quarter, method, avg(amount) AS average_payment
FROM payments
WHERE paid_at < date_trunc('quarter', CURRENT_DATE)
GROUP BY 1, 2
ORDER BY 1, 2
---
-- @name: Customers by plan out of the profile
-- @why: breakdown by a key of a JSON column
SELECT profile ->> 'plan' AS plan, avg((profile ->> 'score')::numeric) AS average_score
FROM customers
GROUP BY 1
ORDER BY average_score DESC
---
-- @name: Machine status codes over the last month
-- @why: shares by few groups
SELECT status_code, count(*)::numeric / NULLIF(sum(count(*)) OVER (), 0) AS share
FROM machine_readings
WHERE read_at >= CURRENT_DATE - INTERVAL '30 days'
GROUP BY status_code
ORDER BY share DESC
