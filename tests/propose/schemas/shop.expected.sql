-- What the analyst's KPIs of the shop have to give, written from what their names and descriptions
-- mean, in another shape than a compiler would write it.

-- kpi: orders / Order Total Amount per Month
SELECT to_char(m, 'YYYY-MM-DD'), (SELECT sum(total_amount) FROM orders
  WHERE NOT is_test AND cancelled_at IS NULL AND to_char(ordered_at, 'YYYY-MM') = to_char(m, 'YYYY-MM'))
FROM generate_series(date_trunc('month', CURRENT_DATE - interval '12 months'), CURRENT_DATE - interval '1 month', interval '1 month') AS m

-- kpi: orders / Order Total Amount Growth, Month on Month
WITH t AS (SELECT m, (SELECT sum(total_amount) FROM orders
    WHERE NOT is_test AND cancelled_at IS NULL AND ordered_at >= m AND ordered_at < m + interval '1 month') AS v
  FROM generate_series(date_trunc('month', CURRENT_DATE - interval '13 months'), CURRENT_DATE - interval '1 month', interval '1 month') AS m)
SELECT to_char(b.m, 'YYYY-MM-DD'), b.v / a.v - 1 FROM t AS a JOIN t AS b ON b.m = a.m + interval '1 month'
ORDER BY b.m

-- kpi: orders / Average Order Value by Month
-- Of valid orders, tests left out.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum(total_amount) / count(*)
FROM orders WHERE NOT is_test AND status IN ('pending', 'paid', 'shipped', 'delivered')
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Orders, Last 30 Days
SELECT count(*) FROM orders WHERE NOT is_test AND ordered_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1

-- kpi: orders / Order Total Amount, Last 30 Days
SELECT sum(CASE WHEN status <> 'cancelled' THEN total_amount END) FROM orders
WHERE NOT is_test AND ordered_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1

-- kpi: orders / Order Growth, Last Month
SELECT a.n::numeric / b.n - 1
FROM (SELECT count(*) AS n FROM orders WHERE NOT is_test AND to_char(ordered_at, 'YYYY-MM') = to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) AS a,
  (SELECT count(*) AS n FROM orders WHERE NOT is_test AND to_char(ordered_at, 'YYYY-MM') = to_char(CURRENT_DATE - interval '2 months', 'YYYY-MM')) AS b

-- kpi: orders / Order Cancellation Rate by Month
-- Cancelled ÷ placed, by the month of the order (kpi-catalogue 2.2).
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', avg((cancelled_at IS NOT NULL)::int)
FROM orders WHERE is_test = false
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Order Discount Rate by Month
-- Σ discount ÷ Σ value before discount, of orders that count.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum(discount_amount) / sum(total_amount + discount_amount - tax_amount - coalesce(shipping_fee, 0))
FROM orders WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / On-Time Delivery Rate of Orders by Month
-- Delivered on or before the promised day ÷ delivered with a promise, by the month of the order.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', 1 - avg((date(delivered_at) > promised_delivery_on)::int)
FROM orders WHERE NOT is_test AND status = 'delivered' AND promised_delivery_on IS NOT NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Overdue Share of Open Orders
SELECT count(*) FILTER (WHERE CURRENT_DATE > promised_delivery_on)::numeric / count(*) FROM orders
WHERE NOT is_test AND status IN ('pending', 'paid', 'shipped') AND promised_delivery_on IS NOT NULL

-- kpi: orders / Open Orders by Age
SELECT CASE WHEN age <= 7 THEN '00-07 days' WHEN age <= 30 THEN '08-30 days' WHEN age <= 90 THEN '31-90 days' ELSE 'over 90 days' END, count(*)
FROM (SELECT CURRENT_DATE - ordered_at::date AS age FROM orders WHERE NOT is_test AND status IN ('pending', 'paid', 'shipped')) AS o
GROUP BY 1

-- kpi: orders / Time from Order to Delivery (Median, p90)
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM delivered_at) - extract(epoch FROM ordered_at)) / 86400,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM delivered_at) - extract(epoch FROM ordered_at)) / 86400
FROM orders WHERE NOT is_test AND status = 'delivered'
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Order Funnel
SELECT s.n, s.name, (SELECT count(*) FROM orders WHERE NOT is_test
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
  AND CASE s.n WHEN 1 THEN true WHEN 2 THEN paid_at IS NOT NULL WHEN 3 THEN shipped_at IS NOT NULL ELSE delivered_at IS NOT NULL END)
FROM (VALUES (1, 'Orders'), (2, 'Paid'), (3, 'Shipped'), (4, 'Delivered')) AS s (n, name)

-- kpi: orders / Repeat Order Rate of Customers, Last 12 Months
-- Customers with two orders or more ÷ customers with any (kpi-catalogue 2.2); tests are no customers.
SELECT count(DISTINCT a.customer_id)::numeric / (SELECT count(DISTINCT customer_id) FROM orders WHERE NOT is_test
    AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))
FROM orders AS a JOIN orders AS b ON b.customer_id = a.customer_id AND b.order_id > a.order_id
WHERE NOT a.is_test AND NOT b.is_test
  AND to_char(a.ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
  AND to_char(b.ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')

-- kpi: orders / Next-Month Order Retention of Customers, by Cohort
WITH o AS (SELECT DISTINCT customer_id, date_trunc('month', ordered_at) AS m FROM orders WHERE NOT is_test)
SELECT to_char(f.m, 'YYYY-MM-DD'), avg(CASE WHEN EXISTS (SELECT FROM o AS n WHERE n.customer_id = f.customer_id AND n.m = f.m + interval '1 month') THEN 1 ELSE 0 END)
FROM o AS f WHERE NOT EXISTS (SELECT FROM o AS e WHERE e.customer_id = f.customer_id AND e.m < f.m)
  AND to_char(f.m, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '13 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '2 months', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Customer Churn Rate (No Order in 90 Days)
SELECT avg((NOT EXISTS (SELECT FROM orders AS n WHERE n.customer_id = c.customer_id AND NOT n.is_test
    AND n.ordered_at::date BETWEEN CURRENT_DATE - 90 AND CURRENT_DATE - 1))::int)
FROM (SELECT DISTINCT customer_id FROM orders WHERE NOT is_test AND ordered_at::date BETWEEN CURRENT_DATE - 180 AND CURRENT_DATE - 91) AS c

-- kpi: orders / Top 10 Customers by Order Total Amount
-- Two customers have the same name: they are two.
SELECT c.full_name, t.v FROM customers AS c JOIN LATERAL (SELECT sum(total_amount) AS v FROM orders AS o
  WHERE o.customer_id = c.customer_id AND NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) AS t ON t.v IS NOT NULL
ORDER BY t.v DESC FETCH FIRST 10 ROWS ONLY

-- kpi: orders / Share of Order Total Amount from Top 10 Customers
WITH t AS (SELECT customer_id, sum(total_amount) AS v FROM orders WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM') GROUP BY 1)
SELECT (SELECT sum(v) FROM (SELECT v FROM t ORDER BY v DESC LIMIT 10) AS top) / (SELECT sum(v) FROM t)

-- kpi: orders / Share of Orders with a Refund by Month
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', avg((order_id IN (SELECT order_id FROM refunds))::int)
FROM orders WHERE NOT is_test
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: orders / Orders by Weekday
SELECT CASE WHEN extract(dow FROM ordered_at) = 0 THEN 7 ELSE extract(dow FROM ordered_at) END, left(to_char(ordered_at, 'FMDay'), 3), count(*)
FROM orders WHERE NOT is_test
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1, 2
ORDER BY 1

-- kpi: order_items / Sales per Month
-- Lines of cancelled and of test orders are none.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum(subtotal_amount)
FROM orders WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: order_items / Top 10 Customers by Sales
SELECT c.full_name, sum(o.subtotal_amount), sum(o.subtotal_amount) / (SELECT sum(subtotal_amount) FROM orders WHERE NOT is_test AND cancelled_at IS NULL
    AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM'))
FROM orders AS o JOIN customers AS c USING (customer_id) WHERE NOT o.is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY c.customer_id
ORDER BY 2 DESC LIMIT 10

-- kpi: order_items / Share of Sales from Top 10 Products
WITH t AS (SELECT product_id, sum(quantity * unit_price) AS v FROM order_items
  WHERE order_id IN (SELECT order_id FROM orders WHERE NOT is_test AND cancelled_at IS NULL
    AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) GROUP BY 1)
SELECT (SELECT sum(v) FROM (SELECT v FROM t ORDER BY v DESC LIMIT 10) AS top) / (SELECT sum(v) FROM t)

-- kpi: payments / Payment Amount per Month
-- What was paid: attempts that failed or wait have brought nothing, and payments of test orders are none.
SELECT to_char(attempted_at, 'YYYY-MM') || '-01', sum(amount)
FROM payments WHERE status = 'succeeded' AND order_id NOT IN (SELECT order_id FROM orders WHERE is_test)
  AND to_char(attempted_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: payments / Payment Failure Rate by Month
SELECT to_char(attempted_at, 'YYYY-MM') || '-01', avg((failure_reason IS NOT NULL)::int)
FROM payments WHERE order_id NOT IN (SELECT order_id FROM orders WHERE is_test)
  AND to_char(attempted_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: payments / Payment Fee Rate by Month
SELECT to_char(attempted_at, 'YYYY-MM') || '-01', sum(fee_amount) / sum(amount)
FROM payments WHERE status = 'succeeded' AND order_id NOT IN (SELECT order_id FROM orders WHERE is_test)
  AND to_char(attempted_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: refunds / Refund Amount per Month
SELECT to_char(r.requested_at, 'YYYY-MM') || '-01', sum(r.amount)
FROM refunds AS r, orders AS o WHERE o.order_id = r.order_id AND NOT o.is_test
  AND to_char(r.requested_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: stock_levels / Stock Level On-Hand Quantity, Latest
-- Tonight's stock, not the sum of forty nights.
SELECT sum(on_hand_qty) FROM stock_levels WHERE snapshot_date = CURRENT_DATE

-- kpi: stock_levels / Stock Value, Latest
SELECT sum(stock_value) FROM stock_levels WHERE snapshot_date >= CURRENT_DATE

-- kpi: stock_levels / Out-Of-Stock Share by Week
-- Things at zero ÷ things recorded, in complete weeks.
SELECT to_char(snapshot_date - (extract(isodow FROM snapshot_date)::int - 1), 'YYYY-MM-DD'), avg((on_hand_qty = 0)::int)
FROM stock_levels WHERE snapshot_date < CURRENT_DATE - (extract(isodow FROM CURRENT_DATE)::int - 1)
GROUP BY 1

-- kpi: customers / Total Customers
SELECT count(*) FROM customers WHERE NOT is_test AND deleted_at IS NULL

-- kpi: customers / Share of Customers with Complete Data
SELECT avg(CASE WHEN num_nulls(email, phone, country_code) = 0 THEN 1 ELSE 0 END) FROM customers WHERE NOT is_test AND deleted_at IS NULL

-- kpi: customers / Share of Customers Active in the Last 30 Days
SELECT avg(CASE WHEN last_login_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE THEN 1 ELSE 0 END) FROM customers WHERE NOT is_test AND deleted_at IS NULL

-- kpi: customers / Share of Customers with an Order, Last 12 Months
SELECT avg((EXISTS (SELECT FROM orders AS o WHERE o.customer_id = c.customer_id AND NOT o.is_test
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')))::int)
FROM customers AS c WHERE NOT is_test AND deleted_at IS NULL

-- kpi: customers / Average Order Total Amount per Customer, Last 12 Months
-- Customers without any count as 0.
SELECT sum(o.total_amount) / (SELECT count(*) FROM customers WHERE NOT is_test AND deleted_at IS NULL)
FROM orders AS o JOIN customers AS c ON c.customer_id = o.customer_id
WHERE NOT o.is_test AND o.cancelled_at IS NULL AND NOT c.is_test AND c.deleted_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')

-- kpi: customers / Share of New Customers with an Order Within 30 Days
-- What somebody ordered before the account was there does not tell that they started.
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((EXISTS (SELECT FROM orders AS o WHERE o.customer_id = c.customer_id AND NOT o.is_test AND o.cancelled_at IS NULL AND o.ordered_at - c.created_at >= interval '0 days' AND o.ordered_at - c.created_at < interval '30 days'))::int)
FROM customers AS c WHERE NOT is_test AND deleted_at IS NULL
  AND to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '13 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '2 months', 'YYYY-MM')
GROUP BY 1

-- kpi: customers / Customer Scoreboard: Order Total Amount
-- Neither test customers nor those that have left.
SELECT c.full_name, sum(o.total_amount), count(*), sum(o.total_amount) / count(*), to_char(max(o.ordered_at), 'YYYY-MM-DD')
FROM customers AS c JOIN orders AS o ON o.customer_id = c.customer_id AND NOT o.is_test AND o.cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
WHERE c.customer_id % 40 <> 0 AND c.customer_id % 25 <> 0
GROUP BY c.customer_id
ORDER BY 2 DESC LIMIT 20

-- kpi: categories / Customers with Order Items by Category
SELECT c.name, count(DISTINCT o.customer_id) FROM categories AS c, products AS p, order_items AS i, orders AS o
WHERE p.category_id = c.category_id AND i.product_id = p.product_id AND o.order_id = i.order_id AND NOT o.is_test AND o.cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY c.category_id

-- kpi: categories / Average Sales per Category, Last 12 Months
-- Categories without any count as 0.
SELECT (SELECT sum(subtotal_amount) FROM orders WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')) / 6

-- kpi: customers / Customers by Segment
SELECT segment, count(*), count(*) / (SELECT count(*)::numeric FROM customers WHERE NOT is_test AND deleted_at IS NULL)
FROM customers WHERE NOT is_test AND deleted_at IS NULL GROUP BY segment

-- kpi: products / Average Product Gross Margin
SELECT avg(1 - unit_cost / list_price) FROM products WHERE unit_cost IS NOT NULL

-- kpi: products / Share of Active Products
SELECT 1 - count(*) FILTER (WHERE NOT is_active)::numeric / count(*) FROM products

-- kpi: products / Products by Time Since Last Product Review
SELECT CASE WHEN d IS NULL THEN 'never' WHEN d <= 30 THEN '000-030 days' WHEN d <= 90 THEN '031-090 days' WHEN d <= 180 THEN '091-180 days' ELSE '181 days and more' END, count(*)
FROM (SELECT (SELECT CURRENT_DATE - max(created_at)::date FROM product_reviews AS r WHERE r.product_id = p.product_id) AS d FROM products AS p) AS t
GROUP BY 1

-- kpi: product_reviews / Average Product Review Rating by Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', sum(rating)::numeric / count(rating)
FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_reviews / Product Review Helpful Count per Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', sum(helpful_count)
FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_tags / Tags per Product
SELECT avg(n) FROM (SELECT count(*) AS n FROM product_tags GROUP BY product_id) AS t

-- kpi: page_views / Pageviews, Last 30 Days
SELECT count(*) FROM page_views WHERE viewed_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1

-- kpi: warehouses / Total Warehouse Capacity Pallets
SELECT sum(capacity_pallets) FROM warehouses

-- kpi: coupons / Coupons Ending in the Next 30 Days
SELECT count(*) FROM coupons WHERE valid_until BETWEEN CURRENT_DATE AND CURRENT_DATE + 29

-- kpi: product_reviews / Product Reviews by Rating
SELECT rating, count(*), count(*) / sum(count(*)) OVER () FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1
ORDER BY 1

-- kpi: product_reviews / Share of Product Reviews Rated 4 or 5 by Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((rating IN (4, 5))::int) FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_reviews / Share of Product Reviews Rated 2 or Less by Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((rating IN (1, 2))::int) FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_reviews / Share of Product Reviews with a Body by Month
SELECT to_char(created_at, 'YYYY-MM') || '-01', avg((coalesce(length(body), 0) > 0)::int) FROM product_reviews
WHERE to_char(created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: product_reviews / Share of Product Reviews Rated 2 or Less by Product
-- Products with at least five reviews; the worst, then those with the most reviews first.
SELECT min(product_name), avg((rating < 3)::int), count(*) FROM products JOIN product_reviews USING (product_id)
WHERE to_char(product_reviews.created_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY product_id HAVING count(*) > 4
ORDER BY 2 DESC, 3 DESC, 1 LIMIT 15

-- kpi: products / Gross Margin of Products Sold by Month
-- Products without a cost would be pure profit.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', 1 - sum(quantity * unit_cost) / sum(quantity * unit_price)
FROM orders JOIN order_items USING (order_id) JOIN products USING (product_id)
WHERE NOT is_test AND cancelled_at IS NULL AND unit_cost > 0
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: products / Share of Sales from New Products by Month
SELECT to_char(ordered_at, 'YYYY-MM') || '-01',
  sum(CASE WHEN ordered_at - launched_on::timestamptz >= interval '0' AND ordered_at - launched_on::timestamptz < interval '90 days' THEN quantity * unit_price ELSE 0 END) / sum(quantity * unit_price)
FROM orders JOIN order_items USING (order_id) JOIN products USING (product_id)
WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1

-- kpi: products / Active Products Without an Order, Last 30 Days: Share
SELECT 1 - avg((EXISTS (SELECT FROM order_items AS i JOIN orders AS o USING (order_id) WHERE i.product_id = p.product_id AND NOT o.is_test AND o.cancelled_at IS NULL AND o.ordered_at::date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE - 1))::int)
FROM products AS p WHERE is_active AND CURRENT_DATE - launched_on > 30

-- kpi: orders / Net Revenue of Orders After Refunds by Month
-- By the month of the order, whenever it was paid back; taxes and shipping are not the shop's.
SELECT to_char(ordered_at, 'YYYY-MM') || '-01', sum(total_amount - coalesce(tax_amount, 0) - coalesce(shipping_fee, 0) - (SELECT coalesce(sum(amount), 0) FROM refunds AS r WHERE r.order_id = o.order_id))
FROM orders AS o WHERE NOT is_test AND cancelled_at IS NULL
  AND to_char(ordered_at, 'YYYY-MM') BETWEEN to_char(CURRENT_DATE - interval '12 months', 'YYYY-MM') AND to_char(CURRENT_DATE - interval '1 month', 'YYYY-MM')
GROUP BY 1
